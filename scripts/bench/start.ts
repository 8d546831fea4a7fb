import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { compiledFolder } from '../support/compiled.mjs'
import { cacheFolder } from '../../src-main/core/files/cache-folder.ts'
import { forgetKeptPhrases } from '../../src-main/core/search/scoring/kept-phrases.ts'
import { madeIn } from './made-library.ts'
import type { Memory } from './processes.ts'
import { type BenchRow, spread } from './row.ts'
import { searching, type Searching } from './searching.ts'

const root = join(import.meta.dirname, '../..')
/** As it is installed. */
const built = join(root, 'out/main/cli.js')
const environment = { ...process.env, NODE_COMPILE_CACHE: compiledFolder(root) }

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

const windows = 24
/** The command is measured at the middle one. */
const sizes = [1000, 10_000, 100_000]

/** Process start to the end of the command; what a server holds that nobody asks, and while it is asked for an hour. */
export async function benchStart(work: string, modelsFolder: string, searches: number): Promise<BenchRow[]> {
  spawnSync(process.execPath, [join(root, 'scripts/earshot.mjs'), '--version'], { stdio: 'ignore' })
  for (const tracks of sizes) madeIn(join(work, String(tracks)), modelsFolder, { tracks, windows })
  const held: Searching[] = []
  for (const tracks of sizes) {
    held.push(await searching(join(work, String(tracks)), { searches }))
    console.error(tracks, held.at(-1))
  }
  return [...startRows(join(work, String(sizes[1]))), ...memoryRows(held, searches)]
}

function startRows(dataFolder: string): BenchRow[] {
  forgetKeptPhrases(cacheFolder(dataFolder))
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
    row(`the whole search command as it is built, ${countOf(sizes[1]!)} tracks, a new phrase`, fresh, ''),
    row('the same, asked before', known, '500 ms')
  ]
}

const countOf = (tracks: number): string => tracks.toLocaleString('en')

/** All that is resident, and in brackets what is of the process alone. */
const shown = ({ resident, own }: Memory): string => `${resident.toFixed(0)} (${own.toFixed(0)})`

function memoryRows(held: readonly Searching[], searches: number): BenchRow[] {
  const at = `at ${sizes.map(countOf).join(', ')} tracks`
  const unit = 'MB; in brackets without pages of files, which are shared'
  return [
    {
      what: `memory of the idle server, ${at}`,
      measured: `${held.map(({ idle }) => shown(idle)).join(', ')} ${unit}`,
      aim: '150 MB'
    },
    ...held.map(({ during, after, median, p95 }, i) => ({
      what: `memory of the server over ${countOf(searches)} different searches, ${countOf(sizes[i]!)} tracks of ${windows} windows; a search takes`,
      measured: `${during.map(shown).join(', ')}; half a minute later ${shown(after)} ${unit}; median ${median.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`,
      aim: 'flat, 200 MB'
    }))
  ]
}
