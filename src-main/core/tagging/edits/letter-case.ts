import type { CaseLanguage, LetterCase } from '#contract/edits.ts'
import { caseRules, type CaseRules } from './case-words.ts'

/** A word: letters with apostrophes within, or an acronym with dots. */
const words = /(?:\p{L}\.){2,}|[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu
/** Where a title begins anew: behind a colon, a dash, the end of a sentence, an opening bracket or quote. */
const begins = /(?:[:.!?…]["'”’)\]]*\s+|\s[-–—/|]\s+|[([{«“„"¿¡]\s*)$/u
/** A point that ends no sentence: of an initial, an acronym, a word that is cut short. */
const shortened = /(?:^|[\s.])(?:\p{L}|feat|ft|vs|mr|mrs|ms|dr|st|no|nr|op|pt|vol)\.\s+$/iu
/** And where a part of it ends before a bracket or such. */
const ends = /^\s*(?:[)\]}»”":!?…]|\s[-–—/|]\s|\.?$)/u
const roman = /^(?=[IVX]{2,}$)X{0,3}(?:IX|IV|V?I{0,3})$/

interface Word {
  text: string
  /** The first of the title, or of a part of it; the last of it. */
  first: boolean
  last: boolean
}

/**
 * A title in other letters. In titles and sentences what somebody wrote on purpose stays: acronyms, Roman numbers, names
 * with capitals within, and in a text that is neither all capitals nor a capital a word, every capital.
 */
export function writeCase(text: string, how: LetterCase, language: CaseLanguage): string {
  const rules = caseRules[language]
  if (how === 'upper') return text.toLocaleUpperCase(rules.locale)
  if (how === 'lower') return text.toLocaleLowerCase(rules.locale)
  const shouted = isShouted(text)
  const write = how === 'title' && rules.titles === 'words' ? inTitle : inSentence(text, rules, shouted)
  return text.replace(words, (word: string, at: number) => {
    if (!shouted && isMeant(word)) return word
    if (shouted && roman.test(word)) return word
    const before = text.slice(0, at)
    const first = !/[\p{L}\p{N}]/u.test(before) || (begins.test(before) && !shortened.test(before))
    const last = ends.test(text.slice(at + word.length))
    return write({ text: word, first, last }, rules)
  })
}

/** All capitals, and more than one word of them. */
function isShouted(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '')
  return letters.length > 4 && text === text.toUpperCase() && text !== text.toLowerCase()
}

/** "AC", "R.E.M.", "IV", "McCartney", "iPhone": nobody comes to write so by chance. */
function isMeant(word: string): boolean {
  const letters = word.replace(/[^\p{L}]/gu, '')
  if (letters.length < 2) return /^(?:\p{L}\.)+$/u.test(word)
  const rest = [...letters].slice(1).join('')
  return rest !== rest.toLowerCase()
}

function inTitle({ text, first, last }: Word, rules: CaseRules): string {
  const low = text.toLocaleLowerCase(rules.locale)
  if (rules.small.has(low) && !first && !last) return low
  return capital(low, rules)
}

/** How words stand in a sentence. Capitals that are not just one a word say which words are names, or nouns. */
function inSentence(
  text: string,
  rules: CaseRules,
  shouted: boolean
): (word: Word, rules: CaseRules) => string {
  const nouns = rules.titles === 'nouns'
  const chosen = !shouted && (nouns || !isHeadline(text))
  return ({ text: word, first }) => {
    const low = word.toLocaleLowerCase(rules.locale)
    if (first) return capital(chosen ? word : low, rules)
    if (chosen) return word
    // Of shouted German nobody can tell the nouns: what is surely none is small.
    return nouns && !rules.small.has(low) ? capital(low, rules) : low
  }
}

/** Whether every longer word has a capital: then none of them says anything. */
function isHeadline(text: string): boolean {
  const long = (text.match(words) ?? []).slice(1).filter(word => word.length > 3)
  return long.length > 0 && long.every(word => word[0] !== word[0]!.toLowerCase())
}

/** The first letter, behind an article that is joined to it: "l'amour" begins with its L. "mcdonald" has two. */
function capital(word: string, rules: CaseRules): string {
  const upper = (text: string): string => text.toLocaleUpperCase(rules.locale)
  const [first = '', ...rest] = word
  const whole = upper(first) + rest.join('')
  if (rules.locale !== 'en') return whole
  return whole.replace(/^(Mc)(\p{L})(?=\p{L}{2})/u, (_, mc: string, letter: string) => mc + upper(letter))
}
