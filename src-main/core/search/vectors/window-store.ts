import type { Database } from '../../database/open.ts'
import { analysisStatements, type AnalysisRecord } from '../../database/statements/analyses.ts'
import { windowsOf } from './window-scorer.ts'
import type { Windows } from './window-scorer.ts'

/** What search keeps of a track beside its mean vector. */
export interface AnalysedTrack {
  windows: Windows
  /** Mean tag scores, standard deviations. */
  tags: Float32Array
  /** 0..1. */
  music: number
  /** Standard deviations; null where the model does not tell. */
  energy: number | null
  valence: number | null
  /** Peaks 0..255, evenly spaced. */
  waveform: Uint8Array
  /** Seconds. */
  duration: number
}

const roomBytes = 96 * 1024 * 1024

/** Windows of tracks, read when needed; the least recently used go when they take too much memory. */
export class WindowStore {
  readonly #read: (trackIds: readonly number[]) => AnalysisRecord[]
  readonly #known = new Map<number, AnalysedTrack | null>()
  #bytes = 0

  constructor(db: Database, modelId: number) {
    const statements = analysisStatements(db)
    this.#read = trackIds => statements.byTracks(trackIds, modelId)
  }

  /** Null where the track was never heard, or changed since. */
  get(trackId: number): AnalysedTrack | null {
    let track = this.#known.get(trackId)
    if (track === undefined) {
      this.ready([trackId])
      track = this.#known.get(trackId)!
    } else {
      this.#known.delete(trackId)
      this.#known.set(trackId, track)
    }
    return track
  }

  /** Reads those of some tracks that are not there, all at once: a fifth of what one by one takes, and less in their order. */
  ready(trackIds: readonly number[]): void {
    const missing = trackIds.filter(id => !this.#known.has(id)).sort((a, b) => a - b)
    if (missing.length === 0) return
    const records = new Map(this.#read(missing).map(record => [record.trackId, record]))
    for (const id of missing) {
      const track = analysedOf(records.get(id))
      this.#known.set(id, track)
      this.#bytes += sizeOf(track)
    }
    for (const [oldest, old] of this.#known) {
      if (this.#bytes <= roomBytes) break
      this.#known.delete(oldest)
      this.#bytes -= sizeOf(old)
    }
  }

  forget(trackIds: Iterable<number>): void {
    for (const id of trackIds) {
      const track = this.#known.get(id)
      if (track === undefined) continue
      this.#bytes -= sizeOf(track)
      this.#known.delete(id)
    }
  }
}

function analysedOf(record: AnalysisRecord | undefined): AnalysedTrack | null {
  if (!record) return null
  const { tags, music, energy, valence, waveform, duration } = record
  const windows = windowsOf(record.vectors, record.starts)
  return { windows, tags, music, energy, valence, waveform, duration }
}

const sizeOf = (track: AnalysedTrack | null): number =>
  track
    ? track.windows.vectors.length +
      track.windows.starts.length * 8 +
      track.tags.length * 4 +
      track.waveform.length +
      1000
    : 50
