import type { Expectation } from '#contract/expected.ts'
import type { QueryPart } from '#contract/entities.ts'
import { filterNamed, isNamedFilter } from '#contract/field-uses.ts'
import { readFilter } from './fields.ts'
import { negations } from './negation.ts'
import type { Negation } from './negation.ts'
import { limits } from './plan.ts'
import type { Alternative, ParsedQuery } from './plan.ts'
import { tokens } from './tokens.ts'
import type { Token } from './tokens.ts'

const letterOrDigit = /[\p{L}\p{N}]/u

const empty = (): Alternative => ({
  positive: [],
  negative: [],
  seeds: [],
  filters: [],
  named: [],
  words: '',
  groups: []
})

/** Everything known while one alternative is put together. */
interface Making {
  text: string
  now: number
  parts: QueryPart[]
  into: Alternative
  counts: { phrases: number; filters: number }
}

function wrong(make: Making, start: number, end: number, negative: boolean, expected: Expectation): void {
  make.parts.push({ kind: 'wrong', text: make.text.slice(start, end), start, end, negative, expected })
}

function addField(make: Making, token: Extract<Token, { kind: 'field' }>): void {
  const { start, end, negative, values } = token
  const text = make.text.slice(start, end)
  const name = token.name === 'like' ? 'like' : filterNamed(token.name)!
  if (values.length > limits.values || make.counts.filters >= limits.filters) {
    const { filters, values: most } = limits
    wrong(make, start, end, negative, { code: 'fewer-filters', filters, values: most })
    return
  }
  if (name === 'like') {
    const seeds = values.map(value => value.trim()).filter(value => value !== '')
    if (seeds.length < values.length) return wrong(make, start, end, negative, { code: 'value', of: 'like' })
    make.counts.filters++
    const part = make.parts.push({ kind: 'like', text, start, end, negative }) - 1
    for (const seed of seeds) make.into.seeds.push({ text: seed, negative, part })
    return
  }
  if (isNamedFilter(name)) {
    const names = values.map(value => value.trim()).filter(value => value !== '')
    if (names.length < values.length) return wrong(make, start, end, negative, { code: 'value', of: name })
    make.counts.filters++
    const part = make.parts.push({ kind: 'filter', text, start, end, negative, field: name }) - 1
    make.into.named.push({ field: name, names, negative, part })
    return
  }
  const filter = readFilter(name, values, negative, make.now)
  if (!filter) return wrong(make, start, end, negative, { code: 'value', of: name })
  make.counts.filters++
  make.parts.push({ kind: 'filter', text, start, end, negative, field: name })
  make.into.filters.push(filter)
}

/** Adds a part about the sound and gives its number, or -1 where the query already holds too many. */
function addSound(make: Making, start: number, end: number, negative: boolean, counts: boolean): number {
  if (counts && make.counts.phrases >= limits.phrases) {
    wrong(make, start, end, negative, { code: 'fewer-sounds', sounds: limits.phrases })
    return -1
  }
  if (counts) make.counts.phrases++
  return make.parts.push({ kind: 'sound', text: make.text.slice(start, end), start, end, negative }) - 1
}

function addNegative(make: Making, start: number, end: number, phrase: string): void {
  const part = addSound(make, start, end, true, letterOrDigit.test(phrase))
  if (part < 0 || !letterOrDigit.test(phrase)) return
  make.into.negative.push({ text: phrase.slice(0, limits.phraseLength).trim(), part })
}

/** A comma-separated stretch: its loose words are one phrase, even around filters; a quoted group is its own. */
function addSegment(make: Making, all: Token[], denied: Map<number, Negation>): void {
  const loose: string[] = []
  let loosePart = -1
  let run: { start: number; end: number } | null = null
  const endRun = (): void => {
    if (!run) return
    const part = addSound(make, run.start, run.end, false, loosePart < 0)
    if (loosePart < 0) loosePart = part
    run = null
  }
  for (let i = 0; i < all.length; i++) {
    const token = all[i]!
    const negation = denied.get(i)
    if (negation) {
      endRun()
      const last = all[negation.last]!
      const named = all.slice(negation.from, negation.last + 1)
      const phrase = named.map(one => ('text' in one ? one.text : '')).join(' ')
      addNegative(make, token.start, last.end, phrase)
      i = negation.last
    } else if (token.kind === 'word' && !token.negative) {
      loose.push(token.text)
      run = { start: run ? run.start : token.start, end: token.end }
    } else {
      endRun()
      if (token.kind === 'field') addField(make, token)
      else if (token.kind === 'word') addNegative(make, token.start, token.end, token.text)
      else if (token.kind === 'group' && token.negative) addNegative(make, token.start, token.end, token.text)
      else if (token.kind === 'group') {
        const known = letterOrDigit.test(token.text)
        const part = addSound(make, token.start, token.end, false, known)
        const text = token.text.slice(0, limits.phraseLength).trim()
        if (part >= 0 && known) make.into.positive.push({ text, part })
      }
    }
  }
  endRun()
  const text = loose.join(' ').slice(0, limits.phraseLength)
  if (loosePart >= 0 && letterOrDigit.test(text)) make.into.positive.push({ text, part: loosePart })
}

/** The words as a plain player would look for them: everything free that is not subtracted with a minus. */
function freeWords(all: Token[]): { words: string; groups: string[] } {
  const words: string[] = []
  const groups: string[] = []
  for (const token of all) {
    if ((token.kind !== 'word' && token.kind !== 'group') || token.negative) continue
    words.push(token.text)
    if (token.kind === 'group') groups.push(token.text)
  }
  return { words: words.join(' ').slice(0, limits.phraseLength), groups: groups.slice(0, limits.phrases) }
}

function split(all: Token[], kind: 'or' | 'comma'): Token[][] {
  const pieces: Token[][] = [[]]
  for (const token of all) {
    if (token.kind === kind) pieces.push([])
    else pieces.at(-1)!.push(token)
  }
  return pieces.filter(piece => piece.length > 0)
}

/** Reads a query. Every text is one: what cannot be read becomes a `wrong` part. Linear in the text's length. */
export function parseQuery(text: string, now: number = Date.now()): ParsedQuery {
  const parts: QueryPart[] = []
  const alternatives: Alternative[] = []
  const counts = { phrases: 0, filters: 0 }
  for (const piece of split(tokens(text), 'or')) {
    if (alternatives.length === limits.alternatives) {
      const expected = { code: 'fewer-alternatives' as const, alternatives: limits.alternatives }
      wrong({ text, now, parts, into: empty(), counts }, piece[0]!.start, piece.at(-1)!.end, false, expected)
      continue
    }
    const into = { ...empty(), ...freeWords(piece) }
    const make: Making = { text, now, parts, into, counts }
    for (const segment of split(piece, 'comma')) {
      addSegment(make, segment, new Map(negations(segment).map(one => [one.first, one])))
    }
    alternatives.push(into)
  }
  return { text, parts, alternatives: alternatives.length > 0 ? alternatives : [empty()] }
}
