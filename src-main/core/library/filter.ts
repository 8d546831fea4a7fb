import type { FieldsOf } from '#contract/fields.ts'
import type { FlagState, NamedFilter, NumberFilter } from '#contract/field-uses.ts'

/** A stretch of numbers; a missing end is open. Both ends belong to it unless said otherwise. */
export interface Interval {
  from: number | null
  to: number | null
  fromExcluded: boolean
  toExcluded: boolean
}

/** Filters whose values are words; a folder is told by a part of its name, too. */
export type WordFilter = Exclude<FieldsOf<'text' | 'list', { filter: object }>, 'key'> | 'folder'

/**
 * One filter, read and ready to be asked of the database. Its values are alternatives: any of them will do. Numbers are
 * as they are stored: lengths in seconds, dates in Unix milliseconds, ratings from 0 to 100.
 */
export type Filter =
  /** `none`: nothing is known, as in "played:never". */
  | { field: NumberFilter; negative: boolean; values: (Interval | 'none')[] }
  | { field: WordFilter; negative: boolean; values: string[] }
  /** Keys by their place on the circle of fifths, as they are written: "8A". */
  | { field: 'key'; negative: boolean; values: string[] }
  | { field: 'is'; negative: boolean; values: FlagState[] }
  /** The tracks of each taught tag or playlist. */
  | { field: NamedFilter; negative: boolean; values: ReadonlySet<number>[] }
