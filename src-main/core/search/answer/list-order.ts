import { fold } from '../../database/fold.ts'
import type { TrackIdStatements } from '../../database/statements/track-ids.ts'
import type { TrackSet } from '../filters/track-set.ts'

/** Characters that JavaScript and SQLite put in another order. */
const paired = /[\ud800-\udfff]/

/** The order in which a library lists tracks: by artist, then by album. */
export class ListOrder {
  readonly #statements: TrackIdStatements
  /** The place of its artist among all artists, by track id. */
  #places: Uint32Array | null = null

  constructor(statements: TrackIdStatements) {
    this.#statements = statements
  }

  /** After the library changed. */
  forget(): void {
    this.#places = null
  }

  /** The first tracks of a set in their order: only as many artists as these take are put into order. */
  first(set: TrackSet, most: number): number[] {
    if (set.count <= most) return this.#statements.listed([...set.ids()])
    const places = (this.#places ??= this.#placed())
    const counts = new Uint32Array(places.length + 1)
    for (const id of set.ids()) counts[places[id]!]!++
    let last = 0
    for (let taken = counts[0]!; taken < most;) taken += counts[++last]!
    return this.#statements.listed([...set.filter(id => places[id]! <= last).ids()]).slice(0, most)
  }

  #placed(): Uint32Array {
    const artists = this.#statements.artists()
    const keys = new Map<string, string>()
    let largest = 0
    for (const [id, artist] of artists) {
      if (!keys.has(artist)) keys.set(artist, fold(artist))
      largest = Math.max(largest, id)
    }
    // Nobody's come last.
    const sorted = ordered(new Set(keys.values())).filter(key => key !== '')
    const placeOf = new Map([...sorted, ''].map((key, place) => [key, place]))
    const places = new Uint32Array(largest + 1)
    for (const [id, artist] of artists) places[id] = placeOf.get(keys.get(artist)!)!
    return places
  }
}

function ordered(keys: ReadonlySet<string>): string[] {
  const all = [...keys]
  if (!all.some(key => paired.test(key))) return all.sort()
  return all
    .map(key => Buffer.from(key))
    .sort((a, b) => a.compare(b))
    .map(String)
}
