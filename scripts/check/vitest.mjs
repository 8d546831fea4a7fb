/** The tests that Vitest runs. */
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { cleanEnvironment, root, runInForeground } from '../bootstrap.mjs'
import { ensureBuilt } from '../build.mjs'
import { compiledFolder } from '../support/compiled.mjs'
import { needPart } from '../system-parts.mjs'
import { readReport, settle } from './result.mjs'
import { withReports } from './report-folder.mjs'

/** The tests start hundreds of processes and threads of ours: what one has compiled the others take over. */
const compiled = compiledFolder(root)
const reporter = fileURLToPath(new URL('vitest-reporter.mjs', import.meta.url))

/** Builds where that is due, and runs the test files whose name has one of these parts; all where there are none. */
export function runVitest(node, patterns = [], output) {
  needPart('ffmpeg', 'The tests need ffmpeg.')
  ensureBuilt(node)
  return withReports(async reports => {
    const report = join(reports, 'vitest.json')
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
    const options = ['--passWithNoTests', '--reporter=default', `--reporter=${reporter}`]
    const code = await runInForeground(node, [vitest, 'run', ...options, ...patterns], {
      env: cleanEnvironment({ EARSHOT_TEST_REPORT: report, NODE_COMPILE_CACHE: compiled }),
      output
    })
    return settle('the tests of Vitest', readReport(report, JSON.parse), code, output)
  })
}
