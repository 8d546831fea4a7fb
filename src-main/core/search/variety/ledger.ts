import { fold } from '../../database/fold.ts'
import { Recordings, type Apart, type Recorded } from './recordings.ts'

/** How much of the same there may be. */
export interface Limits {
  /** Null: any number. */
  artistCap: number | null
  foldDuplicates: boolean
  /** From 0, the best, to 1, as varied as can be. */
  diversity: number
}

/** How much likeness to what is there already weighs against worth, 0..1, where variety is all. */
const likenessWeight = 1.4

/** What a track is worth beside those that are chosen (maximal marginal relevance). `likeness`: to the nearest of them. */
export const worthBeside = (worth: number, likeness: number, diversity: number): number =>
  (1 - diversity) * worth - diversity * likenessWeight * likeness

/** Keeps count of what the limits speak of. */
export class Ledger<One extends Recorded = Recorded> {
  readonly #limits: Limits
  readonly #artists = new Map<string, number>()
  readonly #recordings: Recordings<One>
  capped = 0
  folded = 0

  /** `apart`: left out: by their directions. */
  constructor(limits: Limits, apart?: Apart<One>) {
    this.#limits = limits
    this.#recordings = new Recordings(apart)
  }

  add(track: One): void {
    const artist = fold(track.artist)
    this.#artists.set(artist, (this.#artists.get(artist) ?? 0) + 1)
    if (this.#limits.foldDuplicates) this.#recordings.add(track)
  }

  isFull(track: Recorded): boolean {
    const { artistCap } = this.#limits
    const artist = fold(track.artist)
    return artistCap !== null && artist !== '' && (this.#artists.get(artist) ?? 0) >= artistCap
  }

  /** The track that is there already and is the same recording. */
  doubleOf(track: One): One | undefined {
    return this.#limits.foldDuplicates ? this.#recordings.find(track) : undefined
  }

  isDouble(track: One): boolean {
    return this.doubleOf(track) !== undefined
  }
}
