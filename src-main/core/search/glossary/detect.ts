import type { Folded } from './folded.ts'
import { bare, wordsOf } from './folded.ts'
import { tells, type Item } from './item.ts'
import type { Script } from './language.ts'

const patterns: Record<Script, RegExp> = {
  hangul: /\p{Script=Hangul}/gu,
  kana: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  han: /\p{Script=Han}/gu,
  cyrillic: /\p{Script=Cyrillic}/gu,
  latin: /\p{Script=Latin}/gu
}

/**
 * The script that a text is written in; Latin letters count only where there are no others, Chinese characters not
 * beside the syllables of Japanese. Null: it has no letters of any of these.
 */
export function scriptOf({ text }: Folded): Script | null {
  let [most, count]: [Script | null, number] = [null, 0]
  for (const script of ['kana', 'hangul', 'cyrillic', 'han', 'latin'] as const) {
    if (script === 'latin' && most !== null) break
    if (script === 'han' && most === 'kana') break
    const letters = text.match(patterns[script])?.length ?? 0
    if (letters > count) [most, count] = [script, letters]
  }
  return most
}

/** Words that speak for no language but English, and words of titles and names that speak for none. */
export interface KnownWords {
  english: ReadonlySet<string>
  names: ReadonlySet<string>
}

/** The words of a text in Latin letters that are neither English nor names; numbers are no words. */
export const strangers = (text: Folded, known: KnownWords): string[] =>
  wordsOf(text).flatMap(({ text: word }) => (isKnownWord(word, known) ? [] : [bare(word)]))

const isKnownWord = (word: string, { english, names }: KnownWords): boolean => {
  if (/^\p{N}+$/u.test(word)) return true
  const plain = bare(word)
  return english.has(plain) || names.has(plain) || (plain.endsWith('s') && english.has(plain.slice(0, -1)))
}

/** How much of a text a language knows, in letters. */
export const lettersKnown = (items: readonly Item[]): number =>
  items.reduce((sum, { start, end, english }) => (english === null ? sum : sum + end - start), 0)

/** What speaks for a text in Latin letters being of a language, in words. */
export interface Evidence {
  /** Words that only the language has, and those of them that say something of a sound. */
  own: number
  telling: number
  /** Words that the language and English have, and whether any of them says something. */
  shared: number
  sharedTelling: number
  /** Words that only English has; words that neither has. */
  english: number
  unknown: number
}

export function evidenceOf(text: Folded, items: readonly Item[], known: KnownWords): Evidence {
  const found = { own: 0, telling: 0, shared: 0, sharedTelling: 0, english: 0, unknown: 0 }
  let at = 0
  for (const word of wordsOf(text)) {
    if (/^\p{N}+$/u.test(word.text)) continue
    while (items[at] && items[at]!.end <= word.start) at++
    const item = items[at]
    const isEnglish = isKnownWord(word.text, known)
    if (item === undefined || item.start > word.start || item.english === null) {
      found[isEnglish ? 'english' : 'unknown']++
    } else {
      found[isEnglish ? 'shared' : 'own']++
      // "de" says nothing even within a term, but one of three words is no chance: "fanfare de rue".
      const isAlone = item.start === word.start && item.end === word.end
      const isLong = (item.words ?? 1) >= 3
      if (!tells(item.english) || !(isAlone || isLong || word.text.length > 3)) continue
      if (!isEnglish) found.telling++
      else if (!known.names.has(bare(word.text))) found.sharedTelling++
    }
  }
  return found
}

/** As many words of a language as a title seldom has: "como Shakira pero más lento". */
const many = 3

/**
 * Whether a text is clearly of a language: a word of its own says something (or a decade does: "los 80"), its own
 * words are more than those that only English has, and names do not outnumber what is known. Beside a part that is
 * clearly of the language, words that it has are its own: "música calma, bajo".
 */
export function isClear(
  { own, telling, shared, sharedTelling, english, unknown }: Evidence,
  hasDecade: boolean,
  expected: boolean
): boolean {
  if (expected && own + shared > 0 && english + unknown === 0) return true
  // "Reggae am Strand": loanwords held together by words of the language, and nothing of English.
  const isHeld = own > 0 && sharedTelling > 1 && english + unknown === 0
  const tellsSomething = telling > 0 || isHeld || (own > 0 && hasDecade) || (own >= many && sharedTelling > 0)
  return tellsSomething && own > english && own + shared >= unknown
}
