import type { GlossaryLanguage } from '#contract/glossary.ts'

/** Letters of which a language's words are made. */
export type Script = 'hangul' | 'kana' | 'han' | 'cyrillic' | 'latin'

/** How the words of a language are found: everything its glossary does not list. */
export interface Language {
  code: GlossaryLanguage
  /** Name of its file in resources/glossaries. */
  file: string
  scripts: readonly Script[]
  /** Whether words stand apart; if not, terms are found anywhere in the text. */
  spaced: boolean
  /** One spelling for a word, or for the whole text where words do not stand apart; of the same length then. */
  spelling(text: string): string
  /** The stems of a word of a term; a term is found by them. Empty: only as it is spelled. */
  stems(word: string): string[]
  /** The stems that a word of a query may have, likeliest first, where they are more than those of a term. */
  forms?(word: string): string[]
  /** Words that a word of a query may be, as terms are spelled: without particles, in another spelling. */
  bases?(word: string): string[]
  /** Whether words that follow each other without a space may be one word: "Klaviermusik", "재즈피아노". */
  compounds?: 'linked' | 'joined'
  /** What stands at the end of a word and joins it to the next: "와" of "드럼과 베이스". */
  joins?(word: string): 'and' | 'or' | null
  /** More ways to write a term, and what they mean. */
  inflected?(term: string, english: string): [term: string, english: string][]
  /** Whether what is denied stands before the word that denies it: "보컬 없는". */
  deniesBackwards?: boolean
  /** Letters that no other language written with Latin letters has. */
  letters?: RegExp
}

/** The word without the first of these endings that it has, if at least `least` letters are left. */
export function without(word: string, endings: readonly string[], least: number): string | null {
  for (const ending of endings) {
    if (word.endsWith(ending) && word.length - ending.length >= least) return word.slice(0, -ending.length)
  }
  return null
}
