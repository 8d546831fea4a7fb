import type { PatternField } from '#contract/name-patterns.ts'
import { legalName } from '../../files/safe-name.ts'
import type { Pattern, Slot } from './pattern.ts'

/** What a file says of the fields of a pattern; empty where it says nothing. */
export type NameFacts = Readonly<Record<PatternField, string>>

/** Digits that numbers have unless a pattern says otherwise. */
const usualDigits: Partial<Record<PatternField, number>> = { track: 2, tracks: 2, disc: 1, discs: 1 }
const articles = /^(the|an?)\s+(.*)$/i

/**
 * The folders and the name that a pattern gives a file, each legal on every system; null in the place of one that would
 * be empty. Slashes in values part nothing.
 */
export function renderPattern(pattern: Pattern, facts: NameFacts): (string | null)[] {
  const text = pattern.map(part => (typeof part === 'string' ? part : slotText(part, facts))).join('')
  // A folder that only conditional parts speak of may vanish: "{"CD "disc/}" leaves nothing behind.
  return text.split('/').map(name => (name.trim() === '' ? null : legalName(spaced(name))))
}

function slotText({ before, after, of, functions }: Slot, facts: NameFacts): string {
  for (const one of of) {
    const value = typeof one === 'string' ? valueOf(one, functions, facts) : one.text.trim()
    if (value === '') continue
    const done = functions.reduce((text, how) => applied(text, how), value)
    return `${before}${done.replace(/[/\\]/g, '_')}${after}`
  }
  return ''
}

function valueOf(field: PatternField, functions: Slot['functions'], facts: NameFacts): string {
  const value = facts[field].trim()
  const digits = usualDigits[field]
  if (field === 'year') return /\d{4}/.exec(value)?.[0] ?? ''
  if (digits === undefined) return value
  const number = /^\d+/.exec(value)?.[0]
  if (number === undefined || Number(number) === 0) return ''
  // "{disc-}" of an album on one disc says nothing that anybody wants to read.
  if (field === 'disc' && Number(facts.discs) <= 1 && facts.discs !== '') return ''
  const told = functions.some(one => typeof one === 'object' && 'digits' in one)
  const all = field === 'track' ? String(Number(facts.tracks) || '').length : 0
  return String(Number(number)).padStart(told ? 1 : Math.max(digits, all), '0')
}

function applied(text: string, how: Slot['functions'][number]): string {
  if (typeof how === 'object') {
    if ('cut' in how) return [...text].slice(0, how.cut).join('').trim()
    return /^\d+$/.test(text) ? text.padStart(how.digits, '0') : text
  }
  switch (how) {
    case 'upper':
      return text.toUpperCase()
    case 'lower':
      return text.toLowerCase()
    case 'sort':
      return text.replace(articles, (_whole, article: string, rest: string) => `${rest}, ${article}`)
    case 'first':
      return firstLetter(text)
  }
}

/** "É" and "e" are "E"; what begins with no letter is "#". */
function firstLetter(text: string): string {
  const [first = ''] = text.normalize('NFKD').replace(/^[^\p{L}\p{N}]+/u, '')
  return /\p{L}/u.test(first) ? first.toUpperCase() : '#'
}

const spaced = (name: string): string => name.replace(/\s+/g, ' ').trim()
