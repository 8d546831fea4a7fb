import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { compiledFolder } from '../support/compiled.mjs'
import { residentOf } from './processes.ts'
import { type BenchRow, spread } from './row.ts'

const root = join(import.meta.dirname, '../..')
const cli = join(root, 'src-main/cli/main.ts')
/** As it is installed. */
const built = join(root, 'out/main/cli.js')
const environment = { ...process.env, NODE_COMPILE_CACHE: compiledFolder(root) }

async function memoryAtRest(dataFolder: string): Promise<number> {
  const child = spawn(process.execPath, [cli, '--data', dataFolder, 'serve', '--port', '0'], {
    stdio: 'ignore'
  })
  try {
    // Long enough for the search worker to warm up and settle.
    await new Promise(resolve => setTimeout(resolve, 20_000))
    return residentOf(child.pid ?? 0)
  } finally {
    child.kill('SIGTERM')
    await new Promise(resolve => child.once('exit', resolve))
  }
}

export interface Started {
  /** Milliseconds from the start of the process to its end, and of the processor. */
  wall: number
  processor: number
}

/** The whole `search` command, as it is built, with what was compiled kept (Linux). */
export function startOf(dataFolder: string, words: string): Started {
  // What the children of a process took is told of no single one: a process between them, of which this is the only child.
  const script = `const { spawnSync } = require('node:child_process')
    const started = performance.now()
    const { status } = spawnSync(process.execPath, process.argv.slice(1), { stdio: 'ignore' })
    const wall = performance.now() - started
    const fields = require('node:fs').readFileSync('/proc/self/stat', 'utf8').replace(/^.*\\) /s, '').split(' ')
    console.log(JSON.stringify({ status, wall, processor: (Number(fields[13]) + Number(fields[14])) * 10 }))`
  const args = [built, '--data', dataFolder, 'search', words, '--json']
  const said = execFileSync(process.execPath, ['-e', script, '--', ...args], {
    encoding: 'utf8',
    env: environment
  })
  const { status, ...took } = JSON.parse(said) as Started & { status: number }
  if (status !== 0) throw new Error(`earshot search ended with ${status}`)
  return took
}

/** Process start to the end of the command; memory of an idle server. `dataFolder` must hold a library. */
export async function benchStart(dataFolder: string): Promise<BenchRow[]> {
  spawnSync(process.execPath, [join(root, 'scripts/earshot.mjs'), '--version'], { stdio: 'ignore' })
  const words = ['heavy metal', 'sad piano', 'dark drone', 'folk dance', 'choir', 'fast drums']
  const fresh = words.map(text => startOf(dataFolder, text)).slice(1)
  const known = words.flatMap(text => [startOf(dataFolder, text), startOf(dataFolder, text)])
  const row = (what: string, starts: readonly Started[], aim: string): BenchRow => ({
    what,
    measured: `${spread(
      starts.map(({ wall }) => wall),
      'ms'
    )}; processor ${spread(
      starts.map(({ processor }) => processor),
      'ms'
    )}`,
    aim
  })
  return [
    row('the whole search command as it is built, a new phrase', fresh, ''),
    row('the same, asked before', known, '500 ms'),
    {
      what: 'memory of the idle server',
      measured: `${(await memoryAtRest(dataFolder)).toFixed(0)} MB`,
      aim: '150 MB'
    }
  ]
}
