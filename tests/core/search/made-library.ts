import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../../src-main/core/database/open.ts'
import type { Database } from '../../../src-main/core/database/open.ts'
import { SearchLibrary } from '../../../src-main/core/search/library.ts'
import type { Embedder } from '../../../src-main/core/search/query/embedder.ts'
import { PhraseVectors } from '../../../src-main/core/search/scoring/phrase-vectors.ts'
import type { ScoringProfile } from '../../../src-main/core/inference/scoring-profile.ts'
import { normalised } from '../../../src-main/core/search/scoring/vectors.ts'
import { Searcher } from '../../../src-main/core/search/searcher.ts'

/** A space of sounds one can reason about: each word has its own axis, a text is the sum of its words. */
export const axes =
  'piano guitar drums vocals rain metal sad calm choir synth bass flute brass noise bell harp'.split(' ')
export const dimension = 16

export function soundOf(text: string): Float32Array {
  const vector = new Float32Array(dimension).fill(0.02)
  for (const word of text.toLowerCase().split(/\W+/)) {
    const axis = axes.indexOf(word)
    if (axis >= 0) vector[axis]! += 1
  }
  return normalised(vector)
}

export const embedder: Embedder = { embed: async texts => texts.map(soundOf) }

export const profile: ScoringProfile = {
  prompts: ['{}', '{} music'],
  negativeAlpha: 0.35,
  windowPooling: { mean: 0.5, top: 0.5, topShare: 0.2 },
  musicThreshold: 0.5,
  nullPhrases: axes.flatMap((one, i) => [1, 3, 5].map(step => `${one} ${axes[(i + step) % axes.length]}`))
}

export interface MadeTrack {
  title?: string
  artist?: string
  album?: string
  albumArtist?: string
  genres?: string[]
  year?: number | null
  bpm?: number | null
  key?: string
  /** What is measured of it. */
  measured?: { bpm?: number; key?: string; loudness?: number }
  duration?: number
  lossless?: boolean
  container?: string
  codec?: string
  available?: boolean
  addedAt?: number
  path?: string
  /** What is heard in each 10-s window; empty: not analysed. */
  sounds?: string[]
  music?: number
  /** How its loudness goes, 0..255, evenly spaced. */
  waveform?: number[]
  played?: { plays?: number; playedAt?: number; rating?: number }
}

/** A database with tracks whose sound is known, and a searcher over it. */
export class MadeLibrary {
  readonly folder = mkdtempSync(join(tmpdir(), 'earshot-search-'))
  readonly db: Database = openDatabase(this.folder)
  #searcher: Searcher | null = null
  #lastId = 0
  readonly #tower: Embedder

  constructor(readonlyPath = '/music', tower: Embedder = embedder) {
    this.#tower = tower
    this.db
      .prepare('INSERT INTO folders (id, path, added_at) VALUES (1, ?, 0)')
      .run(Buffer.from(readonlyPath))
    this.db.prepare(`INSERT INTO models (id, name, version) VALUES (1, 'made', '1')`).run()
  }

  get searcher(): Searcher {
    this.#searcher ??= new Searcher(
      new SearchLibrary(this.db, {
        name: 'made',
        version: '1',
        dimension,
        profile,
        nullVectors: profile.nullPhrases.map(soundOf)
      }),
      new PhraseVectors(this.#tower, profile.prompts)
    )
    return this.#searcher
  }

  add(track: MadeTrack): number {
    const id = ++this.#lastId
    const path = track.path ?? `/music/folder/${id}.ogg`
    const content = Buffer.from(Uint32Array.of(id).buffer)
    this.db
      .prepare(
        `INSERT INTO tracks (id, folder_id, path, path_text, size, mtime, content_id, available, title, artist, album,
           album_artist, genres, year, duration, bpm, key, lossless, container, codec, added_at, scanned_at)
         VALUES (?, 1, ?, ?, 1, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`
      )
      .run(
        ...[
          id,
          Buffer.from(path),
          path,
          content,
          track.available === false ? 0 : 1,
          track.title ?? `untitled ${id}`
        ],
        ...[
          track.artist ?? '',
          track.album ?? '',
          track.albumArtist ?? '',
          JSON.stringify(track.genres ?? [])
        ],
        ...[
          track.year ?? null,
          track.duration ?? 200,
          track.bpm ?? null,
          track.key ?? '',
          track.lossless ? 1 : 0,
          track.container ?? 'Ogg',
          track.codec ?? 'Vorbis I',
          track.addedAt ?? 0
        ]
      )
    if (track.measured) this.measure(id, content, track.measured)
    if (track.played) {
      const { plays = 0, playedAt = null, rating = null } = track.played
      this.db
        .prepare('INSERT INTO listening (track_id, plays, played_at, rating) VALUES (?, ?, ?, ?)')
        .run(id, plays, playedAt, rating)
    }
    if (track.sounds && track.sounds.length > 0)
      this.analyse(id, track.sounds, track.music ?? 1, track.waveform)
    return id
  }

  measure(id: number, content: Buffer, { bpm, key, loudness }: NonNullable<MadeTrack['measured']>): void {
    this.db
      .prepare(
        `INSERT INTO measurements (track_id, content_id, method, bpm, bpm_confidence, key, key_confidence, loudness, at)
         VALUES (?, ?, 1, ?, 1, ?, 1, ?, 0)`
      )
      .run(id, content, bpm ?? null, key ?? null, loudness ?? null)
  }

  analyse(id: number, sounds: string[], music = 1, waveform: number[] = [0]): void {
    const content = Buffer.from(Uint32Array.of(id).buffer)
    const stored = new Int8Array(sounds.length * dimension)
    const mean = new Float32Array(dimension)
    sounds.forEach((sound, i) => {
      const vector = soundOf(sound)
      const largest = Math.max(...vector)
      vector.forEach((x, k) => {
        stored[i * dimension + k] = Math.round((x * 127) / largest)
        mean[k]! += x / sounds.length
      })
    })
    const bytes = (array: ArrayBufferView): Buffer =>
      Buffer.from(array.buffer, array.byteOffset, array.byteLength)
    const starts = Float32Array.from({ length: sounds.length }, (_, i) => i * 10)
    this.db
      .prepare(
        `INSERT OR REPLACE INTO analyses (track_id, model_id, content_id, windows, starts, vectors, tags, music, waveform,
           duration, at) VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, 0)`
      )
      .run(
        id,
        content,
        sounds.length,
        bytes(starts),
        bytes(stored),
        bytes(mean),
        music,
        Buffer.from(waveform),
        sounds.length * 10
      )
    this.db
      .prepare('INSERT INTO vector_chunks (model_id, track_ids, vectors, tags) VALUES (1, ?, ?, ?)')
      .run(bytes(Uint32Array.of(id)), bytes(mean), bytes(mean))
  }

  /** Titles of the answer, best first. */
  async titles(text: string, limit = 10): Promise<string[]> {
    const { hits } = await this.searcher.query({ text, limit, all: false }, async () => undefined)
    return hits.map(({ id }) => this.titleOf(id))
  }

  titleOf(id: number): string {
    return String(this.db.prepare('SELECT title FROM tracks WHERE id = ?').pluck().get(id))
  }

  close(): void {
    this.db.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
