/** Python environments, each in a `.venv` of its own: made on the first use, and again when what is pinned changes. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cleanEnvironment, root, runQuietly, say, SetupError } from './bootstrap.mjs'
import { findProgram, installCommand, installPart } from './system-parts.mjs'

/** The folder of the training code. */
export const training = join(root, 'models', 'training')

/** The Python of the training code, its tests and what looks over it. */
export const trainingPython = () =>
  ensurePython(training, readFileSync(join(training, 'pyproject.toml')), ['--editable', `${training}[test]`])

/** A Python with mutagen, which reads tags and shares no code with us. */
export const mutagenPython = () =>
  ensurePython(join(root, 'scripts', 'prove'), 'mutagen==1.48.1', ['mutagen==1.48.1'])

/** Makes the environment of a folder where it is missing or older than `pinned`. Returns its Python. */
function ensurePython(folder, pinned, packages) {
  const environment = join(folder, '.venv')
  const parts = process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']
  const python = join(environment, ...parts)
  const stamp = join(environment, '.earshot-packages')
  const wanted = createHash('sha256').update(pinned).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return python
  say('Making a Python environment (once; a few minutes where PyTorch is in it) …')
  const started = Date.now()
  rmSync(environment, { recursive: true, force: true })
  runQuietly(findPython(), ['-m', 'venv', environment], { what: 'Making a Python environment' })
  // pip's own settings decide where packages come from: whoever has an index of PyTorch's CPU builds (on Linux they
  // are far smaller than the default ones) names it in PIP_EXTRA_INDEX_URL or PIP_FIND_LINKS.
  const { PIP_DEFAULT_TIMEOUT = '60', PIP_RETRIES = '10' } = process.env
  runQuietly(python, ['-m', 'pip', 'install', '--quiet', ...packages], {
    what: 'Installing the Python packages',
    advice: 'Look whether pip reaches its index (PIP_INDEX_URL names another), then try again.',
    // They are large, and one answer of many that comes late should not end it.
    env: cleanEnvironment({ PIP_DEFAULT_TIMEOUT, PIP_RETRIES })
  })
  writeFileSync(stamp, wanted)
  say(`The Python environment is there (${Math.round((Date.now() - started) / 1000)} s).`)
  return python
}

/** Python 3.11 or newer that can make an environment; the plain name first, since it is the one people keep up. */
function findPython() {
  const question = 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))'
  const able = program => spawnSync(program, ['-c', question], { env: cleanEnvironment() }).status === 0
  const names = ['python3', 'python', 'python3.13', 'python3.12', 'python3.11']
  const search = () => names.map(name => findProgram(name)).find(program => program && able(program))
  const found = search()
  if (found) return found
  const told = installPart('python3-venv')
  const installed = search()
  if (installed) return installed
  throw new SetupError(
    `Python 3.11 or newer with venv is needed. Install it with: ${installCommand('python3-venv')}`,
    told
  )
}
