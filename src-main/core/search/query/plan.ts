import type { FilterField, QueryPart } from '#contract/entities.ts'

/** A stretch of numbers; a missing end is open. Both ends belong to it unless said otherwise. */
export interface Interval {
  from: number | null
  to: number | null
  fromExcluded: boolean
  toExcluded: boolean
}

export type NumberField = Extract<FilterField, 'year' | 'bpm' | 'loudness' | 'length' | 'added'>
/** Fields whose values are names of sets of tracks. */
export type NamedField = Extract<FilterField, 'taught' | 'playlist'>
export type WordField = Extract<FilterField, 'genre' | 'artist' | 'album' | 'title' | 'folder'>

export const isValues = ['lossless', 'lossy', 'available', 'unavailable', 'analysed', 'unanalysed'] as const
export type IsValue = (typeof isValues)[number]

/** One typed filter. Its values are alternatives: any of them will do. Years are years, lengths seconds, added Unix ms. */
export type Filter =
  | { field: NumberField; negative: boolean; values: Interval[] }
  | { field: WordField; negative: boolean; values: string[] }
  /** Keys by their place on the circle of fifths, as they are written: "8A". */
  | { field: 'key'; negative: boolean; values: string[] }
  | { field: 'is'; negative: boolean; values: IsValue[] }
  /** The tracks of each taught tag or playlist; made of `Alternative.named` once they are known. */
  | { field: NamedField; negative: boolean; values: ReadonlySet<number>[] }

/** Words about the sound, to be embedded as they are. `part` points into the parts. */
export interface Phrase {
  text: string
  part: number
}

/** Tracks to resemble: a title, an artist, both, or an absolute path. */
export interface Seed {
  text: string
  negative: boolean
  part: number
}

/** Names of taught tags or playlists, any of which will do. `part` points into the parts. */
export interface NamedSets {
  field: NamedField
  names: string[]
  negative: boolean
  part: number
}

/** What stands between two `|`: a track has to answer one alternative. */
export interface Alternative {
  positive: Phrase[]
  negative: Phrase[]
  seeds: Seed[]
  filters: Filter[]
  named: NamedSets[]
  /** All free words in their order, also those of a negation in words: "no surprises" may be a title. */
  words: string
  /** The quoted groups among them. */
  groups: string[]
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
