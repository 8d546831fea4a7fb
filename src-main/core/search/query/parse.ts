import type { Expectation } from '#contract/expected.ts'
import type { QueryPart } from '#contract/entities.ts'
import { filterNamed, isNamedFilter } from '#contract/field-uses.ts'
import type { GlossaryLanguage } from '#contract/glossary.ts'
import type { Glossaries } from '../glossary/glossaries.ts'
import { readFilter } from './fields.ts'
import { negations } from './negation.ts'
import type { Negation } from './negation.ts'
import { nearField } from './near-field.ts'
import { limits } from './plan.ts'
import type { Alternative, ParsedQuery, Phrase } from './plan.ts'
import { tokens } from './tokens.ts'
import type { Token } from './tokens.ts'
import { inEnglish, languageOf, saidAlone, saidBy, type Said } from './understood.ts'

const letterOrDigit = /[\p{L}\p{N}]/u

const empty = (): Alternative => ({
  positive: [],
  negative: [],
  seeds: [],
  filters: [],
  named: [],
  words: '',
  groups: [],
  firstPart: 0
})

/** Whether a phrase, in English, speaks of something that can be heard. */
export type Knows = (phrase: string) => boolean

/** Everything known while one alternative is put together. */
interface Making {
  text: string
  now: number
  parts: QueryPart[]
  into: Alternative
  counts: { phrases: number; filters: number }
  glossaries: Glossaries | null
  /** What can be heard, in English; null: anything. */
  knows: Knows | null
  /** The language of the query as a whole. */
  language: GlossaryLanguage | null
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

/** What looks like a field is never heard as a sound. */
function addUnknown(make: Making, { name, start, end, negative }: Extract<Token, { kind: 'unknown' }>): void {
  wrong(make, start, end, negative, { code: 'known-field', name, meant: nearField(name) })
}

/** Adds a part about the sound and gives its number, or -1 where the query already holds too many. */
function addSound(
  make: Making,
  start: number,
  end: number,
  negative: boolean,
  counts: boolean,
  meaning: Said['meaning']
): number {
  if (counts && make.counts.phrases >= limits.phrases) {
    wrong(make, start, end, negative, { code: 'fewer-sounds', sounds: limits.phrases })
    return -1
  }
  if (counts) make.counts.phrases++
  const text = make.text.slice(start, end)
  const understood = meaning ? { understoodAs: meaning } : {}
  return make.parts.push({ kind: 'sound', text, start, end, negative, ...understood }) - 1
}

/**
 * Adds what was said to the phrases, unless it holds neither letter nor digit, or cannot be heard. `parts`: those it
 * stands in, the first of which is its own.
 */
function addPhrase(make: Making, phrases: Phrase[], { text, meaning }: Said, parts: number[]): void {
  const [part = -1] = parts
  if (part < 0 || !letterOrDigit.test(text)) return
  const typed = text.slice(0, limits.phraseLength).trim()
  if (make.knows !== null && !make.knows(meaning?.english ?? typed)) {
    for (const one of parts) make.parts[one] = { ...make.parts[one]!, trust: 'not-understood' }
    return
  }
  phrases.push({ text: typed, part, ...(meaning && { english: meaning.english }) })
}

function addNegative(make: Making, start: number, end: number, said: Said): void {
  const part = addSound(make, start, end, true, letterOrDigit.test(said.text), said.meaning)
  addPhrase(make, make.into.negative, said, [part])
}

/** Words that follow each other, and where they stand. */
interface Run {
  words: string[]
  start: number
  end: number
}

/** What was typed for a token. */
const typedFor =
  (text: string) =>
  (token: Token): string =>
    (token.kind === 'word' ? token.typed : undefined) ?? text.slice(token.start, token.end)

/** What a negation denies, as it was typed and as it is meant. */
function deniedBy(make: Making, named: readonly Token[], language: GlossaryLanguage | null): Said {
  const only = named.length === 1 ? named[0]! : null
  if (only?.kind === 'group') return saidAlone(only.text, make.glossaries, make.language)
  const typed = named.map(typedFor(make.text)).join(' ')
  return saidBy(
    typed,
    named.map(one => ('text' in one ? one.text : '')),
    language
  )
}

/**
 * A comma-separated stretch: its loose words are one phrase, even around filters; a quoted group is its own.
 * `language`: what its loose words were in before they were put into English.
 */
function addSegment(
  make: Making,
  all: Token[],
  denied: Map<number, Negation>,
  language: GlossaryLanguage | null
): void {
  const runs: Run[] = []
  let loosePart = -1
  const looseParts: number[] = []
  let run: Run | null = null
  const typed = ({ start, end }: Run): string => make.text.slice(start, end)
  const endRun = (): void => {
    if (!run) return
    const { meaning } = saidBy(typed(run), run.words, language)
    const part = addSound(make, run.start, run.end, false, loosePart < 0, meaning)
    if (loosePart < 0) loosePart = part
    looseParts.push(part)
    runs.push(run)
    run = null
  }
  for (let i = 0; i < all.length; i++) {
    const token = all[i]!
    const negation = denied.get(i)
    if (negation) {
      endRun()
      const last = all[negation.last]!
      const named = all.slice(negation.from, negation.last + 1)
      addNegative(make, token.start, last.end, deniedBy(make, named, language))
      i = negation.last
    } else if (token.kind === 'word' && !token.negative) {
      // What says nothing of the sound may lie within a run, and begin the whole; elsewhere it stands outside.
      if (token.text === '' && run === null && i > 0) continue
      run ??= { words: [], start: token.start, end: token.end }
      run.words.push(token.text)
      run.end = token.end
    } else {
      endRun()
      if (token.kind === 'field') addField(make, token)
      else if (token.kind === 'comma' || token.kind === 'or') continue
      else if (token.kind === 'unknown') addUnknown(make, token)
      else if (token.negative) {
        addNegative(make, token.start, token.end, saidAlone(token.text, make.glossaries, make.language))
      } else {
        const said = saidAlone(token.text, make.glossaries, make.language)
        const known = letterOrDigit.test(token.text)
        const part = addSound(make, token.start, token.end, false, known, said.meaning)
        addPhrase(make, make.into.positive, said, [part])
      }
    }
  }
  endRun()
  const words = runs.flatMap(one => one.words)
  addPhrase(make, make.into.positive, saidBy(runs.map(typed).join(' '), words, language), looseParts)
}

/** The words as a plain player would look for them: everything free that is not subtracted with a minus. */
function freeWords(all: Token[]): { words: string; groups: string[] } {
  const words: string[] = []
  const groups: string[] = []
  for (const token of all) {
    // What is no field may be a part of a title: "Re:imagined".
    const isName = token.kind === 'unknown' && nearField(token.name) === null
    if ((token.kind !== 'word' && token.kind !== 'group' && !isName) || token.negative) continue
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

/**
 * Reads a query. Every text is one: what cannot be read becomes a `wrong` part. Linear in the text's length.
 * `glossaries`: what reads words in other languages; null: words are English. `knows`: what can be heard; null: anything.
 */
export function parseQuery(
  text: string,
  now: number = Date.now(),
  glossaries: Glossaries | null = null,
  knows: Knows | null = null
): ParsedQuery {
  const parts: QueryPart[] = []
  const alternatives: Alternative[] = []
  const counts = { phrases: 0, filters: 0 }
  const all = tokens(text)
  const language = glossaries && languageOf(all, glossaries)
  for (const piece of split(all, 'or')) {
    const make: Making = { text, now, parts, into: empty(), counts, glossaries, knows, language }
    if (alternatives.length === limits.alternatives) {
      const [start, end] = [piece[0]!.start, piece.at(-1)!.end]
      wrong(make, start, end, false, { code: 'fewer-alternatives', alternatives: limits.alternatives })
      continue
    }
    Object.assign(make.into, freeWords(piece), { firstPart: parts.length })
    for (const segment of split(piece, 'comma')) {
      const spoken = glossaries && languageOf(segment, glossaries, language)
      const said = spoken === null ? segment : inEnglish(segment, text, spoken, glossaries!)
      addSegment(make, said, new Map(negations(said).map(one => [one.first, one])), spoken)
    }
    alternatives.push(make.into)
  }
  return { text, parts, alternatives: alternatives.length > 0 ? alternatives : [empty()] }
}
