import type { Database } from '../../database/open.ts'
import {
  analysisStatements,
  type AnalysisStatements,
  type HeardRecord,
  type SaidRecord
} from '../../database/statements/analyses.ts'
import { windowsTogether } from './window-scorer.ts'
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

/** Tracks that were read together lie in one stretch of memory, and go together. */
interface Batch {
  readonly ids: readonly number[]
  readonly bytes: number
}

/** A track whose tags and outline are read when somebody asks for them: of most that are looked at nobody does. */
class KnownTrack implements AnalysedTrack {
  readonly windows: Windows
  readonly music: number
  readonly duration: number
  readonly batch: Batch
  said: Said | null = null
  readonly #read: () => Said | undefined

  constructor(
    { music, duration }: HeardRecord,
    windows: Windows,
    batch: Batch,
    read: () => Said | undefined
  ) {
    this.windows = windows
    this.music = music
    this.duration = duration
    this.batch = batch
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

/** Of windows, and with them of what else is known of a track. */
const usualRoom = 32 * 1024 * 1024
const besides = 1000

/**
 * Windows of tracks, read when needed; those of the least recently used batch go when they take too much memory. In batches,
 * because thousands of pieces of a few kilobytes that come and go leave holes in the memory of the process which nothing fills.
 */
export class WindowStore {
  readonly #statements: AnalysisStatements
  readonly #modelId: number
  readonly #room: number
  readonly #known = new Map<number, KnownTrack | null>()
  /** The least recently used first. */
  readonly #batches = new Set<Batch>()
  #bytes = 0

  /** `room`: bytes. */
  constructor(db: Database, modelId: number, room = usualRoom) {
    this.#statements = analysisStatements(db)
    this.#modelId = modelId
    this.#room = room
  }

  /** Null where the track was never heard, or changed since. */
  get(trackId: number): AnalysedTrack | null {
    const track = this.#known.get(trackId)
    if (track === undefined) {
      this.ready([trackId])
      return this.#known.get(trackId)!
    }
    if (track) {
      this.#batches.delete(track.batch)
      this.#batches.add(track.batch)
    }
    return track
  }

  /** Reads those of some tracks that are not there, all at once: a fifth of what one by one takes, and less in their order. */
  ready(trackIds: readonly number[]): void {
    const missing = trackIds.filter(id => !this.#known.has(id)).sort((a, b) => a - b)
    if (missing.length === 0) return
    for (const id of missing) this.#known.set(id, null)
    const records = this.#statements.heardOf(missing, this.#modelId)
    const { windows, bytes } = windowsTogether(records)
    const batch = { ids: missing, bytes: bytes + missing.length * besides }
    records.forEach((record, i) => {
      const { trackId } = record
      const read = (): Said | undefined => this.#statements.saidOf([trackId], this.#modelId)[0]
      this.#known.set(trackId, new KnownTrack(record, windows[i]!, batch, read))
    })
    this.#batches.add(batch)
    this.#bytes += batch.bytes
    for (const oldest of this.#batches) {
      if (this.#bytes <= this.#room || oldest === batch) break
      this.#batches.delete(oldest)
      this.#bytes -= oldest.bytes
      for (const id of oldest.ids) if (isOf(this.#known.get(id), oldest)) this.#known.delete(id)
    }
  }

  /** Reads tags and outlines of some tracks that are to be shown, all at once. */
  complete(trackIds: readonly number[]): void {
    const lacking = trackIds.filter(id => this.#known.get(id)?.said === null)
    if (lacking.length === 0) return
    for (const { trackId, ...said } of this.#statements.saidOf(lacking, this.#modelId))
      this.#known.get(trackId)!.said = said
  }

  /** They are read anew; their room is free again when the rest of their batch goes. */
  forget(trackIds: Iterable<number>): void {
    for (const id of trackIds) this.#known.delete(id)
  }
}

/** Whether what is known of a track came with this batch; of one that was never heard it makes no difference. */
const isOf = (track: KnownTrack | null | undefined, batch: Batch): boolean =>
  track === null || track?.batch === batch
