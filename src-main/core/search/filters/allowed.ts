import { compileFilters, passingTracks } from '../../database/compile/filters.ts'
import type { Database } from '../../database/open.ts'
import { isLive } from './is-live.ts'
import { camelotOf } from '../query/keys.ts'
import type { Filter } from '../../library/filter.ts'

/** A set of track ids, one byte an id. */
export class TrackSet {
  readonly #member: Uint8Array
  readonly count: number

  constructor(ids: readonly number[], largest: number) {
    this.#member = new Uint8Array(largest + 1)
    for (const id of ids) this.#member[id] = 1
    this.count = ids.length
  }

  has(id: number): boolean {
    return this.#member[id] === 1
  }

  /** Lowest first. */
  *ids(): Generator<number> {
    for (let id = this.#member.indexOf(1); id !== -1; id = this.#member.indexOf(1, id + 1)) yield id
  }
}

const remembered = 24

/** Which tracks pass a set of filters. Remembers the last ones, so that typing after a filter costs nothing. */
export class AllowedTracks {
  readonly #db: Database
  readonly #known = new Map<string, TrackSet>()

  /** `heard`: whether search can rank a track, for `is:analysed`. */
  constructor(db: Database, analysed: (trackId: number) => boolean) {
    this.#db = db
    db.function('camelot', { deterministic: true }, text => camelotOf(String(text ?? '')))
    db.function('live', { deterministic: true }, (title, album, genres) =>
      isLive(String(title ?? ''), String(album ?? ''), String(genres ?? '')) ? 1 : 0
    )
    db.function('analysed', id => (analysed(Number(id)) ? 1 : 0))
  }

  passing(filters: readonly Filter[]): TrackSet {
    const condition = compileFilters(filters)
    const key = JSON.stringify(condition)
    const known = this.#known.get(key)
    if (known) {
      this.#known.delete(key)
      this.#known.set(key, known)
      return known
    }
    const ids = passingTracks(this.#db, condition)
    const found = new TrackSet(
      ids,
      ids.reduce((largest, id) => Math.max(largest, id), 0)
    )
    this.#known.set(key, found)
    if (this.#known.size > remembered) this.#known.delete(this.#known.keys().next().value!)
    return found
  }

  /** After the library changed. */
  forget(): void {
    this.#known.clear()
  }
}
