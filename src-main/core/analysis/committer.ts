import type { Database } from '../database/open.ts'
import { withDatabaseErrors } from '../database/errors.ts'
import { measuringMethod as method } from '../audio/measure/measure.ts'
import { analysisStatements } from '../database/statements/analyses.ts'
import type { PendingTrack } from '../database/statements/analyses.ts'
import { measurementStatements } from '../database/statements/measurements.ts'
import { failureStatements } from '../database/statements/failures.ts'
import { trackIdStatements } from '../database/statements/track-ids.ts'
import { vectorStatements } from '../database/statements/vectors.ts'
import { trackStatements } from '../database/statements/tracks.ts'
import { joined } from '../kernels/joined.ts'
import type { FileFacts } from '../scan/read-tags.ts'
import type { Heard, Sound } from './analysed.ts'

/** A batch is written when it has so many tracks, or when its oldest has waited so long. */
const mostTracks = 32
const longestWait = 1000
/** Chunks smaller than this are joined at the end of a job. */
export const chunkRows = 1024

interface Entry {
  track: PendingTrack
  analysed: Heard
}

/** Writes results in small batches, each in one transaction: a kill costs at most the batch in hand. */
export class AnalysisCommitter {
  readonly #modelId: number
  readonly #vectors
  readonly #write: (batch: Entry[]) => void
  readonly #onCommitted: (trackIds: number[]) => void
  #batch: Entry[] = []
  #timer: NodeJS.Timeout | null = null
  #broken: unknown = null
  /** Milliseconds spent writing. */
  spent = 0

  constructor(db: Database, modelId: number, onCommitted: (trackIds: number[]) => void) {
    this.#modelId = modelId
    this.#onCommitted = onCommitted
    this.#vectors = vectorStatements(db)
    const analyses = analysisStatements(db)
    const measurements = measurementStatements(db)
    const failures = failureStatements(db)
    const ids = trackIdStatements(db)
    const tracks = trackStatements(db)
    const readAgain = ({ id, path }: PendingTrack, { failure, ...facts }: FileFacts, now: number): void => {
      tracks.update(id, { ...tracks.byId(id)!, ...facts }, now)
      failures.clear(path, 'read')
      if (failure === null) return
      const { size, mtime } = facts
      failures.record({ ...failure, path, trackId: id, stage: 'read', size, mtime }, now)
    }
    this.#write = db.transaction((batch: Entry[]) => {
      // A track may have been deleted while it was being heard.
      const present = batch.filter(({ track }) => ids.exists(track.id))
      const now = Date.now()
      for (const { track, analysed } of present) {
        const { id: trackId } = track
        const contentId = analysed.now?.contentId ?? track.contentId
        if (analysed.now !== null) readAgain(track, analysed.now, now)
        if (analysed.sound !== null) {
          const { starts, vectors, tags, music, energy, valence, waveform, duration } = analysed.sound
          const record = { starts, vectors, tags, music, energy, valence, waveform, duration }
          analyses.put({ trackId, modelId, contentId, ...record }, now)
        }
        if (analysed.measured !== null)
          measurements.put({ trackId, contentId, method, seconds: null, ...analysed.measured }, now)
        measurements.setLength(trackId, contentId, analysed.seconds)
        failures.clear(track.path, 'decode')
        failures.clear(track.path, 'embed')
      }
      const sounds = present.flatMap(({ track, analysed: { sound } }) =>
        sound ? [{ id: track.id, sound }] : []
      )
      if (sounds.length > 0) this.#vectors.append(modelId, chunkOf(sounds))
    })
  }

  /** Throws what writing threw, now or since the last call. */
  add(track: PendingTrack, analysed: Heard): void {
    this.#throwBroken()
    this.#batch.push({ track, analysed })
    if (this.#batch.length >= mostTracks) this.flush()
    else this.#timer ??= setTimeout(() => this.#flushLater(), longestWait)
  }

  /** Writes what waits. Throws disk-full and the like. */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#throwBroken()
    const batch = this.#batch
    if (batch.length === 0) return
    this.#batch = []
    const began = performance.now()
    withDatabaseErrors(() => this.#write(batch))
    this.spent += performance.now() - began
    this.#onCommitted(batch.map(({ track }) => track.id))
  }

  /** The last batch, then chunks put together for faster loading. */
  finish(): void {
    this.flush()
    withDatabaseErrors(() => this.#vectors.merge(this.#modelId, chunkRows))
  }

  #flushLater(): void {
    try {
      this.flush()
    } catch (thrown) {
      this.#broken = thrown
    }
  }

  #throwBroken(): void {
    if (this.#broken === null) return
    const broken = this.#broken
    this.#broken = null
    throw broken
  }
}

/** What search loads of tracks that were heard, as it is stored. */
export function chunkOf(entries: { id: number; sound: Pick<Sound, 'mean' | 'tags'> }[]): {
  trackIds: Uint32Array
  vectors: Float32Array
  tags: Float32Array
} {
  return {
    trackIds: Uint32Array.from(entries, ({ id }) => id),
    vectors: joined(
      Float32Array,
      entries.map(({ sound }) => sound.mean)
    ),
    tags: joined(
      Float32Array,
      entries.map(({ sound }) => sound.tags)
    )
  }
}
