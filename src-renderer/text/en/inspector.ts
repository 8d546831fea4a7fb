import type { Moment, Reason } from '#contract/entities.ts'
import { keyDoubt, tempoDoubt, type Doubt, type Measured } from '#contract/measured.ts'
import { clock } from '../format.ts'
import { count, day, decimal } from './numbers.ts'

export const inspector = {
  label: 'About this track',
  why: 'Why this one',
  close: 'Close details',
  cover: (title: string): string => `Cover of ${title}`,
  best: 'Best moment',
  playMoment: (from: string, passage: string): string =>
    passage === '' ? `Play from ${from}` : `Play from ${from}: ${passage}`,
  versions: 'Other versions of this recording',
  passages: 'In this file',
  passage: (place: number): string => `Track ${place}`,
  up: 'Pulled up by',
  down: 'Pulled down by',
  kept: 'Also as you asked',
  heard: 'Sounds like',
  facts: 'File',
  none: 'Choose a track to see more about it.',
  like: 'Like this',
  unlike: 'Not like this',
  reveal: 'Show in folder',
  notHeard: 'Earshot has not listened to this one yet.',
  notMusic: 'Mostly speech or noise rather than music.',
  effect: 'standard deviations above unrelated phrases'
} as const

const kinds = {
  sound: 'sounds like',
  words: 'written in its names',
  tag: 'heard as',
  like: 'like',
  negative: 'you did not want',
  filter: 'filter'
} as const satisfies Record<Reason['kind'], string>

/** `nameOf`: how a seed is called, where the query holds a path. */
const reasonText = ({ kind, text, effect }: Reason, nameOf: (seed: string) => string): string =>
  kind === 'negative' && effect >= 0 ? `without ${nameOf(text)}` : nameOf(text)

const places = (at: Reason['at']): string => (at?.[0] ? ` ${clock(at[0].start)}–${clock(at[0].end)}` : '')

/** What a track was found for. */
export const reasons = {
  text: reasonText,
  kind: ({ kind, effect }: Reason): string =>
    kind === 'negative' && effect >= 0 ? 'not heard, as you asked' : kinds[kind],
  at: (passage: Moment): string => `${clock(passage.start)}–${clock(passage.end)}`,
  play: (text: string, passage: Moment): string =>
    `Play ${text} from ${clock(passage.start)} to ${clock(passage.end)}`,
  /** "calm piano 1:20–1:50 · without drums" */
  row: (all: readonly Reason[], nameOf: (seed: string) => string): string =>
    all.map(one => `${reasonText(one, nameOf)}${one.effect > 0 ? places(one.at) : ''}`).join(' · ')
} as const

/** "Windows-1252", "UTF-8", "Shift_JIS". */
const charsetName = (name: string): string =>
  /^(?:utf|iso|euc|koi8|gb)/.test(name)
    ? name.toUpperCase()
    : name.replace(/^\p{L}/u, first => first.toUpperCase())

const doubts = { sure: 'about', likely: 'probably', unsure: 'perhaps' } as const satisfies Record<
  Doubt,
  string
>

/** What the file says of itself, and what was measured. */
export const facts = {
  album: 'Album',
  year: 'Year',
  genre: 'Genre',
  tempo: 'Tempo',
  key: 'Key',
  loudness: 'Loudness',
  length: 'Length',
  format: 'Format',
  place: 'Place',
  texts: 'Texts',
  /** By a name that TextDecoder knows. */
  readAs: (charset: string): string => `were read as ${charsetName(charset)}`,
  bpm: (n: number): string => `${Math.round(n)} bpm`,
  lufs: (n: number): string => `${decimal(n, 1)} LUFS`,
  /** "measured: probably 117 bpm, or 58" */
  measuredTempo: (measured: Measured): string => {
    const doubt = tempoDoubt(measured)
    const other = measured.bpmOther === null ? '' : `, or ${Math.round(measured.bpmOther)}`
    return doubt === null ? '' : `measured: ${doubts[doubt]} ${Math.round(measured.bpm!)} bpm${other}`
  },
  measuredKey: (measured: Measured): string => {
    const doubt = keyDoubt(measured)
    return doubt === null ? '' : `measured: ${doubts[doubt]} ${measured.key!}`
  }
} as const

/** What is known of a track being played, and what it is worth to its owner. */
export const listening = {
  rating: 'Your rating',
  fromFile: 'stars as written in the file',
  rate: (stars: number): string => `${stars} of 5 stars`,
  unrate: (stars: number): string => `${stars} of 5 stars: take the rating away`,
  played: (plays: number, at: number | null): string => {
    if (plays === 0) return 'Not played yet'
    const times = plays === 1 ? 'Played once' : `Played ${count(plays)} times`
    return at === null ? times : `${times}, last on ${day(at)}`
  }
} as const
