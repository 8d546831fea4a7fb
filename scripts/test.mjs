/**
 * npm test [-- --unit | --ui] [file name part…]: sets up what is missing, builds, runs Vitest and Playwright, and ends
 * with what failed and one line: "N passed, N failed".
 */
import { prepare, runMain, say, SetupError } from './bootstrap.mjs'
import { runPlaywright } from './check/playwright.mjs'
import { close } from './check/result.mjs'
import { runVitest } from './check/vitest.mjs'

runMain(async args => {
  const patterns = args.filter(arg => !arg.startsWith('--'))
  const unknown = args.find(arg => arg.startsWith('--') && !['--unit', '--ui'].includes(arg))
  if (unknown)
    throw new SetupError(`Unknown option ${unknown}. Usage: npm test -- [--unit | --ui] [file name part…]`)

  const node = prepare()
  const results = []
  if (!args.includes('--ui')) results.push(await runVitest(node, patterns))
  if (!args.includes('--unit')) results.push(await runPlaywright(node, patterns))
  return close(results, say)
})
