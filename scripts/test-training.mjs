/**
 * npm run test:training [-- pytest arguments…]: the tests of models/training, in a Python environment of their own. Ends
 * with one line: "N passed, N failed".
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cleanEnvironment, runInForeground, runMain } from './bootstrap.mjs'
import { training, trainingPython } from './python.mjs'

/** Counts of pytest's JUnit report; null where it wrote none. */
function readReport(file) {
  if (!existsSync(file)) return null
  const [suite] = /<testsuite [^>]*>/.exec(readFileSync(file, 'utf8')) ?? ['']
  const count = name => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(suite)?.[1] ?? 0)
  const failed = count('failures') + count('errors')
  return { passed: count('tests') - failed - count('skipped'), failed, skipped: count('skipped') }
}

runMain(async args => {
  const python = trainingPython()
  const reports = mkdtempSync(join(tmpdir(), 'earshot-training-'))
  const report = join(reports, 'pytest.xml')
  try {
    // Small tensors: two threads of PyTorch cost more in waiting than they save.
    const env = cleanEnvironment({ OMP_NUM_THREADS: '1', OMP_WAIT_POLICY: 'passive' })
    const command = ['-m', 'pytest', '--quiet', '--durations=5', `--junitxml=${report}`, ...args]
    const code = await runInForeground(python, command, { env, cwd: training })
    const result = readReport(report) ?? { passed: 0, failed: 0, skipped: 0 }
    if (code !== 0 && result.failed === 0) result.failed = 1
    const skipped = result.skipped ? `, ${result.skipped} skipped` : ''
    process.stdout.write(`${result.passed} passed, ${result.failed} failed${skipped}\n`)
    return result.failed > 0 ? 1 : 0
  } finally {
    rmSync(reports, { recursive: true, force: true })
  }
})
