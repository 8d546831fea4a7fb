import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { madeIn } from './made-library.ts'
import { recall } from './recall.ts'
import { type BenchRow, quantile } from './row.ts'
import type { SearchRun, Took } from './search-run.ts'

interface Size {
  tracks: number
  /** Fewer in the largest, to spare the disk. */
  windows: number
  /** Questions for recall: each takes a close look at every track. */
  questions: number
  aims: Record<string, string>
}

const usual = {
  'known phrases, filters': '15 ms p95',
  'known phrases': '30 ms p95',
  'new phrases': '30 ms p95',
  'new filters': '40 ms p95'
}
const sizes: Size[] = [
  {
    tracks: 10_000,
    windows: 24,
    questions: 20,
    aims: { ...usual, 'worker start to first answer, asked before': '500 ms' }
  },
  { tracks: 100_000, windows: 24, questions: 3, aims: usual },
  {
    tracks: 1_000_000,
    windows: 4,
    questions: 2,
    aims: { 'known phrases, filters': '100 ms p95', 'known phrases': '200 ms p95' }
  }
]
const root = resolve(import.meta.dirname, '../..')

export interface SearchOptions {
  /** Numbers of tracks; default: 10,000, 100,000 and 1,000,000. */
  only?: readonly number[] | undefined
  /** Leaves the libraries where they are, for the next time. */
  keep?: boolean
  /** How often all is measured anew, each time in a new process. */
  rounds?: number
  /** The folder of another checkout that is measured in turn with this one, on the same libraries. */
  before?: string | undefined
}

/** Latency of searches in made libraries, through the worker as in the app. */
export async function benchSearch(
  work: string,
  modelsFolder: string,
  { only = sizes.map(size => size.tracks), keep = false, rounds = 3, before }: SearchOptions = {}
): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const size of sizes.filter(size => only.includes(size.tracks))) {
    const dataFolder = join(work, String(size.tracks))
    madeIn(dataFolder, modelsFolder, size)
    const editions = [root, ...(before === undefined ? [] : [resolve(before)])]
    const runs = editions.map((): SearchRun[] => [])
    for (const edition of editions) runOf(edition, dataFolder) // makes the files of known phrases
    for (let round = 0; round < rounds; round++)
      editions.forEach((edition, i) => runs[i]!.push(runOf(edition, dataFolder)))
    rows.push(...rowsOf(size, runs[0]!, runs[1]))
    const share = await recall({ dataFolder, modelsFolder }, size.questions)
    rows.push({
      what: `${nameOf(size)}: of the best 50 of close looks at all tracks, ${size.questions} questions`,
      measured: share.toFixed(4),
      aim: '0.999'
    })
    if (!keep) rmSync(dataFolder, { recursive: true, force: true })
  }
  return rows
}

const nameOf = ({ tracks, windows }: Size): string =>
  `${tracks.toLocaleString('en')} tracks of ${windows} windows`

const runOf = (edition: string, dataFolder: string): SearchRun =>
  JSON.parse(
    execFileSync(process.execPath, [join(root, 'scripts/bench/search-run.ts'), edition, dataFolder], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit']
    })
  ) as SearchRun

function rowsOf(size: Size, now: SearchRun[], before: SearchRun[] | undefined): BenchRow[] {
  const name = nameOf(size)
  const rows = Object.keys(now[0]!.kinds).map((what): BenchRow => ({
    what: `${name}: ${what}`,
    measured: shown(now.map(run => run.kinds[what]!)),
    ...(before && { before: shown(before.map(run => run.kinds[what]!)) }),
    aim: size.aims[what] ?? ''
  }))
  const memory = (runs: SearchRun[]): string =>
    `${quantile(
      runs.map(run => run.memory),
      0.5
    ).toFixed(0)} MB`
  return [
    ...rows,
    {
      what: `${name}: memory after all of it`,
      measured: memory(now),
      ...(before && { before: memory(before) }),
      aim: ''
    }
  ]
}

function shown(runs: Took[]): string {
  const [wall, processor] = [runs.flatMap(run => run.wall), runs.flatMap(run => run.processor)]
  const of = (values: number[]): string =>
    `${quantile(values, 0.5).toFixed(1)}, p95 ${quantile(values, 0.95).toFixed(1)} ms`
  return `${of(wall)}; processor ${of(processor)} (${wall.length})`
}
