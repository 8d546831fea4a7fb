import type { FilterField, NamedFilter } from './field-uses.ts'

/** What the search expected of a part that it could not read: codes with values. The words are not ours. */
export type Expectation =
  /** Another value of this field, or of `like:`. */
  | { code: 'value'; of: FilterField | 'like' }
  /** The name of one that is there. */
  | { code: 'known-name'; of: NamedFilter; name: string }
  /** `name` is no filter; `meant` is the name of one that comes near. */
  | { code: 'known-field'; name: string; meant: string | null }
  /** `like:` something that is in the library, and was analysed. */
  | { code: 'known-example' }
  | { code: 'analysed-example' }
  /** An example of which this is known: what is wanted is longer, or newer. */
  | { code: 'measured-example'; of: 'duration' | 'year' }
  /** At most so many of them in one query. */
  | { code: 'fewer-filters'; filters: number; values: number }
  | { code: 'fewer-sounds'; sounds: number }
  | { code: 'fewer-alternatives'; alternatives: number }
