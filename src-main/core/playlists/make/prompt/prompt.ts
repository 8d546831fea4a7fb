import { readPlain } from '../../../search/query/plain/read-plain.ts'
import { arcRules } from './arc-rules.ts'
import { wayBetween } from './energy-words.ts'
import { filterRules } from './filter-rules.ts'
import { lengthRules } from './length-rules.ts'
import type { Making, Prompt, Rule, Understood } from './rule.ts'

/** First come, first served: what one rule has taken is gone for the others. */
const rules = [...lengthRules, ...filterRules, ...arcRules]

/** "from calm to wild": both ends at once, where both are a measure of energy. */
const bothEnds = /\bfrom ([\p{L} ]{2,30}?) to ([\p{L} ]{2,30}?)(?=$|[,;.])/giu

/** Words that ask for a playlist and say nothing of its sound. */
const asking =
  /\b(?:please |can you |i (?:want|need|would like) |give me |make me |make |create |build |play )*(?:an? |some |the )?(?:good |nice )?(?:playlists?|mix(?:es|tape)?|set|selection|list)(?: of(?: music| songs| tracks)?| with(?= )| for(?= )| to(?= )|(?= |$))/gi
const politeness =
  /\b(?:please|can you|i want|i need|i would like|give me|make me|play me|something|some)\b/gi
/** Left over at the edges of a piece once its neighbours are taken. */
const dangling =
  /^(?:[\s.;:-]|\b(?:of|and|that|which|it|with|but|then|long|each|music|songs?|tracks?|is|are)\b)+(?=$|\s|[.;:-])|(?:[\s.;:-]|\b(?:of|and|that|which|it|with|but|then|in|from|is|are|about|around)\b)+$/gi

/** Reads a wish. Every text is one: what no rule knows goes to the search as it is. */
export function readPrompt(text: string, now = Date.now()): Prompt {
  const making: Making = {
    text,
    query: '',
    minutes: null,
    tracks: null,
    artistCap: null,
    arc: null,
    start: null,
    end: null,
    understood: [],
    filters: [],
    sounds: []
  }
  let rest = text
  const take = (pattern: RegExp, read: Rule['read']): void => {
    rest = rest.replace(pattern, (...found: unknown[]) => {
      const groups = found.slice(
        0,
        found.findIndex(one => typeof one === 'number')
      ) as string[]
      const understood = inQuotes(rest, found[groups.length] as number)
        ? null
        : read(making, groups as unknown as RegExpExecArray)
      if (!understood) return groups[0]!
      making.understood.push({ ...understood, text: groups[0]!.trim() })
      return ' , '
    })
  }
  take(bothEnds, (into, [, from, to]) => {
    const way = text.includes('|') ? null : wayBetween(from!, to!)
    if (way === null) return null
    into.start = way.start
    into.end = way.end
    into.sounds = way.sounds
    return { kind: 'arc', meaning: way.meaning }
  })
  rest = withoutPlain(rest, making, now)
  for (const { pattern, read } of rules) take(pattern, read)
  const whole = [...soundOf(rest), ...making.filters]
  // Whatever else is asked is asked of both.
  making.query =
    making.sounds.length === 0
      ? whole.join(' ')
      : making.sounds.map(sound => [`${sound},`, ...whole].join(' ')).join(' | ')
  const order = (one: Understood): number => text.indexOf(one.text)
  making.understood.sort((a, b) => order(a) - order(b))
  const { query, minutes, tracks, artistCap, arc, start, end: last, understood } = making
  return { query, minutes, tracks, artistCap, arc, start, end: last, understood }
}

/** Quotes, and filters: "length:<3m" is none in plain language, and "lenght:<3m" is wrong as a whole. */
const untouched = /["“][^"“”]*["”]?|\p{L}+:[^\s"“]+/gu

/** What is left once what the search reads as filters is taken: each song's length, years, tempos, stars. */
function withoutPlain(text: string, making: Making, now: number): string {
  const said = text.replace(untouched, one => '\u0001'.repeat(one.length))
  let [left, at] = ['', 0]
  for (const { start, end, reading } of readPlain(said, now, true)) {
    if (reading.kind !== 'filter') continue
    making.filters.push(reading.filter)
    making.understood.push({ kind: 'filter', text: text.slice(start, end).trim(), meaning: reading.meaning })
    left += `${text.slice(at, start)} , `
    at = end
  }
  return left + text.slice(at)
}

const inQuotes = (text: string, at: number): boolean =>
  (text.slice(0, at).match(/["“”]/g)?.length ?? 0) % 2 === 1

/** What is left is about the sound: tidied, its pieces still apart by commas, as the search reads them. */
function soundOf(rest: string): string[] {
  const pieces = rest
    .replace(asking, ' ')
    .split(/[,;](?=\s|$)/)
    .map(piece => piece.replace(politeness, ' ').replace(dangling, ' ').replace(/\s+/g, ' ').trim())
    .map(piece => piece.replace(/^for (?:an? |the |my )?/i, '').replace(/^to (?=\S)/i, 'music to '))
    .filter(piece => /[\p{L}\p{N}]/u.test(piece))
  return pieces.length === 0 ? [] : [pieces.join(', ')]
}
