import type { Database } from '../../database/open.ts'
import { analysisStatements } from '../../database/statements/analyses.ts'
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
  readonly #read: (trackId: number) => AnalysedTrack | null
  readonly #known = new Map<number, AnalysedTrack | null>()
  #bytes = 0

  constructor(db: Database, modelId: number) {
    const statements = analysisStatements(db)
    this.#read = trackId => {
      const record = statements.byTrack(trackId, modelId)
      if (!record) return null
      const { tags, music, energy, valence, duration } = record
      // Copies: nothing of the blobs they lie in is kept beside.
      const windows = windowsOf(record.vectors.slice(), record.starts)
      return { windows, tags, music, energy, valence, waveform: record.waveform.slice(), duration }
    }
  }

  /** Null where the track was never heard, or changed since. */
  get(trackId: number): AnalysedTrack | null {
    let track = this.#known.get(trackId)
    if (track !== undefined) this.#known.delete(trackId)
    else {
      track = this.#read(trackId)
      this.#bytes += sizeOf(track)
    }
    this.#known.set(trackId, track)
    for (const [oldest, old] of this.#known) {
      if (this.#bytes <= roomBytes) break
      this.#known.delete(oldest)
      this.#bytes -= sizeOf(old)
    }
    return track
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

const sizeOf = (track: AnalysedTrack | null): number =>
  track
    ? track.windows.vectors.length +
      track.windows.starts.length * 8 +
      track.tags.length * 4 +
      track.waveform.length +
      200
    : 50
