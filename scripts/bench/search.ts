import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../../src-main/core/database/open.ts'
import type { Database } from '../../src-main/core/database/open.ts'
import { loadRegistry } from '../../src-main/core/inference/registry.ts'
import { generator } from '../../src-main/core/playlists/make/random.ts'
import { SearchClient } from '../../src-main/engine/features/search/search-client.ts'
import { workerFile } from '../../src-main/engine/workers/worker-files.ts'
import { type BenchRow, quantile } from './row.ts'

/** Made libraries: tracks, and windows a track (fewer in the largest, to spare the disk). */
const sizes = [
  { tracks: 10_000, windows: 24, aim: '20 ms p95' },
  { tracks: 100_000, windows: 24, aim: '20 ms p95 with filters' },
  { tracks: 1_000_000, windows: 2, aim: '100 ms' }
]
const chunk = 1000
const filters = 'year:1980..1989 bpm:>100 genre:ambient'
const phrases =
  'heavy metal|sad solo piano|spooky horror atmosphere|cheerful tune -vocals|drum and bass|slow strings'

const syllables = 'ka lo mi ren sta vel dor un ish bra fen gol tam nor sul pe'.split(' ')
const genres = ['Ambient', 'Rock', 'Jazz', 'Classical', 'Techno', 'Folk', 'Metal', 'Soul']

const twoSyllables = (random: () => number): string =>
  syllables[Math.floor(random() * 16)]! + syllables[Math.floor(random() * 16)]!

/**
 * Fills a data folder with tracks that look like tracks, and vectors around a few hundred centres. `wordOf`: draws a
 * word of a name.
 */
export function makeLibrary(
  db: Database,
  model: { id: string; version: string; dimension: number },
  tracks: number,
  windows: number,
  wordOf = twoSyllables
): void {
  const random = generator(1)
  const { dimension } = model
  const word = (): string => wordOf(random)
  const centres = Array.from({ length: 300 }, () =>
    Float32Array.from({ length: dimension }, () => random() - 0.5)
  )
  const folder = db.prepare(`INSERT INTO folders (path, added_at) VALUES (x'2f6d', 0)`).run().lastInsertRowid
  const known = db
    .prepare('INSERT INTO models (name, version) VALUES (?, ?)')
    .run(model.id, model.version).lastInsertRowid
  const insertTrack = db.prepare(
    `INSERT INTO tracks (id, folder_id, path, path_text, size, mtime, content_id, title, artist, album, genres, year,
       duration, bpm, lossless, added_at, scanned_at) VALUES (?, ?, ?, ?, 5000000, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`
  )
  const insertAnalysis = db.prepare(
    `INSERT INTO analyses (track_id, model_id, content_id, windows, starts, vectors, tags, music, waveform, duration, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, 1, x'00', ?, 0)`
  )
  const insertChunk = db.prepare(
    'INSERT INTO vector_chunks (model_id, track_ids, vectors, tags) VALUES (?, ?, ?, ?)'
  )
  const starts = Buffer.from(Float32Array.from({ length: windows }, (_, i) => i * 10).buffer)
  const stored = new Int8Array(windows * dimension)
  const tags = new Float32Array(100)
  const write = db.transaction((first: number) => {
    const ids = Uint32Array.from({ length: chunk }, (_, i) => first + i)
    const means = new Float32Array(chunk * dimension)
    for (const [i, id] of ids.entries()) {
      const centre = centres[Math.floor(random() * 300)]!
      const mean = means.subarray(i * dimension, (i + 1) * dimension)
      for (let k = 0; k < dimension; k++) mean[k] = (centre[k]! + (random() - 0.5) * 0.6) / 4
      for (let k = 0; k < stored.length; k++) {
        stored[k] = Math.max(
          -127,
          Math.min(127, Math.round((mean[k % dimension]! + (random() - 0.5) * 0.1) * 500))
        )
      }
      const content = Buffer.from(Uint32Array.of(id).buffer)
      const artist = `${word()} ${word()}`
      const title = `${word()} ${word()}`
      const path = `/m/${artist}/${id} ${title}.mp3`
      insertTrack.run(
        ...[id, folder, Buffer.from(path), path, content, title, artist, word()],
        ...[JSON.stringify([genres[id % 8]]), 1950 + Math.floor(random() * 75), windows * 10],
        ...[60 + random() * 120, id % 3 === 0 ? 1 : 0, id]
      )
      insertAnalysis.run(
        ...[
          id,
          known,
          content,
          windows,
          starts,
          Buffer.from(stored.buffer),
          Buffer.from(tags.buffer),
          windows * 10
        ]
      )
    }
    const bytes = (array: ArrayBufferView): Buffer =>
      Buffer.from(array.buffer, array.byteOffset, array.byteLength)
    insertChunk.run(known, bytes(ids), bytes(means), Buffer.alloc(chunk * 400))
  })
  for (let first = 1; first <= tracks; first += chunk) write(first)
}

const shown = (values: number[]): string =>
  `${quantile(values, 0.5).toFixed(0)} ms, p95 ${quantile(values, 0.95).toFixed(0)} ms (${values.length} queries)`

async function times(client: SearchClient, texts: readonly string[]): Promise<number[]> {
  const taken: number[] = []
  for (const text of texts) {
    const started = performance.now()
    await client.query({ text, limit: 200, all: false })
    taken.push(performance.now() - started)
  }
  return taken
}

/** Latency of searches in made libraries, through the worker as in the app. `only`: the sizes to measure. */
export async function benchSearch(
  work: string,
  modelsFolder: string,
  only: readonly number[] = sizes.map(size => size.tracks)
): Promise<BenchRow[]> {
  const model = loadRegistry(modelsFolder).default
  const rows: BenchRow[] = []
  for (const { tracks, windows, aim } of sizes.filter(size => only.includes(size.tracks))) {
    const dataFolder = join(work, String(tracks))
    mkdirSync(dataFolder, { recursive: true })
    const db = openDatabase(dataFolder)
    makeLibrary(db, model, tracks, windows)
    db.close()
    const name = `${tracks.toLocaleString('en')} tracks of ${windows} windows`
    const starts: number[] = []
    let client = new SearchClient(workerFile('search'), { dataFolder, modelsFolder })
    await client.query({ text: 'anything', limit: 1, all: false }) // makes the file of unrelated phrases
    for (let run = 0; run < 3; run++) {
      await client.close()
      client = new SearchClient(workerFile('search'), { dataFolder, modelsFolder })
      starts.push(...(await times(client, ['heavy metal'])))
    }
    const plain = phrases.split('|')
    const filtered = plain.map(text => `${text} ${filters}`)
    const repeated = (texts: string[]): string[] => Array.from({ length: 5 }, () => texts).flat()
    await times(client, [...plain, ...filtered])
    rows.push(
      { what: `${name}: worker start to first answer`, measured: shown(starts), aim: '2 s' },
      { what: `${name}: known phrases`, measured: shown(await times(client, repeated(plain))), aim },
      {
        what: `${name}: known phrases, filters`,
        measured: shown(await times(client, repeated(filtered))),
        aim
      },
      {
        what: `${name}: new phrases`,
        measured: shown(
          await times(
            client,
            Array.from({ length: 20 }, (_, i) => `number ${i} of slow songs`)
          )
        ),
        aim: 'no waiting while typing'
      },
      {
        what: `${name}: new filters`,
        measured: shown(
          await times(
            client,
            Array.from({ length: 20 }, (_, i) => `slow strings year:${1960 + i} bpm:<150`)
          )
        ),
        aim: 'no waiting while typing'
      }
    )
    await client.close()
    rmSync(dataFolder, { recursive: true, force: true })
  }
  return rows
}
