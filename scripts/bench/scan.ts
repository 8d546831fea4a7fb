import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { makeBombs } from '../prove/bombs.ts'
import { compiledFolder } from '../support/compiled.mjs'
import { smallHeap } from '../support/small.mjs'
import { Figures } from './figures.ts'
import { madeMusic } from './made-music.ts'
import { type BenchRow, quantile, spread } from './row.ts'
import { scanPeers } from './scan-peers.ts'
import type { ScanRun, ScanTime } from './scan-run.ts'

const root = join(import.meta.dirname, '../..')

export const scanNote = `The other readers only read, in one thread and into nothing. A scan also knows each file by its content, and writes down its
track, the words it is found by and its album; it reads in as many threads as there are cores, up to four. Where another reader's
loop does more files a second than a scan, it is faster. A first scan of few files is mostly its start: code that is not warm.`

/** Scans folders into a new library, in a process of its own that is started as the app starts what scans. */
function runOf(work: string, modelsFolder: string, rescans: number, music: readonly string[]): ScanRun {
  const data = join(work, 'scan-data')
  rmSync(data, { recursive: true, force: true })
  const script = join(import.meta.dirname, 'scan-run.ts')
  const said = execFileSync(process.execPath, [script, data, modelsFolder, String(rescans), ...music], {
    encoding: 'utf8',
    env: { ...process.env, ...smallHeap, NODE_COMPILE_CACHE: compiledFolder(root) },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  rmSync(data, { recursive: true, force: true })
  return JSON.parse(said) as ScanRun
}

const perSecond = ({ files, first }: ScanRun): number => (files / first.clock) * 1000
const megabytes = ({ peak }: ScanRun): string =>
  peak === null ? 'memory not told' : `${(peak / 1e6).toFixed(0)} MB at most`
const perThousand = ({ files, first }: ScanRun): number => (first.processor / files) * 1000
const times = (all: readonly ScanTime[]): string =>
  `${spread(
    all.map(({ clock }) => clock),
    'ms'
  )}; processor ${spread(
    all.map(({ processor }) => processor),
    'ms'
  )}`

/**
 * Files a second of a first scan, what a rescan of unchanged files costs, how both grow, the memory of a large one with bombs
 * in it, and what other readers take for the same files. Of the sizes the last one, or all the others, may be 0: left out, for
 * a run in parts.
 */
export async function benchScan(
  work: string,
  modelsFolder: string,
  [small = 1000, middle = 10_000, large = 100_000, largest = 500_000]: readonly number[] = []
): Promise<BenchRow[]> {
  mkdirSync(work, { recursive: true })
  const runs = (count: number, often: number, rescans: number): ScanRun[] =>
    Array.from({ length: often }, () => runOf(work, modelsFolder, rescans, [madeMusic(work, count)]))
  const last = (): BenchRow[] => (largest > 0 ? [bombed(work, modelsFolder, largest)] : [])
  if (large === 0) return last()
  const few = runs(small, 3, 3)
  const some = runs(middle, 3, 3)
  const peers = await scanPeers(work, madeMusic(work, middle))
  const many = runs(large, 1, 5)
  return [
    ...rowsOf(some, middle),
    ...peers,
    ...rowsOf(many, large),
    ...growth([few, some, many], [small, middle, large]),
    ...last()
  ]
}

function rowsOf(runs: readonly ScanRun[], count: number): BenchRow[] {
  const named = `${count.toLocaleString('en')} files of five formats`
  const speed = spread(runs.map(perSecond), 'files/s')
  const most = runs.map(megabytes).at(-1)!
  return [
    {
      what: `first scan, ${named}, twelve an album`,
      measured: `${speed}; processor ${spread(runs.map(perThousand), 'ms a thousand')}; ${most}`,
      aim: '3,000 files/s'
    },
    {
      what: `rescan, ${named} that did not change`,
      measured: times(runs.flatMap(({ again }) => again)),
      aim: count === 100_000 ? '1.5 s' : ''
    }
  ]
}

function growth(all: readonly (readonly ScanRun[])[], sizes: readonly number[]): BenchRow[] {
  const figures = new Figures()
  const median = (values: readonly number[]): number => quantile(values, 0.5)
  for (const runs of all) {
    const again = runs.flatMap(run => run.again)
    figures.note('first scan', 'ms', 0, median(runs.map(({ first }) => first.clock)))
    figures.note('first scan; processor', 'ms', 0, median(runs.map(({ first }) => first.processor)))
    figures.note('rescan', 'ms', 0, median(again.map(({ clock }) => clock)))
    figures.note('rescan; processor', 'ms', 0, median(again.map(({ processor }) => processor)))
    figures.note('memory of a scan', 'MB', 0, median(runs.map(({ peak }) => (peak ?? NaN) / 1e6)))
  }
  return figures.rows(sizes, 'files')
}

function bombed(work: string, modelsFolder: string, count: number): BenchRow {
  const bombs = join(work, 'bombs')
  if (!existsSync(bombs)) makeBombs(bombs)
  const run = runOf(work, modelsFolder, 0, [madeMusic(work, count), bombs])
  return {
    what: `first scan, ${count.toLocaleString('en')} files and some that are made to take memory`,
    measured: `${megabytes(run)}; ${perSecond(run).toFixed(0)} files/s; processor ${perThousand(run).toFixed(0)} ms a thousand`,
    aim: '250 MB'
  }
}
