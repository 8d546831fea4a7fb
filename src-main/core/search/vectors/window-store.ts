import type { Database } from '../../database/open.ts'
import {
  analysisStatements,
  type AnalysisStatements,
  type HeardRecord,
  type SaidRecord
} from '../../database/statements/analyses.ts'
import { windowsOf } from './window-scorer.ts'
import type { Windows } from './window-scorer.ts'

/** What search keeps of a track beside its mean vector. */
export interface AnalysedTrack {
  readonly windows: Windows
  /** 0..1. */
  readonly music: number
  /** Seconds. */
  readonly duration: number
  /** Mean tag scores, standard deviations. */
  readonly tags: Float32Array
  /** Standard deviations; null where the model does not tell. */
  readonly energy: number | null
  readonly valence: number | null
  /** Peaks 0..255, evenly spaced. */
  readonly waveform: Uint8Array
}

type Said = Omit<SaidRecord, 'trackId'>

/** A track that is gone by the time somebody asks says nothing. */
const nothing: Said = { tags: new Float32Array(0), energy: null, valence: null, waveform: new Uint8Array(0) }

/** A track whose tags and outline are read when somebody asks for them: of most that are looked at nobody does. */
class KnownTrack implements AnalysedTrack {
  readonly windows: Windows
  readonly music: number
  readonly duration: number
  readonly bytes: number
  said: Said | null = null
  readonly #read: () => Said | undefined

  constructor({ vectors, starts, music, duration }: HeardRecord, read: () => Said | undefined) {
    this.windows = windowsOf(vectors, starts)
    this.music = music
    this.duration = duration
    this.bytes = vectors.length + starts.length * 8 + 2500
    this.#read = read
  }

  get tags(): Float32Array {
    return this.#all.tags
  }

  get energy(): number | null {
    return this.#all.energy
  }

  get valence(): number | null {
    return this.#all.valence
  }

  get waveform(): Uint8Array {
    return this.#all.waveform
  }

  get #all(): Said {
    return (this.said ??= this.#read() ?? nothing)
  }
}

const roomBytes = 96 * 1024 * 1024

/** Windows of tracks, read when needed; the least recently used go when they take too much memory. */
export class WindowStore {
  readonly #statements: AnalysisStatements
  readonly #modelId: number
  readonly #known = new Map<number, KnownTrack | null>()
  #bytes = 0

  constructor(db: Database, modelId: number) {
    this.#statements = analysisStatements(db)
    this.#modelId = modelId
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
    for (const id of missing) this.#known.set(id, null)
    for (const record of this.#statements.heardOf(missing, this.#modelId)) {
      const { trackId } = record
      const read = (): Said | undefined => this.#statements.saidOf([trackId], this.#modelId)[0]
      this.#known.set(trackId, new KnownTrack(record, read))
    }
    for (const id of missing) this.#bytes += sizeOf(this.#known.get(id))
    for (const [oldest, old] of this.#known) {
      if (this.#bytes <= roomBytes) break
      this.#known.delete(oldest)
      this.#bytes -= sizeOf(old)
    }
  }

  /** Reads tags and outlines of some tracks that are to be shown, all at once. */
  complete(trackIds: readonly number[]): void {
    const lacking = trackIds.filter(id => this.#known.get(id)?.said === null)
    if (lacking.length === 0) return
    for (const { trackId, ...said } of this.#statements.saidOf(lacking, this.#modelId))
      this.#known.get(trackId)!.said = said
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

const sizeOf = (track: KnownTrack | null | undefined): number => track?.bytes ?? 50
