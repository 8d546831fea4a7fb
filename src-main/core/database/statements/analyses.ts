import type { Database } from '../open.ts'
import { pathFromBytes } from '../../files/paths.ts'
import { triedBy } from './failures.ts'

/** What analysis found of one track with one model. */
interface AnalysisRecord {
  trackId: number
  modelId: number
  /** Of the audio that was heard. */
  contentId: Uint8Array
  /** Seconds, one a window. */
  starts: Float32Array
  /** int8, windows x dimension, each scaled so that its largest |x| is 127. */
  vectors: Int8Array
  /** Mean tag scores over the windows. */
  tags: Float32Array
  /** Mean music score, 0..1. */
  music: number
  /** Means over the windows, standard deviations over the model's training music; null: it does not tell. */
  energy: number | null
  valence: number | null
  /** Peaks 0..255, evenly spaced. */
  waveform: Uint8Array
  /** Seconds of audio decoded. */
  duration: number
}

/** What search goes by. */
export type HeardRecord = Pick<AnalysisRecord, 'trackId' | 'starts' | 'vectors' | 'music' | 'duration'>
/** What is shown of a track that was found. */
export type SaidRecord = Pick<AnalysisRecord, 'trackId' | 'tags' | 'energy' | 'valence' | 'waveform'>

/** A track that has not been heard yet. */
export interface PendingTrack {
  id: number
  path: string
  contentId: Uint8Array
  size: number
  mtime: number
  /** Seconds, by the file's own word. */
  duration: number | null
  /** Whether the model has heard it as it is now. */
  analysed: boolean
  /** Whether it was measured as it is now, by this method. */
  measured: boolean
}

export interface AnalysisStatements {
  /** Takes the place of an earlier one of the same track and model. */
  put(analysis: AnalysisRecord, now: number): void
  /** Null while the track has not been analysed, or has changed since. */
  byTrack(trackId: number, modelId: number): AnalysisRecord | null
  /** Those of some tracks that are analysed as they are now, in no order. */
  byTracks(trackIds: readonly number[], modelId: number): AnalysisRecord[]
  /** The same in two halves, each for less than both together. */
  heardOf(trackIds: readonly number[], modelId: number): HeardRecord[]
  saidOf(trackIds: readonly number[], modelId: number): SaidRecord[]
  /**
   * Visible, available tracks this model has not heard as they are now, or that `method`, the version of measuring,
   * has not measured; except those that failed unchanged. Those to be heard come first, spread evenly over the library,
   * so that what is heard first stands for all of it. `ids` narrows it down.
   */
  pending(modelId: number, method: number, ids?: Iterable<number>): PendingTrack[]
  /** The same of tracks whose files were away when they were last looked for. */
  away(modelId: number, method: number, ids?: Iterable<number>): PendingTrack[]
  /** Whether `pending` would give any; stops at the first. */
  hasPending(modelId: number, method: number): boolean
  /** Visible tracks heard as they are now. */
  analysedIds(modelId: number): Uint32Array
  isAnalysed(trackId: number, modelId: number): boolean
  count(modelId: number): number
}

type Row = [
  trackId: number,
  contentId: Buffer,
  starts: Buffer,
  vectors: Buffer,
  tags: Buffer,
  music: number,
  energy: number | null,
  valence: number | null,
  waveform: Buffer,
  duration: number
]

type HeardRow = [trackId: number, starts: Buffer, vectors: Buffer, music: number, duration: number]
type SaidRow = [
  trackId: number,
  tags: Buffer,
  energy: number | null,
  valence: number | null,
  waveform: Buffer
]

type PendingRow = Omit<PendingTrack, 'path' | 'analysed' | 'measured'> & {
  path: Buffer
  analysed: number
  measured: number
}

const current = 'analyses.track_id = tracks.id AND analyses.content_id = tracks.content_id'

export function analysisStatements(db: Database): AnalysisStatements {
  const put = db.prepare<Record<string, unknown>>(
    `INSERT OR REPLACE INTO analyses (track_id, model_id, content_id, windows, starts, vectors, tags, music, energy,
       valence, waveform, duration, at)
     VALUES (@trackId, @modelId, @contentId, @windows, @starts, @vectors, @tags, @music, @energy,
       @valence, @waveform, @duration, @now)`
  )
  // By the small index: rows of tracks are wide, and search reads some hundred analyses for an answer. All at once: one
  // by one they take some five times as long.
  const rowsOf = (wanted: string): string =>
    `SELECT ${wanted} FROM json_each(?) AS asked CROSS JOIN analyses ON track_id = asked.value AND model_id = ?
       WHERE EXISTS (SELECT 1 FROM tracks INDEXED BY tracks_by_content
         WHERE tracks.content_id = analyses.content_id AND tracks.id = analyses.track_id)`
  const byTracks = db
    .prepare<[string, number], Row>(
      rowsOf('track_id, content_id, starts, vectors, tags, music, energy, valence, waveform, duration')
    )
    .raw()
  const heardOf = db
    .prepare<[string, number], HeardRow>(rowsOf('track_id, starts, vectors, music, duration'))
    .raw()
  const saidOf = db
    .prepare<[string, number], SaidRow>(rowsOf('track_id, tags, energy, valence, waveform'))
    .raw()
  const read = (trackIds: readonly number[], modelId: number): AnalysisRecord[] =>
    byTracks.all(JSON.stringify(trackIds), modelId).map(row => recordOf(row, modelId))
  // Left to itself SQLite goes by the primary key, past the vectors: 25 times as long for a whole library.
  const isKnown = `EXISTS (SELECT 1 FROM analyses INDEXED BY analyses_by_model
      WHERE ${current} AND model_id = @modelId)`
  const isMeasured = `EXISTS (SELECT 1 FROM current_measurements AS m WHERE m.track_id = tracks.id
      AND method = @method)`
  const unheard = `NOT (${isKnown} AND ${isMeasured})
    AND NOT EXISTS (SELECT 1 FROM failures WHERE failures.path = tracks.path AND stage IN ('decode', 'embed')
      AND failures.size = tracks.size AND failures.mtime = tracks.mtime AND tried_by = '${triedBy}')`
  const pendingColumns = `tracks.id, path, content_id AS contentId, size, mtime, written_duration AS duration, ${isKnown} AS analysed,
    ${isMeasured} AS measured`
  // Knuth's multiplicative hash: the same order every time, and no album, artist or folder before the others.
  const spread = 'ORDER BY analysed, (tracks.id * 2654435761) % 4294967296'
  const asked = `(SELECT key AS place, value AS wanted FROM json_each(@ids))
     JOIN visible_tracks AS tracks ON tracks.id = wanted`
  const pending = db.prepare<Record<string, unknown>, PendingRow>(
    `SELECT ${pendingColumns} FROM visible_tracks AS tracks WHERE available = 1 AND ${unheard} ${spread}`
  )
  const pendingOf = db.prepare<Record<string, unknown>, PendingRow>(
    `SELECT ${pendingColumns} FROM ${asked} WHERE available = 1 AND ${unheard} ORDER BY place`
  )
  const away = db.prepare<Record<string, unknown>, PendingRow>(
    `SELECT ${pendingColumns} FROM visible_tracks AS tracks WHERE available = 0 AND ${unheard} ${spread}`
  )
  const awayOf = db.prepare<Record<string, unknown>, PendingRow>(
    `SELECT ${pendingColumns} FROM ${asked} WHERE available = 0 AND ${unheard} ORDER BY place`
  )
  const hasPending = db
    .prepare<Record<string, unknown>, number>(
      `SELECT EXISTS (SELECT 1 FROM visible_tracks AS tracks WHERE available = 1 AND ${unheard})`
    )
    .pluck()
  const analysed = `FROM analyses JOIN visible_tracks AS tracks ON ${current} WHERE model_id = ?`
  const analysedIds = db.prepare<[number], number>(`SELECT tracks.id ${analysed} ORDER BY tracks.id`).pluck()
  const count = db.prepare<[number], number>(`SELECT count(*) ${analysed}`).pluck()
  const isAnalysed = db
    .prepare<[number, number], number>(
      `SELECT 1 FROM analyses JOIN tracks ON ${current} WHERE track_id = ? AND model_id = ?`
    )
    .pluck()

  return {
    put: (analysis, now) =>
      void put.run({
        ...analysis,
        contentId: bytesOf(analysis.contentId),
        windows: analysis.starts.length,
        starts: bytesOf(analysis.starts),
        vectors: bytesOf(analysis.vectors),
        tags: bytesOf(analysis.tags),
        waveform: bytesOf(analysis.waveform),
        now
      }),
    byTrack: (trackId, modelId) => read([trackId], modelId)[0] ?? null,
    byTracks: read,
    heardOf: (trackIds, modelId) =>
      heardOf.all(JSON.stringify(trackIds), modelId).map(([trackId, starts, vectors, music, duration]) => ({
        ...{ trackId, music, duration },
        starts: floatsOf(starts),
        vectors: smallOf(vectors)
      })),
    saidOf: (trackIds, modelId) =>
      saidOf.all(JSON.stringify(trackIds), modelId).map(([trackId, tags, energy, valence, waveform]) => ({
        ...{ trackId, energy, valence, waveform },
        tags: floatsOf(tags)
      })),
    pending: (modelId, method, ids) =>
      tracksOf(
        ids === undefined
          ? pending.all({ modelId, method })
          : pendingOf.all({ modelId, method, ids: JSON.stringify([...ids]) })
      ),
    away: (modelId, method, ids) =>
      tracksOf(
        ids === undefined
          ? away.all({ modelId, method })
          : awayOf.all({ modelId, method, ids: JSON.stringify([...ids]) })
      ),
    hasPending: (modelId, method) => hasPending.get({ modelId, method }) === 1,
    analysedIds: modelId => Uint32Array.from(analysedIds.all(modelId)),
    isAnalysed: (trackId, modelId) => isAnalysed.get(trackId, modelId) === 1,
    count: modelId => count.get(modelId)!
  }
}

function recordOf(row: Row, modelId: number): AnalysisRecord {
  const [trackId, contentId, starts, vectors, tags, music, energy, valence, waveform, duration] = row
  return {
    ...{ trackId, modelId, contentId, music, energy, valence, duration },
    starts: floatsOf(starts),
    vectors: smallOf(vectors),
    tags: floatsOf(tags),
    waveform
  }
}

function tracksOf(rows: PendingRow[]): PendingTrack[] {
  return rows.map(row => ({
    ...row,
    path: pathFromBytes(row.path),
    analysed: row.analysed === 1,
    measured: row.measured === 1
  }))
}

/** The bytes of a typed array, not copied. */
export function bytesOf(array: ArrayBufferView): Buffer {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength)
}

const smallOf = (blob: Buffer): Int8Array => new Int8Array(blob.buffer, blob.byteOffset, blob.byteLength)

/** Copied where it has to be: a blob may start at any byte, and floats may not. */
export function floatsOf(blob: Buffer): Float32Array {
  if (blob.byteOffset % 4 === 0) return new Float32Array(blob.buffer, blob.byteOffset, blob.byteLength / 4)
  return new Float32Array(blob.buffer.slice(blob.byteOffset, blob.byteOffset + blob.byteLength))
}
