import type { GlossaryLanguage, UnderstoodAs } from '#contract/glossary.ts'
import { phraseOf } from '../glossary/compose.ts'
import type { Glossaries } from '../glossary/glossaries.ts'
import { limits } from './plan.ts'
import type { Token } from './tokens.ts'

type WordToken = Extract<Token, { kind: 'word' }>

/** A text of the query, and what it means where it is in another language. */
export interface Said {
  text: string
  meaning: UnderstoodAs | null
}

/** Longer than any phrase that is embedded; a pasted book is read as it is. */
const mostLetters = 4 * limits.phraseLength

const isLoose = (token: Token): token is WordToken => token.kind === 'word' && !token.negative

/** The loose words of a stretch; empty where they are too many to be read. */
export const looseText = (all: readonly Token[]): string => {
  const words = all.filter(isLoose)
  const letters = words.reduce((sum, { text }) => sum + text.length + 1, 0)
  return letters > mostLetters ? '' : words.map(({ text }) => text).join(' ')
}

/** The language of the loose words of a query; null: English. */
export const languageOf = (
  all: readonly Token[],
  glossaries: Glossaries,
  expected: GlossaryLanguage | null = null
): GlossaryLanguage | null => glossaries.languageOf(looseText(all), expected)

/**
 * The tokens with their loose words in English, so that the rules of English hold for them: what denies stands before
 * what it denies. `start` and `end` stay those of the text; a word that says nothing of the sound is empty.
 */
export function inEnglish(
  all: readonly Token[],
  text: string,
  language: GlossaryLanguage,
  glossaries: Glossaries
): Token[] {
  const found: Token[] = []
  for (let i = 0; i < all.length; i++) {
    const first = all[i]!
    if (!isLoose(first)) {
      found.push(first)
      continue
    }
    while (i + 1 < all.length && isLoose(all[i + 1]!)) i++
    const run = text.slice(first.start, all[i]!.end)
    for (const word of glossaries.words(run, language)) {
      const [start, end] = [first.start + word.start, first.start + word.end]
      found.push({ kind: 'word', text: word.text, start, end, negative: false, typed: word.typed })
    }
  }
  return found
}

/** Words of one phrase: as they were typed, and what they mean in the language they were read as, or as they were spelt. */
export function saidBy(
  text: string,
  words: readonly string[],
  language: UnderstoodAs['language'] | null
): Said {
  if (language === null) return { text: words.join(' '), meaning: null }
  if (language === 'en') {
    const english = words.join(' ').slice(0, limits.phraseLength)
    return { text, meaning: { language, english } }
  }
  const english = phraseOf(words).slice(0, limits.phraseLength)
  // Nothing but "play me something with": there is nothing to listen for.
  return english === '' ? { text: '', meaning: null } : { text, meaning: { language, english } }
}

/** A quoted group, or a word with a minus: read by itself. */
export function saidAlone(
  text: string,
  glossaries: Glossaries | null,
  expected: GlossaryLanguage | null
): Said {
  const read = text.length > mostLetters ? null : glossaries?.toEnglish(text, expected)
  if (!read || read.english === '') return { text, meaning: null }
  const { language, english } = read
  return { text, meaning: { language, english: english.slice(0, limits.phraseLength) } }
}
