/**
 * What a fresh clone needs before anything of the project can run. Plain JavaScript for Node 18 and newer, no
 * dependencies: this is what runs while there are none yet.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const at = (...parts) => join(root, ...parts)
const neededMajor = 24

/** Something the user can mend; its message says how, and `told` are the lines of the program that failed. */
export class SetupError extends Error {
  constructor(message, told = []) {
    super(message)
    this.told = told
  }
}

/** One line on standard error: standard output belongs to what was asked for. */
export const say = line => process.stderr.write(`${line}\n`)

/** The user's environment without what would change how our own processes start. */
export function cleanEnvironment(extra = {}) {
  const unwanted = ['NODE_OPTIONS', 'NODE_PATH', 'NODE_ENV', 'ELECTRON_RUN_AS_NODE']
  const kept = Object.entries(process.env).filter(([name]) => !unwanted.includes(name))
  return { ...Object.fromEntries(kept), ...extra }
}

/** Runs a program to its end without a word; shows what it said only when it failed, and advice after that. */
export function runQuietly(command, args, { what, advice = '', noise = /^$/, ...options }) {
  // npm is a script on Windows, which only a shell can start.
  const shell = process.platform === 'win32' && command.endsWith('.cmd')
  const quoted = shell ? args.map(arg => (/\s/.test(arg) ? `"${arg}"` : arg)) : args
  const result = spawnSync(command, quoted, {
    cwd: root,
    env: cleanEnvironment(),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell,
    ...options
  })
  if (result.status === 0) return
  const told = `${result.stdout ?? ''}\n${result.stderr ?? ''}`
    .split('\n')
    .filter(line => line.trim() && !noise.test(line))
  // The cause is at the start or at the end, with pages of advice between them.
  const shown = told.length > 40 ? [...told.slice(0, 20), '…', ...told.slice(-20)] : told
  for (const line of shown) say(`  ${line}`)
  const ending = result.error?.message ?? `exit code ${result.status ?? result.signal}`
  throw new SetupError(`${what} failed (${ending}). ${advice}`.trim(), shown.slice(-15))
}

/* ---- npm packages ---- */

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(at('package-lock.json')))
    .digest('hex')
const lockStamp = at('node_modules', '.earshot-lock')

/** True where node_modules holds what the lock file says: installed by us, or by hand after the last change. */
function packagesAreThere() {
  const installed = at('node_modules', '.package-lock.json')
  if (!existsSync(installed)) return false
  if (existsSync(lockStamp) && readFileSync(lockStamp, 'utf8') === lockHash()) return true
  return statSync(installed).mtimeMs >= statSync(at('package-lock.json')).mtimeMs
}

/** Installs the packages of the lock file where they are missing or older than it. */
function ensurePackages() {
  if (packagesAreThere()) return
  const windows = process.platform === 'win32'
  const npm = windows ? 'npm.cmd' : 'npm'
  if (spawnSync(npm, ['--version'], { env: cleanEnvironment(), shell: windows }).status !== 0) {
    throw new SetupError(
      'npm was not found. It comes with Node: install Node 24 from https://nodejs.org and try again.'
    )
  }
  say('Installing packages (once, about a minute) …')
  // Nothing we use needs an install script. `ci` cannot replace the node.exe that may be running us on Windows.
  const how = windows && existsSync(at('node_modules')) ? 'install' : 'ci'
  const started = Date.now()
  runQuietly(
    npm,
    [how, '--ignore-scripts', '--include=dev', '--include=optional', '--no-fund', '--no-audit'],
    {
      what: `npm ${how}`,
      advice: 'Look whether "npm ping" reaches your registry, then try again.',
      // npm itself may run under an older Node than the packages want: they run under the Node they bring along.
      noise: /EBADENGINE|npm warn|^npm notice/i
    }
  )
  writeFileSync(lockStamp, lockHash())
  say(`Packages are there (${Math.round((Date.now() - started) / 1000)} s).`)
}

/* ---- Node ---- */

/** The Node to run the sources with: the running one if it is new enough, else the one among the packages. */
function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= neededMajor) return process.execPath
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  // npm has Node under a name of its own for each system.
  const called =
    { win32: 'node-win', darwin: 'node-bin-darwin' }[process.platform] ?? `node-${process.platform}`
  const packaged = at('node_modules', `${called}-${process.arch}`, 'bin', file)
  if (existsSync(packaged) && spawnSync(packaged, ['--version'], { env: cleanEnvironment() }).status === 0) {
    return packaged
  }
  const how = process.platform === 'darwin' ? 'with "brew install node", or ' : ''
  throw new SetupError(
    `Earshot needs Node ${neededMajor} or newer and this is ${process.version}. Install it ${how}from https://nodejs.org and try again.`
  )
}

/** Packages and Node: what every script needs. Returns the Node to go on with. */
export function prepare() {
  ensurePackages()
  return findNode()
}

/**
 * Runs a program in the foreground and hands on how it ended. Signals are handed on; but Ctrl-C in a terminal reaches
 * both, and only the program answers it.
 * `output` takes what the program writes, and the stream of ours it would have gone to.
 */
export function runInForeground(command, args, { env = cleanEnvironment(), cwd = root, output } = {}) {
  return new Promise((resolve, reject) => {
    const out = output ? 'pipe' : 'inherit'
    const child = spawn(command, args, { cwd, env, stdio: ['inherit', out, out] })
    child.stdout?.setEncoding('utf8').on('data', piece => output.take(piece, process.stdout))
    child.stderr?.setEncoding('utf8').on('data', piece => output.take(piece, process.stderr))
    const pass = signal => child.kill(signal)
    const stay = signal => process.stdin.isTTY || pass(signal)
    process.on('SIGINT', stay).on('SIGTERM', pass).on('SIGHUP', pass)
    child.on('error', reject)
    child.on('close', (code, signal) => {
      process.off('SIGINT', stay).off('SIGTERM', pass).off('SIGHUP', pass)
      resolve(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 1))
    })
  })
}

/** Runs a script's main function; a SetupError ends it with a sentence instead of a stack. */
export async function runMain(main) {
  try {
    process.exitCode = await main(process.argv.slice(2))
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    say(error.message)
    process.exitCode = 1
  }
}
