import type { NumberFilter } from '#contract/field-uses.ts'
import { isNumberFilter } from '#contract/field-uses.ts'
import { compileFilters, numbersOf, passingTracks } from '../../database/compile/filters.ts'
import type { Database } from '../../database/open.ts'
import type { Filter, Interval } from '../../library/filter.ts'
import { isLive } from './is-live.ts'
import { TrackSet } from './track-set.ts'

type NumbersFilter = Extract<Filter, { field: NumberFilter }>

/** Sets and fields that are kept. */
const mostSets = 200
const mostFields = 8

/**
 * Which tracks pass a set of filters. The set of each filter is kept by its value, and so are the numbers of a field once
 * they were asked for, until the library changes: another filter beside the known ones costs no question to the database.
 */
export class AllowedTracks {
  readonly #db: Database
  readonly #sets = new Map<string, TrackSet>()
  readonly #numbers = new Map<NumberFilter, Float64Array>()

  /** `analysed`: whether search can rank a track, for `is:analysed`. */
  constructor(db: Database, analysed: (trackId: number) => boolean) {
    this.#db = db
    db.function('live', { deterministic: true }, (title, album, genres) =>
      isLive(String(title ?? ''), String(album ?? ''), String(genres ?? '')) ? 1 : 0
    )
    db.function('analysed', id => (analysed(Number(id)) ? 1 : 0))
  }

  /** The same set for the same filters, as long as it is kept. */
  passing(filters: readonly Filter[]): TrackSet {
    const key = JSON.stringify(compileFilters(filters))
    return kept(this.#sets, key, mostSets, () => this.#made(filters))
  }

  /** After the library changed. */
  forget(): void {
    this.#sets.clear()
    this.#numbers.clear()
  }

  #made(filters: readonly Filter[]): TrackSet {
    const [only, ...others] = filters
    // What is said of presence holds for all filters beside it.
    if (only === undefined || filters.some(isOfPresence))
      return TrackSet.of(passingTracks(this.#db, compileFilters(filters)))
    if (others.length > 0)
      return filters.map(filter => this.passing([filter])).reduce((all, one) => all.and(one))
    if (isNumbers(only)) return this.#within(only)
    // Few tracks have what is not wanted: those are asked for, and not all the others.
    return only.negative
      ? this.passing([]).without(this.passing([{ ...only, negative: false }]))
      : TrackSet.of(passingTracks(this.#db, compileFilters(filters)))
  }

  #within({ field, values, negative }: NumbersFilter): TrackSet {
    const numbers = kept(this.#numbers, field, mostFields, () => numbersOf(this.#db, field))
    return this.passing([]).filter(id => isInAny(numbers[id]!, values) !== negative)
  }
}

const isNumbers = (filter: Filter): filter is NumbersFilter => isNumberFilter(filter.field)

const isOfPresence = (filter: Filter): boolean =>
  filter.field === 'is' && filter.values.some(({ flag }) => flag === 'available')

/** Counted: each track comes here. */
function isInAny(number: number, values: readonly (Interval | 'none')[]): boolean {
  for (let i = 0; i < values.length; i++) if (isIn(number, values[i]!)) return true
  return false
}

/** `number`: NaN where it is not known. */
function isIn(number: number, value: Interval | 'none'): boolean {
  if (value === 'none') return Number.isNaN(number)
  const { from, to, fromExcluded, toExcluded } = value
  return (
    !Number.isNaN(number) &&
    (from === null || (fromExcluded ? number > from : number >= from)) &&
    (to === null || (toExcluded ? number < to : number <= to))
  )
}

/** What is known by a key, or is made now; the longest unused goes. */
function kept<Key, Value>(known: Map<Key, Value>, key: Key, most: number, make: () => Value): Value {
  const found = known.get(key) ?? make()
  known.delete(key)
  known.set(key, found)
  if (known.size > most) known.delete(known.keys().next().value!)
  return found
}
