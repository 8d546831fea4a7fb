import type { Entry } from './entries.ts'
import type { Folded } from './folded.ts'
import { tells, type Item } from './item.ts'
import type { Language } from './language.ts'

type Kind = 'han' | 'hiragana' | 'katakana' | 'latin' | 'digit' | 'none'

function kindOf(character: string): Kind {
  if (/[\p{Script=Katakana}ー]/u.test(character)) return 'katakana'
  if (/\p{Script=Hiragana}/u.test(character)) return 'hiragana'
  if (/[\p{Script=Han}々]/u.test(character)) return 'han'
  if (/\p{N}/u.test(character)) return 'digit'
  return /[\p{L}\p{M}]/u.test(character) ? 'latin' : 'none'
}

/** A stretch while it is looked for, in units of the folded text. */
interface Piece {
  from: number
  to: number
  english: string | null
}

/**
 * Terms of a language whose words follow each other without spaces. The longest term wins; a word of katakana or Latin
 * letters is known as a whole or not at all, and one character beside an unknown one belongs to a name.
 */
export class RunningLexicon {
  readonly #language: Language
  readonly #terms = new Map<string, string>()
  #longest = 0

  constructor(language: Language, entries: readonly Entry[]) {
    this.#language = language
    const spelled = entries.map(({ term, english }) => ({
      term: language.spelling(term.normalize('NFKC').toLowerCase()),
      english
    }))
    for (const { term, english } of spelled) this.#add(term, english)
    for (const { term, english } of spelled) {
      for (const [more, meaning] of language.inflected?.(term, english) ?? []) this.#add(more, meaning)
    }
  }

  items({ text: typed, starts, ends }: Folded): Item[] {
    const text = this.#language.spelling(typed)
    const kinds: Kind[] = []
    // A character of two units has its kind twice.
    for (const character of text) for (let i = 0; i < character.length; i++) kinds.push(kindOf(character))
    const pieces = asNames(this.#pieces(text, kinds, starts), kinds)
    return pieces.map(({ from, to, english }) => ({ start: starts[from]!, end: ends[to - 1]!, english }))
  }

  #add(term: string, english: string): void {
    if (this.#terms.has(term)) return
    this.#terms.set(term, english)
    this.#longest = Math.max(this.#longest, term.length)
  }

  #pieces(text: string, kinds: readonly Kind[], starts: readonly number[]): Piece[] {
    const runEnd = runEnds(kinds)
    const led = this.#led(text, kinds, runEnd)
    const mayEnd = (end: number): boolean => {
      // Of one sign that stands for several ("㍿") no part is a word.
      if (starts[end] === starts[end - 1]) return false
      if (end === kinds.length || kinds[end] !== kinds[end - 1]) return true
      if (kinds[end] === 'latin' || kinds[end] === 'digit') return false
      return kinds[end] !== 'katakana' || led[end]!
    }
    const found: Piece[] = []
    for (let at = 0; at < kinds.length;) {
      const kind = kinds[at]!
      if (kind === 'none') {
        at++
        continue
      }
      const to = this.#term(text, at, mayEnd)
      if (to !== null) {
        found.push({ from: at, to, english: this.#terms.get(text.slice(at, to))! })
        at = to
        continue
      }
      const end = kind === 'han' || kind === 'hiragana' ? at + 1 : runEnd[at]!
      const last = found.at(-1)
      if (last?.english === null && last.to === at) last.to = end
      else found.push({ from: at, to: end, english: null })
      at = end
    }
    return found
  }

  /** Whether terms alone lead from here, inside a word of katakana, to its end. */
  #led(text: string, kinds: readonly Kind[], runEnd: readonly number[]): boolean[] {
    const led: boolean[] = Array.from(kinds, () => false)
    for (let at = kinds.length - 1; at >= 0; at--) {
      if (kinds[at] !== 'katakana') continue
      const end = runEnd[at]!
      led[at] = this.#term(text, at, to => to === end || (to < end && led[to]!)) !== null
    }
    return led
  }

  /** Where the longest term from here ends, of those that may end there. */
  #term(text: string, from: number, mayEnd: (end: number) => boolean): number | null {
    for (let to = Math.min(text.length, from + this.#longest); to > from; to--) {
      if (this.#terms.has(text.slice(from, to)) && mayEnd(to)) return to
    }
    return null
  }
}

/** For each unit, where the run of its kind ends. */
function runEnds(kinds: readonly Kind[]): number[] {
  const ends: number[] = Array.from(kinds, () => kinds.length)
  for (let at = kinds.length - 2; at >= 0; at--) {
    ends[at] = kinds[at] === kinds[at + 1] ? ends[at + 1]! : at + 1
  }
  return ends
}

/** One character that stands beside an unknown one of its kind is a part of the name. */
function asNames(pieces: readonly Piece[], kinds: readonly Kind[]): Piece[] {
  const single = ({ from, to, english }: Piece): boolean =>
    to - from === 1 && (kinds[from] === 'hiragana' || tells(english))
  const found = pieces.map(piece => ({ ...piece }))
  const absorb = (one: Piece, beside: Piece | undefined): void => {
    if (one.english === null || !single(one) || beside === undefined || beside.english !== null) return
    const touches = beside.to === one.from || beside.from === one.to
    if (touches && kinds[one.from] === kinds[beside.to === one.from ? beside.to - 1 : beside.from])
      one.english = null
  }
  for (let i = 0; i < found.length; i++) absorb(found[i]!, found[i - 1])
  for (let i = found.length - 1; i >= 0; i--) absorb(found[i]!, found[i + 1])
  const merged: Piece[] = []
  for (const piece of found) {
    const last = merged.at(-1)
    if (last?.english === null && piece.english === null && last.to === piece.from) last.to = piece.to
    else merged.push(piece)
  }
  return merged
}
