/** The tests that Playwright runs, in a browser. */
import { basename, join } from 'node:path'
import { cleanEnvironment, root, runInForeground, say } from '../bootstrap.mjs'
import { ensureBuilt } from '../build.mjs'
import { electronProgram, standInFolder } from '../electron-binary.mjs'
import { ensurePart, needPart } from '../system-parts.mjs'
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

/** Native code ended the process in the middle of a test, which says nothing of the test. */
const crash = /worker process exited unexpectedly \(code=null, signal=SIG(?:TRAP|SEGV|BUS|ABRT|ILL)\)/
const isCrash = ({ lines }) => lines.some(line => crash.test(line))
/** More than these is no accident. */
const mostCrashes = 2

/** The tests of a result that are to be run once more, as Playwright names them; none where more than an accident failed. */
export function crashedIn({ failures }) {
  const crashed = failures.filter(isCrash)
  return crashed.length > mostCrashes ? [] : crashed.map(({ name }) => name.split(' > ')[0])
}

/** A result in which the second run counts for what crashed in the first. */
export function afterCrash(first, second) {
  const failures = first.failures.filter(failure => !isCrash(failure))
  return {
    code: failures.length > 0 ? first.code : second.code,
    passed: first.passed + second.passed,
    failed: failures.length + second.failed,
    skipped: first.skipped + second.skipped,
    failures: [...failures, ...second.failures]
  }
}

/** Builds where that is due, and runs the specs whose name has one of these parts; all where there are none. */
export async function runPlaywright(node, patterns = [], output) {
  const chromium =
    process.env.EARSHOT_CHROMIUM ??
    ensurePart('chromium-headless-shell') ??
    needPart('chromium', 'The tests of the window need Chromium.')
  ensureBuilt(node)
  const env = cleanEnvironment({ EARSHOT_CHROMIUM: chromium })
  if (!electronProgram()) env.ELECTRON_OVERRIDE_DIST_PATH = standInFolder
  const result = await runOnce(node, env, patterns, output)
  const crashed = crashedIn(result)
  if (crashed.length === 0) return result
  say(`Native code ended the process of ${crashed.join(' and ')}: run once more.`)
  return afterCrash(result, await runOnce(node, env, crashed, output))
}

function runOnce(node, env, patterns, output) {
  return withReports(async reports => {
    const report = join(reports, 'playwright.json')
    const playwright = join(root, 'node_modules', '@playwright', 'test', 'cli.js')
    const options = ['--pass-with-no-tests', '--reporter=list,json']
    const code = await runInForeground(node, [playwright, 'test', ...options, ...patterns], {
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
      output
    })
    return settle('the tests of Playwright', readReport(report, readPlaywright), code, output)
  })
}
