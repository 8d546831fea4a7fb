import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../../src-main/core/database/open.ts'
import { loadRegistry } from '../../src-main/core/inference/registry.ts'
import { SearchClient } from '../../src-main/engine/features/search/search-client.ts'
import { workerFile } from '../../src-main/engine/workers/worker-files.ts'
import { makeLibrary } from './made-library.ts'
import { type BenchRow, quantile } from './row.ts'

interface Size {
  tracks: number
  /** Fewer in the largest, to spare the disk. */
  windows: number
  aims: { filters: string; none: string; phrases: string; filter: string; start: string }
}

const usual = { filters: '15 ms p95', none: '30 ms p95', phrases: '30 ms p95', filter: '40 ms p95' }
const sizes: Size[] = [
  { tracks: 10_000, windows: 24, aims: { ...usual, start: '500 ms' } },
  { tracks: 100_000, windows: 24, aims: { ...usual, start: '' } },
  {
    tracks: 1_000_000,
    windows: 4,
    aims: { filters: '100 ms p95', none: '200 ms p95', phrases: '', filter: '', start: '' }
  }
]
/** All that a question of each kind is asked. */
const repeats = 8
const filters = 'year:1980..1989 bpm:>100 genre:ambient'
const phrases =
  'heavy metal|sad solo piano|spooky horror atmosphere|cheerful tune -vocals|drum and bass|slow strings'
const instruments = 'flute oboe harp tuba cello viola banjo sitar organ lute'.split(' ')

const shown = (values: number[]): string =>
  `${quantile(values, 0.5).toFixed(1)} ms, p95 ${quantile(values, 0.95).toFixed(1)} ms (${values.length} queries)`

async function times(client: SearchClient, texts: readonly string[]): Promise<number[]> {
  const taken: number[] = []
  for (const text of texts) {
    const started = performance.now()
    await client.query({ text, limit: 200, all: false })
    taken.push(performance.now() - started)
  }
  return taken
}

/** Makes a library of a size in a folder, unless there is one. */
function madeIn(dataFolder: string, modelsFolder: string, { tracks, windows }: Size): void {
  if (existsSync(dataFolder)) return
  mkdirSync(dataFolder, { recursive: true })
  const db = openDatabase(dataFolder)
  makeLibrary(db, loadRegistry(modelsFolder).default, tracks, windows)
  db.close()
}

/**
 * Latency of searches in made libraries, through the worker as in the app. `only`: the sizes to measure. `keep`: leaves
 * the libraries where they are, for the next time.
 */
export async function benchSearch(
  work: string,
  modelsFolder: string,
  only: readonly number[] = sizes.map(size => size.tracks),
  keep = false
): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const size of sizes.filter(size => only.includes(size.tracks))) {
    const dataFolder = join(work, String(size.tracks))
    madeIn(dataFolder, modelsFolder, size)
    rows.push(...(await benchSize(dataFolder, modelsFolder, size)))
    if (!keep) rmSync(dataFolder, { recursive: true, force: true })
  }
  return rows
}

async function benchSize(
  dataFolder: string,
  modelsFolder: string,
  { tracks, windows, aims }: Size
): Promise<BenchRow[]> {
  const name = `${tracks.toLocaleString('en')} tracks of ${windows} windows`
  const starts: number[] = []
  let client = new SearchClient(workerFile('search'), { dataFolder, modelsFolder })
  await client.query({ text: 'anything', limit: 1, all: false }) // makes the file of unrelated phrases
  for (let run = 0; run < 5; run++) {
    await client.close()
    client = new SearchClient(workerFile('search'), { dataFolder, modelsFolder })
    starts.push(...(await times(client, ['heavy metal'])))
  }
  const plain = phrases.split('|')
  const filtered = plain.map(text => `${text} ${filters}`)
  const repeated = (texts: string[]): string[] => Array.from({ length: repeats }, () => texts).flat()
  await times(client, [...plain, ...filtered])
  const kinds: [what: string, texts: string[], aim: string][] = [
    ['known phrases', repeated(plain), aims.none],
    ['known phrases, filters', repeated(filtered), aims.filters],
    ['new phrases', instruments.flatMap(one => [`slow ${one}`, `${one} and drums`]), aims.phrases],
    [
      'new filters',
      Array.from({ length: 40 }, (_, i) => `slow strings year:${1960 + i} bpm:<150`),
      aims.filter
    ],
    ['filters alone', Array.from({ length: 20 }, (_, i) => `year:>${1950 + i}`), ''],
    ['only what is not wanted', repeated(['-vocals', '-heavy -metal']), aims.none]
  ]
  const found: BenchRow[] = [
    { what: `${name}: worker start to first answer`, measured: shown(starts), aim: aims.start }
  ]
  for (const [what, texts, aim] of kinds)
    found.push({ what: `${name}: ${what}`, measured: shown(await times(client, texts)), aim })
  await client.close()
  return found
}
