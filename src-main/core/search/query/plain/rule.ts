import type { Meaning } from '#contract/remarks.ts'

/** What words were read as. */
export type Reading =
  /** A filter, in the language of the search: `length:<3m`, denied by a minus before it. `meaning`: for people. */
  | { kind: 'filter'; filter: string; meaning: Meaning }
  /** The words stay a sound, and another is subtracted from it: no tag tells for sure who is instrumental. */
  | { kind: 'away'; sound: string; from: string }

/** What a rule is told beside its match. */
export interface Asked {
  /** The text up to the words that matched, in small letters. */
  before: string
  /** The words that matched, as they were typed. */
  typed: string
  /** Unix milliseconds. */
  now: number
  /** Whether a length may be that of a whole playlist: then one of a song has to speak of songs. */
  whole: boolean
}

/** Some words and what they mean; null where they were something else after all. */
export interface Rule {
  pattern: RegExp
  read(match: RegExpExecArray, asked: Asked): Reading | null
}

/** What belongs to a word. Plain language is English: the classes of Unicode would take half a second to build. */
const letter = 'a-z0-9\\u00c0-\\u024f'

/** Words are whole, and an apostrophe belongs to its word. `pattern` is in small letters, as is what it is tried on. */
export const rule = (pattern: string, read: Rule['read']): Rule => ({
  pattern: new RegExp(`(?<![${letter}'’])(?:${pattern})(?![${letter}]|['’-][${letter}])`, 'g'),
  read
})

/** Nothing of a word follows. */
export const wordEnd = `(?![${letter}])`

export const filter = (text: string, meaning: Meaning = { code: 'reads', filter: text }): Reading => ({
  kind: 'filter',
  filter: text,
  meaning
})

/** What music is counted in. */
export const noun = '(?:songs?|tracks?|tunes?|pieces?|titles?|numbers?|recordings?|ones)'
