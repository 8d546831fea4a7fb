/**
 * npm test [-- --unit | --ui] [file name part…]: sets up what is missing, builds, runs Vitest and Playwright, and ends
 * with one line: "N passed, N failed".
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cleanEnvironment, prepare, root, runInForeground, runMain, say, SetupError } from './bootstrap.mjs'
import { ensureBuilt } from './build.mjs'
import { electronProgram, standInFolder } from './electron-binary.mjs'
import { ensurePart, installCommand } from './system-parts.mjs'

/** What a test run says of itself; null where it wrote nothing, because it could not even start. */
function readReport(file, count) {
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

async function runVitest(node, patterns, reports) {
  const report = join(reports, 'vitest.json')
  const code = await runInForeground(node, [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--passWithNoTests',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...patterns
  ])
  const counted = readReport(report, result => ({
    passed: result.numPassedTests,
    // A file that cannot be loaded fails without having tests to count.
    failed:
      result.numFailedTests +
      result.testResults.filter(file => file.status === 'failed' && !file.assertionResults.length).length,
    skipped: result.numPendingTests + result.numTodoTests
  }))
  return settle(counted, code)
}

async function runPlaywright(node, patterns, reports) {
  const report = join(reports, 'playwright.json')
  const chromium = process.env.EARSHOT_CHROMIUM ?? ensurePart('chromium')
  if (!chromium)
    throw new SetupError(
      `The tests of the window need Chromium. Install it with: ${installCommand('chromium')}`
    )
  const env = cleanEnvironment({ EARSHOT_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: report })
  if (!electronProgram()) env.ELECTRON_OVERRIDE_DIST_PATH = standInFolder
  const code = await runInForeground(
    node,
    [
      join(root, 'node_modules', '@playwright', 'test', 'cli.js'),
      'test',
      '--pass-with-no-tests',
      '--reporter=list,json',
      ...patterns
    ],
    { env }
  )
  const counted = readReport(report, ({ stats, errors }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + (stats.unexpected ? 0 : errors.length),
    skipped: stats.skipped
  }))
  return settle(counted, code)
}

/** A run that ended badly without a failed test still counts as one failure. */
function settle(counted, code) {
  const result = counted ?? { passed: 0, failed: 0, skipped: 0 }
  if (code !== 0 && result.failed === 0) result.failed = 1
  return result
}

runMain(async args => {
  const patterns = args.filter(arg => !arg.startsWith('--'))
  const unknown = args.find(arg => arg.startsWith('--') && !['--unit', '--ui'].includes(arg))
  if (unknown)
    throw new SetupError(`Unknown option ${unknown}. Usage: npm test -- [--unit | --ui] [file name part…]`)

  const node = prepare()
  if (!ensurePart('ffmpeg'))
    throw new SetupError(`The tests need ffmpeg. Install it with: ${installCommand('ffmpeg')}`)
  ensureBuilt(node)

  const reports = mkdtempSync(join(tmpdir(), 'earshot-test-'))
  const results = []
  try {
    if (!args.includes('--ui')) results.push(await runVitest(node, patterns, reports))
    if (!args.includes('--unit')) results.push(await runPlaywright(node, patterns, reports))
  } finally {
    rmSync(reports, { recursive: true, force: true })
  }
  const sum = name => results.reduce((total, result) => total + result[name], 0)
  say('')
  const skipped = sum('skipped')
  process.stdout.write(
    `${sum('passed')} passed, ${sum('failed')} failed${skipped ? `, ${skipped} skipped` : ''}\n`
  )
  return sum('failed') > 0 ? 1 : 0
})
