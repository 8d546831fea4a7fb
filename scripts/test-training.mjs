/**
 * npm run test:training [-- pytest arguments…]: the tests of models/training, in a Python environment of their own
 * (models/training/.venv), made on the first run and again when the pinned packages change. Ends with one line:
 * "N passed, N failed".
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  cleanEnvironment,
  root,
  runInForeground,
  runMain,
  runQuietly,
  say,
  SetupError
} from './bootstrap.mjs'
import { ensurePart, findProgram, installCommand } from './system-parts.mjs'

const training = join(root, 'models', 'training')
const folder = join(training, '.venv')
const python = join(folder, ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']))
const stamp = join(folder, '.earshot-packages')

/** Python 3.11 or newer that can make an environment; the plain name first, since it is the one people keep up. */
function findPython() {
  const question = 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))'
  const able = program => spawnSync(program, ['-c', question], { env: cleanEnvironment() }).status === 0
  const names = ['python3', 'python', 'python3.13', 'python3.12', 'python3.11']
  const search = () => names.map(name => findProgram(name)).find(program => program && able(program))
  const found = search()
  if (found) return found
  if (ensurePart('python3-venv')) {
    const installed = search()
    if (installed) return installed
  }
  throw new SetupError(
    `The tests of the training code need Python 3.11 or newer with venv. Install it with: ${installCommand('python3-venv')}`
  )
}

function ensureEnvironment() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(training, 'pyproject.toml')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  say('Making the Python environment (once, PyTorch among it: a few minutes) …')
  const started = Date.now()
  rmSync(folder, { recursive: true, force: true })
  runQuietly(findPython(), ['-m', 'venv', folder], { what: 'Making a Python environment' })
  // pip's own settings decide where packages come from: whoever has an index of PyTorch's CPU builds (on Linux they
  // are far smaller than the default ones) names it in PIP_EXTRA_INDEX_URL or PIP_FIND_LINKS.
  runQuietly(python, ['-m', 'pip', 'install', '--quiet', '--editable', `${training}[test]`], {
    what: 'Installing the Python packages'
  })
  writeFileSync(stamp, wanted)
  say(`The Python environment is there (${Math.round((Date.now() - started) / 1000)} s).`)
}

/** Counts of pytest's JUnit report; null where it wrote none. */
function readReport(file) {
  if (!existsSync(file)) return null
  const [suite] = /<testsuite [^>]*>/.exec(readFileSync(file, 'utf8')) ?? ['']
  const count = name => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(suite)?.[1] ?? 0)
  const failed = count('failures') + count('errors')
  return { passed: count('tests') - failed - count('skipped'), failed, skipped: count('skipped') }
}

runMain(async args => {
  ensureEnvironment()
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
