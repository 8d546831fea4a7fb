import {
  flowFactStatements,
  type FlowFacts,
  type FlowFactStatements
} from '../../database/statements/flow-facts.ts'
import type { SearchLibrary } from '../../search/library.ts'
import type { Recorded } from '../../search/variety/recordings.ts'
import { readKey } from './camelot.ts'
import type { Key } from './camelot.ts'
import { energyOf } from './energy.ts'
import type { SoundSpace } from './sound-space.ts'

/** Everything that decides how well one track follows another. */
export interface FlowTrack extends Recorded {
  id: number
  /** Of the index; -1: not heard. */
  row: number
  title: string
  artist: string
  /** Seconds; 0 where it is not known. */
  duration: number
  year: number | null
  bpm: number | null
  key: Key | null
  /** 0 (calm) to 1 (driving). */
  energy: number
  /** Directions; all zero where the track was not heard. */
  whole: Float32Array
  start: Float32Array
  end: Float32Array
}

/** How much of a track is its start or its end: three windows of ten seconds, but no more than a third of it. */
const endWindows = 3

/** Reads tracks for flow; ids that are gone are left out. Ends cost a read of the windows and can be left for later. */
export class FlowTracks {
  readonly #library: SearchLibrary
  readonly #facts: FlowFactStatements
  readonly #space: SoundSpace
  readonly #energy: Float32Array
  readonly #known = new Map<number, FlowTrack>()
  readonly #ended = new Set<number>()

  /** `energy`: one a row, see `heardEnergy`. */
  constructor(library: SearchLibrary, space: SoundSpace, energy: Float32Array) {
    this.#library = library
    this.#facts = flowFactStatements(library.db)
    this.#space = space
    this.#energy = energy
  }

  get space(): SoundSpace {
    return this.#space
  }

  /** In the order asked. `start` and `end` are those of the whole until `withEnds` has seen the track. */
  all(ids: readonly number[]): FlowTrack[] {
    const missing = ids.filter(id => !this.#known.has(id))
    if (missing.length > 0)
      for (const facts of this.#facts.all(missing)) this.#known.set(facts.id, this.#track(facts))
    return ids.map(id => this.#known.get(id)).filter(track => track !== undefined)
  }

  /** Fills in how the tracks start and end. */
  withEnds(tracks: readonly FlowTrack[]): void {
    for (const track of tracks) {
      if (this.#ended.has(track.id)) continue
      this.#ended.add(track.id)
      const windows = track.row < 0 ? null : (this.#library.windows?.get(track.id)?.windows ?? null)
      if (!windows) continue
      const count = windows.starts.length
      const some = Math.max(1, Math.min(endWindows, Math.floor(count / 3)))
      track.start = this.#space.ofWindows(windows, 0, some - 1)
      track.end = this.#space.ofWindows(windows, count - some, count - 1)
    }
  }

  #track({ id, title, artist, duration, year, bpm, key, loudness }: FlowFacts): FlowTrack {
    const row = this.#library.index.rowOf(id) ?? -1
    const known = row >= 0 && row < this.#energy.length
    const whole = known ? this.#space.ofRow(row) : new Float32Array(this.#library.index.dimension)
    return {
      ...{ id, row: known ? row : -1, title, artist, duration: duration ?? 0, year },
      bpm: bpm !== null && bpm > 0 ? bpm : null,
      key: key === null ? null : readKey(key),
      energy: energyOf(known ? this.#energy[row]! : 0, loudness, bpm),
      ...{ whole, start: whole, end: whole },
      outline: () => this.#library.windows?.get(id) ?? null
    }
  }
}
