/** The tests of models/training, in a Python environment of their own. */
import { join } from 'node:path'
import { cleanEnvironment, runInForeground } from '../bootstrap.mjs'
import { training, trainingPython } from '../python.mjs'
import { withReports } from './report-folder.mjs'
import { linesOf, readReport, settle } from './result.mjs'

const marks = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&#10;': '\n',
  '&#9;': '\t',
  '&amp;': '&'
}
const plain = text => text.replace(/&(?:lt|gt|quot|apos|#10|#9|amp);/g, mark => marks[mark])
const attribute = (tag, name) => plain(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '')

/** What pytest marks as the reason, and the place, which it tells last. */
function reason(told) {
  const lines = linesOf(plain(told))
  const marked = lines.filter(line => line.startsWith('E ')).map(line => line.slice(1).trim())
  return [...marked.filter(Boolean).slice(0, 12), ...lines.slice(-1).filter(line => !line.startsWith('E '))]
}

/** Counts and failures of pytest's JUnit report. */
export function readJunit(xml) {
  const [suite] = /<testsuite [^>]*>/.exec(xml) ?? ['']
  const count = name => Number(attribute(suite, name))
  const failed = count('failures') + count('errors')
  const cases = xml.matchAll(/(<testcase [^>]*[^/]>)(.*?)<\/testcase>/gs)
  const failures = [...cases].flatMap(([, tag, inside]) => {
    const name = [attribute(tag, 'classname'), attribute(tag, 'name')].filter(Boolean).join(' > ')
    const told = [...inside.matchAll(/<(failure|error) [^>]*>(.*?)<\/\1>/gs)].map(([, , text]) => text)
    return told.map(text => ({ name, lines: reason(text) }))
  })
  return { passed: count('tests') - failed - count('skipped'), failed, skipped: count('skipped'), failures }
}

/** Runs them with these arguments more. */
export function runPytest(args = [], output) {
  const python = trainingPython()
  return withReports(async reports => {
    const report = join(reports, 'pytest.xml')
    // Small tensors: two threads of PyTorch cost more in waiting than they save.
    const env = cleanEnvironment({ OMP_NUM_THREADS: '1', OMP_WAIT_POLICY: 'passive' })
    const command = ['-m', 'pytest', '--quiet', '--durations=5', `--junitxml=${report}`, ...args]
    const code = await runInForeground(python, command, { env, cwd: training, output })
    return settle('the tests of the training code', readReport(report, readJunit), code, output)
  })
}
