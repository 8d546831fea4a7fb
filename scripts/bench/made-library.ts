import { existsSync, mkdirSync } from 'node:fs'
import { meanOf, quantisedAll } from '../../src-main/core/analysis/summary.ts'
import { measuringMethod } from '../../src-main/core/audio/measure/measure.ts'
import { openDatabase, type Database } from '../../src-main/core/database/open.ts'
import { loadRegistry } from '../../src-main/core/inference/registry.ts'
import { toUnit } from '../../src-main/core/inference/vector-math.ts'
import { generator } from '../../src-main/core/kernels/random.ts'

interface MadeModel {
  id: string
  version: string
  dimension: number
}

const chunk = 1000
const syllables = 'ka lo mi ren sta vel dor un ish bra fen gol tam nor sul pe'.split(' ')
const genres = ['Ambient', 'Rock', 'Jazz', 'Classical', 'Techno', 'Folk', 'Metal', 'Soul']
const tagScores = 248
const peaks = 800
/** Every so many tracks one is a copy of the track before it, in another file. */
const copies = 50
/**
 * Music lies in a narrow cone, around some hundred centres of its kinds; lengths of these against the cone's axis. Tracks
 * have parts, and are more or less of one piece: so that means of windows are as long as those of music that was heard
 * (from .56 to .98, median .83).
 */
const centres = 300
const apart = { centre: 0.7, track: 0.55, part: 0.8, window: 0.5 }
const mostParts = 4
const variety = { least: 0.3, most: 1.9 }

const twoSyllables = (random: () => number): string =>
  syllables[Math.floor(random() * 16)]! + syllables[Math.floor(random() * 16)]!

const bytes = (array: ArrayBufferView): Buffer =>
  Buffer.from(array.buffer, array.byteOffset, array.byteLength)

/** Random directions of a length. */
function directions(count: number, dimension: number, length: number, random: () => number): Float32Array[] {
  return Array.from({ length: count }, () => {
    const one = Float32Array.from({ length: dimension }, () => random() + random() + random() - 1.5)
    const scale = length / Math.hypot(...one)
    return one.map(x => x * scale)
  })
}

/** Loudness that goes up and down, as peaks. */
function outline(random: () => number): Uint8Array {
  let level = 120
  return Uint8Array.from({ length: peaks }, () => {
    level = Math.min(230, Math.max(20, level + (random() - 0.5) * 40))
    return level + random() * 25
  })
}

/**
 * Fills a data folder with tracks that look like tracks: clustered vectors, lengths from a half to one and a half of
 * `windows`, outlines, names, tags, and some files twice. `wordOf`: draws a word of a name.
 */
export function makeLibrary(
  db: Database,
  model: MadeModel,
  tracks: number,
  windows: number,
  wordOf = twoSyllables
): void {
  const random = generator(1)
  const { dimension } = model
  const word = (): string => wordOf(random)
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!
  const [axis] = directions(1, dimension, 1, random)
  const kinds = directions(centres, dimension, apart.centre, random)
  const own = directions(4096, dimension, apart.track, random)
  const ofParts = directions(4096, dimension, apart.part, random)
  const passing = directions(4096, dimension, apart.window, random)
  const outlines = Array.from({ length: 2000 }, () => outline(random))
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
     VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, 0)`
  )
  const insertChunk = db.prepare(
    'INSERT INTO vector_chunks (model_id, track_ids, vectors, tags) VALUES (?, ?, ?, ?)'
  )
  const tags = Buffer.from(new Float32Array(tagScores).buffer)

  const drawn = () => {
    const [kind, one, other] = [pick(kinds), pick(own), pick(own)]
    const count = Math.max(1, Math.round(windows * (0.5 + random())))
    const whole = axis!.map((x, k) => x + kind[k]! + (one[k]! + other[k]!) / Math.SQRT2)
    const parts = Array.from({ length: Math.ceil(random() * mostParts) }, () => pick(ofParts))
    const varied = variety.least + random() * (variety.most - variety.least)
    const heard = Array.from({ length: count }, (_, window) => {
      const [part, now] = [parts[Math.floor((window * parts.length) / count)]!, pick(passing)]
      return toUnit(whole.map((x, k) => x + varied * (part[k]! + now[k]!)))
    })
    const [mean, stored] = [meanOf(heard), quantisedAll(heard)]
    const duration = count * 10 - random() * 9
    return {
      names: [`${word()} ${word()}`, `${word()} ${word()}`, word()] as const,
      facts: [pick(genres), 1950 + Math.floor(random() * 75), 60 + random() * 120] as const,
      ...{ mean, stored, count, duration, waveform: pick(outlines) }
    }
  }
  let last = drawn()
  const write = db.transaction((first: number, count: number) => {
    const ids = Uint32Array.from({ length: count }, (_, i) => first + i)
    const means = new Float32Array(count * dimension)
    for (const [i, id] of ids.entries()) {
      if (id % copies !== 0) last = drawn()
      const { names, facts, mean, stored, duration, waveform } = last
      means.set(mean, i * dimension)
      const content = Buffer.from(Uint32Array.of(id).buffer)
      const [title, artist, album] = names
      const [genre, year, bpm] = facts
      const path = `/m/${artist}/${id} ${title}.mp3`
      insertTrack.run(
        ...[
          id,
          folder,
          Buffer.from(path),
          path,
          content,
          title,
          artist,
          album,
          JSON.stringify([genre]),
          year
        ],
        ...[duration, bpm, id % 3 === 0 ? 1 : 0, id]
      )
      const starts = Float32Array.from({ length: last.count }, (_, i) => i * 10)
      insertAnalysis.run(
        ...[id, known, content, last.count, bytes(starts), bytes(stored), tags, bytes(waveform), duration]
      )
    }
    insertChunk.run(known, bytes(ids), bytes(means), Buffer.alloc(count * tagScores * 4))
  })
  for (let first = 1; first <= tracks; first += chunk) write(first, Math.min(chunk, tracks - first + 1))
  // Measured, and nothing found: an engine that stays would go and listen to files that are not there.
  db.prepare(
    `INSERT INTO measurements (track_id, content_id, method, bpm_confidence, key_confidence, at)
     SELECT id, content_id, ?, 0, 0, 0 FROM tracks`
  ).run(measuringMethod)
}

/** Makes a library of a size in a data folder, unless there is one. */
export function madeIn(
  dataFolder: string,
  modelsFolder: string,
  { tracks, windows }: { tracks: number; windows: number }
): void {
  if (existsSync(dataFolder)) return
  mkdirSync(dataFolder, { recursive: true })
  const db = openDatabase(dataFolder)
  makeLibrary(db, loadRegistry(modelsFolder).default, tracks, windows)
  db.close()
}
