/** The tests that Playwright runs, in a browser. */
import { basename, join } from 'node:path'
import { cleanEnvironment, root, runInForeground } from '../bootstrap.mjs'
import { ensureBuilt } from '../build.mjs'
import { electronProgram, standInFolder } from '../electron-binary.mjs'
import { needPart } from '../system-parts.mjs'
import { withReports } from './report-folder.mjs'
import { linesOf, readReport, settle } from './result.mjs'

/** The message without the lines of code that it shows, and the place. */
function lines({ message, value, location }) {
  const inCode = /^\s*(?:>?\s*\d+ \||\|)|^\s+at /
  const told = linesOf(message ?? String(value)).filter(line => !inCode.test(line))
  const at = location ? [`at ${basename(location.file)}:${location.line}`] : []
  return [...told.slice(0, 12), ...at]
}

/** Every failed test below a suite of Playwright's report. */
const failuresOf = suite => [
  ...(suite.specs ?? [])
    .filter(spec => spec.tests.some(test => test.status === 'unexpected'))
    .map(spec => ({
      name: `${spec.file}:${spec.line} > ${spec.title}`,
      lines: spec.tests.flatMap(test => test.results.at(-1)?.errors ?? []).flatMap(lines)
    })),
  ...(suite.suites ?? []).flatMap(failuresOf)
]

/** Counts and failures of Playwright's report; an error outside any test is a failure too. */
export function readPlaywright(text) {
  const { stats, errors, suites } = JSON.parse(text)
  const outside = errors.map(error => ({ name: 'an error outside any test', lines: lines(error) }))
  const failures = [...suites.flatMap(failuresOf), ...outside]
  return {
    passed: stats.expected + stats.flaky,
    failed: failures.length,
    skipped: stats.skipped,
    failures
  }
}

/** Builds where that is due, and runs the specs whose name has one of these parts; all where there are none. */
export function runPlaywright(node, patterns = [], output) {
  const chromium =
    process.env.EARSHOT_CHROMIUM ?? needPart('chromium', 'The tests of the window need Chromium.')
  ensureBuilt(node)
  return withReports(async reports => {
    const report = join(reports, 'playwright.json')
    const env = cleanEnvironment({ EARSHOT_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: report })
    if (!electronProgram()) env.ELECTRON_OVERRIDE_DIST_PATH = standInFolder
    const playwright = join(root, 'node_modules', '@playwright', 'test', 'cli.js')
    const options = ['--pass-with-no-tests', '--reporter=list,json']
    const code = await runInForeground(node, [playwright, 'test', ...options, ...patterns], { env, output })
    return settle('the tests of Playwright', readReport(report, readPlaywright), code, output)
  })
}
