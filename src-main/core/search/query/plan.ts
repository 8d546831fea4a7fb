import type { NamedFilter } from '#contract/field-uses.ts'
import type { Filter } from '../../library/filter.ts'
import type { QueryPart } from '#contract/entities.ts'
import type { MeasuredShift } from './shift.ts'

/** Words about the sound. */
export interface Phrase {
  /** As they were typed. */
  text: string
  /** The part that they stand in, and others of loose words around a filter: numbers of the parts. */
  part: number
  others?: number[]
  /** What they mean, where they are in another language: this is what is embedded. */
  english?: string
}

/** Tracks to resemble: a title, an artist, both, or an absolute path. */
export interface Seed {
  text: string
  negative: boolean
  part: number
  /** The tracks, where they are known already: those of a name in plain words, which stay in the answer. */
  ids?: readonly number[]
}

/** Names of taught tags or playlists, any of which will do. `part` points into the parts. */
export interface NamedSets {
  field: NamedFilter
  names: string[]
  negative: boolean
  part: number
}

/** "But slower": more or less than the example in numbers; as sounds where nothing is known of it. */
export interface NumberShift {
  field: MeasuredShift
  more: boolean
  toward: string | null
  away: string | null
  part: number
}

/** What stands between two `|`: a track has to answer one alternative. */
export interface Alternative {
  positive: Phrase[]
  negative: Phrase[]
  seeds: Seed[]
  shifts: NumberShift[]
  /** Whether the examples are only where it starts from, as in "but calmer". */
  shifted: boolean
  filters: Filter[]
  named: NamedSets[]
  /** All free words in their order, also those of a negation in words: "no surprises" may be a title. */
  words: string
  /** The quoted groups among them. */
  groups: string[]
  /** Where its own begin among the parts. */
  firstPart: number
}

export interface ParsedQuery {
  text: string
  /** In the order of the text; never overlapping. */
  parts: QueryPart[]
  /** At least one. */
  alternatives: Alternative[]
}

/** More than anybody writes by hand, few enough that a pasted book stays cheap. */
export const limits = { phrases: 16, alternatives: 8, filters: 48, values: 32, phraseLength: 600 }
