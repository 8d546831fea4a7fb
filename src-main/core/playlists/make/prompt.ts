import type { Draft } from '#contract/playlists.ts'
import { amount, readAmount, spoken, counted } from './amounts.ts'
import { energyLevel, wayBetween } from './energy-words.ts'

export type Understood = Draft['understood'][number]

/** What one end of the playlist should be like. */
export interface End {
  /** 0..1, or null where the words are no measure of energy. */
  energy: number | null
  /** As written, for the ear. */
  phrase: string
}

/** A wish in words, taken apart. `query` is in the language of the search. */
export interface Prompt {
  query: string
  minutes: number | null
  tracks: number | null
  artistCap: number | null
  arc: 'rise' | 'fall' | 'wave' | null
  start: End | null
  end: End | null
  understood: Understood[]
}

interface Making extends Prompt {
  text: string
  filters: string[]
  /** What it sounds like at its start and at its end; empty where it is one sound throughout. */
  sounds: string[]
}

interface Rule {
  pattern: RegExp
  /** What it means, in words, or null where the words were something else after all. */
  read(making: Making, match: RegExpExecArray): { kind: Understood['kind']; meaning: string } | null
}

const noun = '(?:songs?|tracks?|tunes?|pieces?|titles?|numbers?)'
const end =
  '(?=$|[,;.]|\\s+(?:and|then|but|ends?|ending|starts?|starting|with|no|without|from|after|before)\\b)'
const year = `((?:1[89]|20)\\d\\d)`
const decadeNames: Record<string, string> = {
  twenties: '1920s',
  thirties: '1930s',
  forties: '1940s',
  fifties: '1950s',
  sixties: '1960s',
  seventies: '1970s',
  eighties: '1980s',
  nineties: '1990s',
  noughties: '2000s'
}
const decade = `((?:(?:1[89]|20)\\d|\\d)0'?s|${Object.keys(decadeNames).join('|')})`

const rule = (pattern: string, read: Rule['read']): Rule => ({ pattern: new RegExp(pattern, 'gi'), read })

const lengthRule = (pattern: string, minutes: (match: RegExpExecArray) => number): Rule =>
  rule(pattern, (making, match) => {
    const value = minutes(match)
    if (making.minutes !== null || !(value >= 1) || value > 10_000) return null
    making.minutes = value
    return { kind: 'length', meaning: `${spoken(value * 60)} long` }
  })

const filterRule = (
  pattern: string,
  filter: (match: RegExpExecArray) => { filter: string; meaning: string }
): Rule =>
  rule(pattern, (making, match) => {
    const { filter: text, meaning } = filter(match)
    making.filters.push(text)
    return { kind: 'filter', meaning }
  })

const plainDecade = (text: string): string => decadeNames[text.toLowerCase()] ?? text.replace("'", '')

function endRule(pattern: string, which: 'start' | 'end'): Rule {
  return rule(pattern, (making, match) => {
    const phrase = match[1]!.trim()
    if (making[which] !== null || phrase === '') return null
    const energy = energyLevel(phrase)
    making[which] = { energy, phrase }
    const what =
      energy === null
        ? `"${phrase}"`
        : energy < 0.4
          ? 'little energy'
          : energy > 0.6
            ? 'much energy'
            : 'some energy'
    return { kind: 'arc', meaning: `${which === 'start' ? 'starts' : 'ends'} with ${what}` }
  })
}

const arcRule = (pattern: string, arc: 'rise' | 'fall' | 'wave', meaning: string): Rule =>
  rule(pattern, making => {
    if (making.arc !== null) return null
    making.arc = arc
    return { kind: 'arc', meaning }
  })

/** The rules, first come first served: what one has taken is gone for the others. */
const rules: Rule[] = [
  lengthRule(`\\b(${amount}) (?:hours?|hrs?) and a half\\b`, ([, n]) => (readAmount(n!) + 0.5) * 60),
  lengthRule(`\\b(?:half an|half a|a half) hour\\b`, () => 30),
  lengthRule(
    `\\b(\\d{1,2}) ?h(?:ours?|rs?)? ?(?:and )?(\\d{1,2}) ?(?:m|mins?|minutes?)?\\b(?! ?bpm)`,
    ([, h, m]) => Number(h) * 60 + Number(m)
  ),
  // "songs under 4 minutes" is about each song, not about the playlist.
  filterRule(
    `\\b(?:${noun} )?(?:that are |each )?(under|below|shorter than|less than|no longer than|over|longer than|more than|at least) (${amount})[ -]?(?:minutes?|mins?|m)(?: each| long)?\\b`,
    ([, how, n]) => {
      const over = /over|^longer|more|least/i.test(how!)
      const minutes = readAmount(n!)
      return {
        filter: `length:${over ? '>' : '<'}${minutes}m`,
        meaning: `each ${over ? 'longer' : 'shorter'} than ${minutes} min`
      }
    }
  ),
  lengthRule(
    `\\b(?:about |around |roughly )?(${amount})[ -]?(?:hours?|hrs?)(?: long)?\\b`,
    ([, n]) => readAmount(n!) * 60
  ),
  lengthRule(`\\b(?:about |around |roughly )?(${amount})[ -]?(?:minutes?|mins?)(?: long)?\\b`, ([, n]) =>
    readAmount(n!)
  ),
  rule(
    `\\b(?:at most |only |no more than )?(${amount}) ${noun} (?:per|by each|of each|from each|an|by one|by the same) (?:artist|band)\\b`,
    (making, match) => {
      const cap = Math.round(readAmount(match[1]!))
      if (!(cap >= 1)) return null
      making.artistCap = cap
      return { kind: 'length', meaning: `at most ${counted(cap, 'track')} of one artist` }
    }
  ),
  rule(
    `\\b(?:no artist twice|each artist once|different artists(?: only)?|no repeated artists)\\b`,
    making => {
      making.artistCap = 1
      return { kind: 'length', meaning: 'at most 1 track of one artist' }
    }
  ),
  rule(`\\b(?:about |around |a dozen |(${amount}) )(?:dozen )?${noun}\\b`, (making, match) => {
    const dozens = /dozen/i.test(match[0])
    if (making.tracks !== null || (match[1] === undefined && !dozens)) return null
    const tracks = Math.round((match[1] === undefined ? 1 : readAmount(match[1])) * (dozens ? 12 : 1))
    // "a song about rain" asks for no playlist of one track.
    if (!(tracks >= 2) || tracks > 10_000) return null
    making.tracks = tracks
    return { kind: 'length', meaning: counted(tracks, 'track') }
  }),
  filterRule(`\\b(?:between|from) ${year} (?:and|to|until|till|-) ${year}\\b`, ([, a, b]) => ({
    filter: `year:${a}..${b}`,
    meaning: `from ${a} to ${b}`
  })),
  filterRule(`\\b(?:from (?:the )?years? )?${year} ?[-–] ?${year}\\b`, ([, a, b]) => ({
    filter: `year:${a}..${b}`,
    meaning: `from ${a} to ${b}`
  })),
  filterRule(`\\b(?:after|later than|newer than) ${year}\\b`, ([, a]) => ({
    filter: `year:>${a}`,
    meaning: `later than ${a}`
  })),
  filterRule(`\\b(?:since ${year}|from ${year} on(?:wards?)?)\\b`, ([, a, b]) => ({
    filter: `year:>=${a ?? b}`,
    meaning: `${a ?? b} or later`
  })),
  filterRule(`\\b(?:before|older than|earlier than) ${year}\\b`, ([, a]) => ({
    filter: `year:<${a}`,
    meaning: `before ${a}`
  })),
  filterRule(`\\b(?:until|up to|till) ${year}\\b`, ([, a]) => ({
    filter: `year:<=${a}`,
    meaning: `${a} or before`
  })),
  filterRule(`\\b(?:from|in|of) (?:the )?(?:year )?${year}\\b`, ([, a]) => ({
    filter: `year:${a}`,
    meaning: `from ${a}`
  })),
  filterRule(`\\b(?:from|in|of) the ${decade}(?!\\w)`, ([, a]) => ({
    filter: `year:${plainDecade(a!)}`,
    meaning: `from the ${plainDecade(a!)}`
  })),
  filterRule(`\\b(?:after|since) the ${decade}(?!\\w)`, ([, a]) => ({
    filter: `year:>${plainDecade(a!)}`,
    meaning: `later than the ${plainDecade(a!)}`
  })),
  filterRule(`\\b(?:before|older than) the ${decade}(?!\\w)`, ([, a]) => ({
    filter: `year:<${plainDecade(a!)}`,
    meaning: `before the ${plainDecade(a!)}`
  })),
  filterRule(`\\b(?:between )?(\\d{2,3}) ?(?:-|–|to|and) ?(\\d{2,3}) ?bpm\\b`, ([, a, b]) => ({
    filter: `bpm:${a}..${b}`,
    meaning: `${a} to ${b} BPM`
  })),
  filterRule(
    `\\b(above|over|faster than|at least|more than|below|under|slower than|at most|less than) (\\d{2,3}) ?bpm\\b`,
    ([, how, n]) => {
      const above = /above|over|faster|least|more/i.test(how!)
      return {
        filter: `bpm:${above ? '>=' : '<='}${n}`,
        meaning: `${above ? 'at least' : 'at most'} ${n} BPM`
      }
    }
  ),
  filterRule(`\\b(?:at |around |about )?(\\d{2,3}) ?bpm\\b`, ([, n]) => {
    const [low, high] = [Math.round(Number(n) * 0.96), Math.round(Number(n) * 1.04)]
    return { filter: `bpm:${low}..${high}`, meaning: `${low} to ${high} BPM` }
  }),
  filterRule(
    `\\b(?:added|new) (?:in the last|within the last|this|last) (week|month|year)\\b`,
    ([, unit]) => ({
      filter: `added:${{ week: '7d', month: '31d', year: '366d' }[unit!.toLowerCase()]}`,
      meaning: `added within a ${unit!.toLowerCase()}`
    })
  ),
  filterRule(`\\b(?:from|in|of|out of) (?:the |my )?playlist "([^"]{1,200})"`, ([, name]) => ({
    filter: `playlist:"${name}"`,
    meaning: `only tracks of "${name}"`
  })),
  filterRule(`\\b(?:only )?lossless(?: only| files?)?\\b`, () => ({
    filter: 'is:lossless',
    meaning: 'lossless files'
  })),
  endRule(
    `\\b(?:it )?(?:should |that |which )?(?:starts?|starting|begins?|beginning) (?:off |out |with )?(.{2,60}?)${end}`,
    'start'
  ),
  endRule(
    `\\b(?:it )?(?:should |that |which )?(?:ends?|ending|finish(?:es|ing)?) (?:up |off |with |in |on )?(.{2,60}?)${end}`,
    'end'
  ),
  arcRule(
    `\\b(?:(?:slowly |gradually |then )?(?:builds?|building)(?: up)?|(?:gets?|getting|grows?|growing) (?:faster|louder|more energetic|wilder|livelier)|rising(?: energy)?|warming up|that rises|picks? up(?: speed)?)\\b`,
    'rise',
    'energy rises'
  ),
  arcRule(
    `\\b(?:(?:slowly |gradually |then )?(?:calms?|calming|winds?|winding|slows?|slowing) down|(?:gets?|getting|grows?|growing) (?:calmer|slower|quieter|softer)|falling(?: energy)?|cooling down|that falls)\\b`,
    'fall',
    'energy falls'
  ),
  arcRule(`\\b(?:in waves|ups? and downs?|like waves)\\b`, 'wave', 'energy comes in waves')
]

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
export function readPrompt(text: string): Prompt {
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
