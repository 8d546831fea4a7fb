import type { QueryPart } from '#contract/entities.ts'
import type { UnderstoodAs } from '#contract/glossary.ts'
import type { Glossaries } from '../glossary/glossaries.ts'
import { spelledTokens, type AsTyped } from '../spelling/in-spelling.ts'
import { addField, addPlain, addUnknown, wrong, type Making } from './narrowing.ts'
import { negations, type Negation } from './negation.ts'
import { nearField } from './near-field.ts'
import { isExample, keptWords, takePlain, type PlainReader } from './plain/take-plain.ts'
import { shiftText } from './plain/shifts.ts'
import type { Shift } from './shift.ts'
import type { Names } from './plain/names.ts'
import { limits, type Alternative, type ParsedQuery, type Phrase } from './plan.ts'
import { tokens, type Token } from './tokens.ts'
import { spokenIn } from './spoken-in.ts'
import { inEnglish, languageOf, saidAlone, saidBy, type Said } from './understood.ts'

const letterOrDigit = /[\p{L}\p{N}]/u

const empty = (): Alternative => ({
  positive: [],
  negative: [],
  seeds: [],
  shifts: [],
  shifted: false,
  filters: [],
  named: [],
  words: '',
  groups: [],
  firstPart: 0
})

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
 * Adds what was said to the phrases, unless it holds neither letter nor digit. `parts`: those it stands in, the first
 * of which is its own.
 */
function addPhrase(
  phrases: Phrase[],
  { text, meaning }: Said,
  [part = -1, ...others]: readonly number[]
): void {
  if (part < 0 || !letterOrDigit.test(text)) return
  const typed = text.slice(0, limits.phraseLength).trim()
  phrases.push({
    text: typed,
    part,
    ...(others.length > 0 && { others }),
    ...(meaning && { english: meaning.english })
  })
}

function addNegative(make: Making, start: number, end: number, said: Said): void {
  const part = addSound(make, start, end, true, letterOrDigit.test(said.text), said.meaning)
  addPhrase(make.into.negative, said, [part])
}

/** A part about the sound that says to go away from another. */
function goAway(make: Making, part: number, from: string): void {
  if (part < 0) return
  make.parts[part] = { ...make.parts[part]!, readAs: `-${from}` }
  make.into.negative.push({ text: from, part })
}

/** A part that says how what is wanted differs from the example. */
function addShift(make: Making, start: number, end: number, shift: Shift): void {
  const part = addSound(make, start, end, false, true, null)
  if (part < 0) return
  make.into.shifted = true
  const { toward, away, measured } = shift
  const readAs = shiftText(shift)
  make.parts[part] = { ...make.parts[part]!, ...(readAs !== '' && { readAs }) }
  if (measured) make.into.shifts.push({ ...measured, toward, away, part })
  else {
    if (toward !== null) make.into.positive.push({ text: toward, part })
    if (away !== null) make.into.negative.push({ text: away, part })
  }
}

/** Words that follow each other, and where they stand. */
interface Run {
  words: string[]
  start: number
  end: number
  /** Whether slips were mended in it. */
  respelt: boolean
}

type Language = UnderstoodAs['language'] | null

/** Slips are told only where there were some. */
const languageOfRuns = (language: Language, runs: readonly Run[]): Language =>
  language === 'en' && runs.every(run => !run.respelt) ? null : language
const isRespelt = (token: Token): boolean => token.kind === 'word' && token.typed !== undefined

/** What was typed for a token. */
const typedFor =
  (text: string) =>
  (token: Token): string =>
    (token.kind === 'word' ? token.typed : undefined) ?? text.slice(token.start, token.end)

/** What a negation denies, as it was typed and as it is meant. */
function deniedBy(make: Making, named: readonly Token[], language: Language): Said {
  const only = named.length === 1 ? named[0]! : null
  if (only?.kind === 'group') return saidAlone(only.text, make.glossaries, make.language)
  const typed = named.map(typedFor(make.text)).join(' ')
  return saidBy(
    typed,
    named.map(one => ('text' in one ? one.text : '')),
    language === 'en' && !named.some(isRespelt) ? null : language
  )
}

/**
 * A comma-separated stretch: its loose words are one phrase, even around filters; a quoted group is its own.
 * `language`: what its loose words were in before they were put into English.
 */
function addSegment(make: Making, all: Token[], denied: Map<number, Negation>, language: Language): void {
  const runs: Run[] = []
  let loosePart = -1
  const looseParts: number[] = []
  let run: Run | null = null
  const typed = ({ start, end }: Run): string => make.text.slice(start, end)
  const endRun = (): void => {
    if (!run) return
    const { meaning } = saidBy(typed(run), run.words, languageOfRuns(language, [run]))
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
      // "Strings but not sad".
      if (run !== null && /^(?:but|and)$/i.test(token.text) && denied.has(i + 1)) continue
      run ??= { words: [], start: token.start, end: token.end, respelt: false }
      run.respelt ||= isRespelt(token)
      run.words.push(token.text)
      run.end = token.end
    } else {
      endRun()
      if (token.kind === 'plain') {
        if (token.reading.kind === 'away') {
          run = { words: [token.reading.sound], start: token.start, end: token.end, respelt: false }
          endRun()
          goAway(make, looseParts.at(-1)!, token.reading.from)
        } else if (token.reading.kind === 'minus') {
          goAway(make, addSound(make, token.start, token.end, true, true, null), token.reading.from)
        } else if (token.reading.kind === 'shift') {
          addShift(make, token.start, token.end, token.reading.shift)
        } else addPlain(make, token)
      } else if (token.kind === 'field') addField(make, token)
      else if (token.kind === 'comma' || token.kind === 'or') continue
      else if (token.kind === 'unknown') addUnknown(make, token)
      else if (token.negative) {
        addNegative(make, token.start, token.end, saidAlone(token.text, make.glossaries, make.language))
      } else {
        const said = saidAlone(token.text, make.glossaries, make.language)
        const known = letterOrDigit.test(token.text)
        const part = addSound(make, token.start, token.end, false, known, said.meaning)
        addPhrase(make.into.positive, said, [part])
      }
    }
  }
  endRun()
  const words = runs.flatMap(one => one.words)
  addPhrase(
    make.into.positive,
    saidBy(runs.map(typed).join(' '), words, languageOfRuns(language, runs)),
    looseParts
  )
}

/** The words as a plain player would look for them: everything free that is not subtracted with a minus. */
function freeWords(all: readonly Token[]): { words: string; groups: string[] } {
  const words: string[] = []
  const groups: string[] = []
  let unknown = 0
  for (const token of all) {
    if (token.kind === 'plain') {
      if (token.reading.kind === 'away') words.push(token.reading.sound)
      else if (token.reading.kind === 'like' && !token.reading.negative) words.push(token.reading.text)
      continue
    }
    // What is no field may be a part of a title: "Re:imagined".
    const isName = token.kind === 'unknown' && unknown++ < limits.filters && nearField(token.name) === null
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

/** What plain language is read with. */
export interface PlainAsked {
  /** What is called how in the library; null: nothing is known of it. */
  names?: Names | null
  /** Words that are to stay as they are. */
  kept?: readonly string[]
  /** Whether tracks are given to resemble, beside the text. */
  examples?: boolean
}

/** Whether all of it is the name of something in the library: then that is meant, whatever else the words say. */
function isNameOfTrack(piece: readonly Token[], text: string, names: Names | null): boolean {
  const free = piece.every(token => (token.kind === 'word' && !token.negative) || token.kind === 'comma')
  return names !== null && free && names.isName(text.slice(piece[0]!.start, piece.at(-1)!.end))
}

/**
 * Reads a query. Every text is one: what cannot be read becomes a `wrong` part. Linear in the text's length.
 * `glossaries`: what reads words in other languages; null: words are English.
 */
export function parseQuery(
  text: string,
  now: number = Date.now(),
  glossaries: Glossaries | null = null,
  { names = null, kept = [], examples = false }: PlainAsked = {}
): ParsedQuery {
  const reader: PlainReader = { now, names, kept: new Set(kept.map(keptWords)) }
  const asTyped: AsTyped = {
    isName: word => names?.hasWord(word) ?? false,
    kept: new Set([...reader.kept].flatMap(words => words.split(' ')))
  }
  const parts: QueryPart[] = []
  const alternatives: Alternative[] = []
  const counts = { phrases: 0, filters: 0 }
  const all = tokens(text)
  const language = glossaries && languageOf(all, glossaries)
  for (const piece of split(all, 'or')) {
    const make: Making = { text, now, parts, into: empty(), counts, glossaries, language }
    if (alternatives.length === limits.alternatives) {
      const [start, end] = [piece[0]!.start, piece.at(-1)!.end]
      wrong(make, start, end, false, { code: 'fewer-alternatives', alternatives: limits.alternatives })
      continue
    }
    make.into.firstPart = parts.length
    const segments = split(piece, 'comma')
    const isName = isNameOfTrack(piece, text, names)
    const taken: Token[][] = []
    let example = examples || piece.some(isExample)
    for (const segment of segments) {
      const isFull = counts.phrases >= limits.phrases
      const spoken = isFull ? null : glossaries && spokenIn(segment, glossaries, language, asTyped)
      const english =
        spoken === null && !isName
          ? takePlain(segment, text, reader, { alone: segments.length === 1, example })
          : segment
      taken.push(english)
      example ||= english.some(isExample)
      const said =
        spoken !== null
          ? inEnglish(segment, text, spoken, glossaries!)
          : isName || isFull
            ? english
            : spelledTokens(english, asTyped)
      addSegment(make, said, new Map(negations(said).map(one => [one.first, one])), spoken ?? 'en')
    }
    Object.assign(make.into, freeWords(taken.flat()))
    alternatives.push(make.into)
  }
  return { text, parts, alternatives: alternatives.length > 0 ? alternatives : [empty()] }
}
