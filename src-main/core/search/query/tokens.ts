import { filterNamed } from '#contract/field-uses.ts'
import type { Examples } from './plain/names.ts'
import type { Reading } from './plain/rule.ts'
import type { Shift } from './shift.ts'

/** What words in plain language were read as, with what they may mean only in a search. */
export type PlainReading =
  | Reading
  /** Another sound to go away from, and nothing else. */
  | { kind: 'minus'; from: string }
  | { kind: 'like'; text: string; negative: boolean; examples: Examples }
  /** What is wanted is not quite as the example. */
  | { kind: 'shift'; shift: Shift }

/** A piece of the query text. `start` and `end` are offsets into it. */
export type Token =
  /** `typed`: what was typed for a word of another language, of which `text` is the English. */
  | { kind: 'word'; text: string; start: number; end: number; negative: boolean; typed?: string }
  | { kind: 'group'; text: string; start: number; end: number; negative: boolean }
  | { kind: 'field'; name: string; values: string[]; start: number; end: number; negative: boolean }
  /** What looks like a field and is none. */
  | { kind: 'unknown'; name: string; text: string; start: number; end: number; negative: boolean }
  /** Words that say something of anything but the sound. */
  | { kind: 'plain'; reading: PlainReading; start: number; end: number }
  | { kind: 'comma'; start: number; end: number }
  | { kind: 'or'; start: number; end: number }

const fieldStart = /([a-z]{2,20}):/iy
/** Letters with a colon and a value right behind it; an address has slashes there. */
const unknownStart = /(\p{L}{2,20}):(?=[^\s:/,|])/uy
const space = /\s/
const opening = new Set(['"', '“', '„', '”', '「', '『', '«'])
const closing = new Set(['"', '”', '“', '」', '』', '»'])
/** Hyphen, and the minus sign that word processors and phones make of it. */
const minus = new Set(['-', '−', '–'])

/** The comma; and what stands for it where Chinese and Japanese are written, with no space behind it. */
const wideCommas = new Set(['，', '、'])

const isSpace = (text: string, at: number): boolean => at >= text.length || space.test(text[at]!)

/** Where a value, word or run ends: white space, `|`, or a comma that separates. */
function isBreak(text: string, at: number): boolean {
  const c = text[at]!
  return c === '|' || wideCommas.has(c) || (c === ',' && isSpace(text, at + 1)) || space.test(c)
}

function fieldAt(text: string, at: number): string | null {
  fieldStart.lastIndex = at
  const name = fieldStart.exec(text)?.[1]?.toLowerCase()
  return name === 'like' || (name !== undefined && filterNamed(name) !== null) ? name : null
}

function unknownAt(text: string, at: number): string | null {
  unknownStart.lastIndex = at
  return unknownStart.exec(text)?.[1] ?? null
}

/** Reads a quoted group; one that is not closed reaches to the end of the text, as it does while it is typed. */
function readGroup(text: string, at: number): { value: string; end: number } {
  let end = at + 1
  while (end < text.length && !closing.has(text[end]!)) end++
  return { value: text.slice(at + 1, end), end: Math.min(end + 1, text.length) }
}

function readValue(text: string, at: number): { value: string; end: number } {
  if (at < text.length && opening.has(text[at]!)) return readGroup(text, at)
  let end = at
  while (end < text.length && !isBreak(text, end)) end++
  return { value: text.slice(at, end), end }
}

/** `genre:rock|"post punk"`: values joined by a bar with nothing around it. */
function readValues(text: string, at: number): { values: string[]; end: number } {
  const first = readValue(text, at)
  const values = [first.value]
  let end = first.end
  while (
    text[end] === '|' &&
    end > at &&
    !isSpace(text, end + 1) &&
    text[end + 1] !== '|' &&
    fieldAt(text, minus.has(text[end + 1]!) ? end + 2 : end + 1) === null
  ) {
    const next = readValue(text, end + 1)
    values.push(next.value)
    end = next.end
  }
  return { values, end }
}

/** Splits a query in one pass. Never throws: every text is a query. */
export function tokens(text: string): Token[] {
  const found: Token[] = []
  let at = 0
  while (at < text.length) {
    const c = text[at]!
    if (space.test(c)) {
      at++
      continue
    }
    if (c === ',' || c === '|' || wideCommas.has(c)) {
      found.push({ kind: c === '|' ? 'or' : 'comma', start: at, end: at + 1 })
      at++
      continue
    }
    const start = at
    const negative = minus.has(c) && !isSpace(text, at + 1)
    if (negative) at++
    const name = fieldAt(text, at)
    const unknown = name === null ? unknownAt(text, at) : null
    if (unknown !== null) {
      const { end } = readValues(text, at + unknown.length + 1)
      found.push({ kind: 'unknown', name: unknown, text: text.slice(at, end), start, end, negative })
      at = end
    } else if (name !== null) {
      const { values, end } = readValues(text, at + name.length + 1)
      found.push({ kind: 'field', name, values, start, end, negative })
      at = end
    } else if (opening.has(text[at]!)) {
      const { value, end } = readGroup(text, at)
      found.push({ kind: 'group', text: value, start, end, negative })
      at = end
    } else {
      let end = at
      while (end < text.length && !isBreak(text, end) && text[end] !== ',') end++
      // A comma or bar right after the minus leaves nothing to negate: the minus is a word of its own.
      if (end === at) found.push({ kind: 'word', text: c, start, end: at, negative: false })
      else found.push({ kind: 'word', text: text.slice(at, end), start, end, negative })
      at = end
    }
  }
  return found
}
