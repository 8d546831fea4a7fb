import type { MeasuredShift, Shift } from '../shift.ts'
import type { Token } from '../tokens.ts'

/** "But a bit calmer": tokens from `first` to `last`. */
interface Shifted extends Shift {
  first: number
  last: number
}

const numbers: Record<string, [MeasuredShift, 'more' | 'less', toward: string | null, away: string | null]> =
  {
    slower: ['bpm', 'less', 'slow', 'fast'],
    faster: ['bpm', 'more', 'fast', 'slow'],
    quicker: ['bpm', 'more', 'fast', 'slow'],
    louder: ['loudness', 'more', 'loud', 'quiet'],
    quieter: ['loudness', 'less', 'quiet', 'loud'],
    longer: ['duration', 'more', null, null],
    shorter: ['duration', 'less', null, null],
    newer: ['year', 'more', null, null],
    older: ['year', 'less', null, null]
  }

/** What towers know by the plain word and its opposite. */
const sounds: Record<string, [toward: string, away: string]> = {
  calmer: ['calm', 'energetic'],
  gentler: ['gentle', 'aggressive'],
  softer: ['soft', 'hard'],
  mellower: ['mellow', 'energetic'],
  livelier: ['lively', 'calm'],
  wilder: ['wild', 'calm'],
  harder: ['hard', 'soft'],
  heavier: ['heavy', 'light'],
  lighter: ['light', 'heavy'],
  happier: ['happy', 'sad'],
  cheerier: ['cheerful', 'sad'],
  merrier: ['cheerful', 'sad'],
  sadder: ['sad', 'happy'],
  darker: ['dark', 'bright'],
  gloomier: ['dark', 'bright'],
  brighter: ['bright', 'dark'],
  warmer: ['warm', 'cold'],
  colder: ['cold', 'warm'],
  angrier: ['angry', 'calm'],
  spookier: ['spooky', 'happy'],
  dreamier: ['dreamy', 'harsh'],
  sweeter: ['sweet', 'harsh'],
  harsher: ['harsh', 'soft'],
  noisier: ['noisy', 'calm'],
  groovier: ['groovy', 'stiff'],
  funkier: ['funky', 'stiff']
}

const leads = new Set('but only just yet and'.split(' '))
const degrees = new Set('a bit little lot slightly somewhat much even way far touch with'.split(' '))
/** "More of the same", "less than 3 minutes" say nothing of a sound. */
const noSounds = new Set(
  'than of like the a an it this that these those or and but with from in at by to songs tracks music please'.split(
    ' '
  )
)
/** "More electric guitar". */
const longest = 2

const wordAt = (all: readonly Token[], at: number): string | null => {
  const token = all[at]
  return token?.kind === 'word' && !token.negative ? token.text.toLowerCase().replace(/[.!?;:)]+$/, '') : null
}

/** Whether a word compares with something: "calmer". */
export const isComparative = (word: string | null): boolean =>
  word !== null && (Object.hasOwn(numbers, word) || Object.hasOwn(sounds, word))

/** "Calmer", "more drums", "less noisy" from a word on; null where it says no such thing. */
function shiftAt(all: readonly Token[], at: number): (Shift & { last: number }) | null {
  const word = wordAt(all, at)
  if (word === null) return null
  if (Object.hasOwn(numbers, word)) {
    const [field, which, toward, away] = numbers[word]!
    return { toward, away, measured: { field, more: which === 'more' }, last: at }
  }
  if (Object.hasOwn(sounds, word)) {
    const [toward, away] = sounds[word]!
    return { toward, away, measured: null, last: at }
  }
  if (word !== 'more' && word !== 'less' && word !== 'fewer') return null
  const said: string[] = []
  while (said.length < longest) {
    const next = wordAt(all, at + 1 + said.length)
    if (next === null || noSounds.has(next) || isComparative(next) || /\d/.test(next)) break
    said.push(next)
  }
  if (said.length === 0) return null
  const sound = said.join(' ')
  const last = at + said.length
  return {
    toward: word === 'more' ? sound : null,
    away: word === 'more' ? null : sound,
    measured: null,
    last
  }
}

/** What is said against the example: only asked where there is one. */
export function shifts(all: readonly Token[]): Shifted[] {
  const found: Shifted[] = []
  for (let at = 0; at < all.length; at++) {
    const shift = shiftAt(all, at)
    if (shift === null) continue
    let first = at
    while (first > 0 && degrees.has(wordAt(all, first - 1) ?? '')) first--
    while (first > 0 && leads.has(wordAt(all, first - 1) ?? '')) first--
    found.push({ ...shift, first })
    at = shift.last
  }
  return found
}

/** A shift by its sound, in the language of the search: `calm -energetic`. */
export function shiftText({ toward, away }: Shift): string {
  const said = (sound: string): string => (sound.includes(' ') ? `"${sound}"` : sound)
  return [toward && said(toward), away && `-${said(away)}`].filter(Boolean).join(' ')
}
