import { inWords, type WordsOf } from '#contract/in-words.ts'
import type { DraftNote, Meaning, RuleNote } from '#contract/remarks.ts'
import { counted, spoken } from './sentence.ts'
import { expectationText } from './expected.ts'

/** What is remarked on the making of playlists. */

const years = {
  in: year => `from ${year}`,
  after: year => `later than ${year}`,
  since: year => `${year} or later`,
  before: year => `before ${year}`,
  until: year => `${year} or before`
} satisfies Record<string, (year: number) => string>
const decades = { in: 'from the', after: 'later than the', before: 'before the' } as const
const limits = { least: 'at least', most: 'at most', over: 'over', under: 'under' } as const
const arcs = { rise: 'energy rises', fall: 'energy falls', wave: 'energy comes in waves' } as const
const ends = { start: 'starts', middle: 'passes', end: 'ends' } as const

const meanings = {
  sound: ({ phrase, negative }) => (negative ? 'as little of this as possible' : `sounds like "${phrase}"`),
  respelt: ({ phrase, negative }) => `heard as "${phrase}"${negative ? ', as little of it as possible' : ''}`,
  example: ({ negative }) => (negative ? 'unlike this' : 'sounds like this'),
  filter: ({ negative }) => (negative ? 'none of these' : 'only these'),
  'not-understood': ({ expected }) =>
    `not understood; expected ${expected ? expectationText(expected) : 'words'}`,
  'unknown-sound': ({ phrase }) => `not known as a sound: "${phrase}" is looked for in names only`,
  length: ({ seconds }) => `${spoken(seconds)} long`,
  tracks: ({ tracks }) => counted(tracks, 'track'),
  each: ({ is, minutes }) => `each ${is} than ${minutes} min`,
  'artist-cap': ({ tracks }) => `at most ${counted(tracks, 'track')} of one artist`,
  years: ({ from, to }) => `from ${from} to ${to}`,
  year: ({ is, year }) => years[is](year),
  decade: ({ is, decade }) => `${decades[is]} ${decade}`,
  tempo: ({ from, to }) => `${from} to ${to} BPM`,
  'tempo-limit': ({ is, bpm }) => `${limits[is]} ${bpm} BPM`,
  added: ({ within }) => `added within a ${within}`,
  reads: ({ filter }) => `read as ${filter}`,
  'in-playlist': ({ name }) => `only tracks of "${name}"`,
  lossless: () => 'lossless files',
  end: ({ which, energy, phrase }) =>
    `${ends[which]} with ${energy === null ? `"${phrase}"` : `${energy} energy`}`,
  arc: ({ arc }) => arcs[arc],
  way: ({ from, to, arc }) => `from "${from}" to "${to}", ${arcs[arc]}`,
  point: ({ at, title }) => `${ends[at]} where it sounds so: ${title}`
} satisfies WordsOf<Meaning>

/** What a part of a wish was taken for. */
export const meaningText = (meaning: Meaning): string => inWords<Meaning>(meanings, meaning)

const drafts = {
  'nothing-answers': () => 'Nothing in the library answers this; ask for something else.',
  'nothing-stands-out': () => 'Nothing in the library stands out for this; these come closest.',
  'few-fit': ({ fitting, beyond }) =>
    `${counted(fitting, 'track')} ${fitting === 1 ? 'fits' : 'fit'}; ${beyond} of these ${beyond === 1 ? 'is' : 'are'} past the line and only ${beyond === 1 ? 'comes' : 'come'} closest.`,
  'no-more-tracks': ({ tracks }) => `There is not more than ${counted(tracks, 'track')} to be had.`,
  'no-more-time': ({ seconds }) => `There is not more than ${spoken(seconds)} to be had.`,
  'artist-cap': ({ left, cap }) =>
    `${counted(left, 'track')} stayed out because of the limit of ${cap} of one artist.`,
  'same-recording': ({ left }) => `${counted(left, 'track')} stayed out as the same recording once more.`,
  unheard: ({ tracks }) =>
    `${counted(tracks, 'track')} not listened to yet: placed without knowing the sound.`,
  'short-way': ({ tracks }) => `There are only ${counted(tracks, 'track')} for this way.`,
  'closest-time': ({ minutes, seconds }) => `The closest to ${minutes} min that fits is ${spoken(seconds)}.`,
  'more-points': ({ tracks, asked }) =>
    `${counted(tracks, 'track')} rather than ${asked}: every point has to be in it.`
} satisfies WordsOf<DraftNote>

/** What of a draft could not be done as asked. */
export const draftNoteText = (note: DraftNote): string => inWords<DraftNote>(drafts, note)

const rules = {
  'part-left-out': ({ text, phrase, expected }) =>
    `${text} in "${phrase}" was left out: expected ${expected ? expectationText(expected) : 'words'}.`,
  'unknown-sound': ({ text }) =>
    `Earshot does not know what "${text}" sounds like; what comes closest is kept, by chance.`,
  'taught-tag-gone': () => 'A taught tag in the rules is not there any more; nothing carries it.',
  'playlist-gone': () => 'A playlist in the rules is not there any more; nothing is in it.'
} satisfies WordsOf<RuleNote>

/** What of a smart playlist's rules comes to nothing. */
export const ruleNoteText = (note: RuleNote): string => inWords<RuleNote>(rules, note)
