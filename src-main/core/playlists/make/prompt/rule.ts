import type { Draft } from '#contract/playlists.ts'
import type { Meaning } from '#contract/remarks.ts'

export type Understood = Draft['understood'][number]

/** What one end of the playlist should be like. */
export interface End {
  /** 0..1, or null where the words are no measure of energy. */
  energy: number | null
  /** As written, for the ear. */
  phrase: string
}

/** A wish in words, taken apart. `query` is in the language of the search. */
export interface Prompt {
  query: string
  minutes: number | null
  tracks: number | null
  artistCap: number | null
  arc: 'rise' | 'fall' | 'wave' | null
  start: End | null
  end: End | null
  understood: Understood[]
}

/** A prompt while it is read. */
export interface Making extends Prompt {
  text: string
  filters: string[]
  /** What it sounds like at its start and at its end; empty where it is one sound throughout. */
  sounds: string[]
}

/** Some words and what they mean. */
export interface Rule {
  pattern: RegExp
  /** What it means, or null where the words were something else after all. */
  read(making: Making, match: RegExpExecArray): { kind: Understood['kind']; meaning: Meaning } | null
}

export const rule = (pattern: string, read: Rule['read']): Rule => ({
  pattern: new RegExp(pattern, 'gi'),
  read
})

/** Words that are a filter of the search. */
export const filterRule = (
  pattern: string,
  filter: (match: RegExpExecArray) => { filter: string; meaning: Meaning }
): Rule =>
  rule(pattern, (making, match) => {
    const { filter: text, meaning } = filter(match)
    making.filters.push(text)
    return { kind: 'filter', meaning }
  })
