import type { ArcName, LengthKind, MakeKind } from '../../../state/playlists/maker.svelte.ts'
import type { Meaning } from '#contract/remarks.ts'
import { counted } from '../numbers.ts'
import { draftNoteText, meaningText } from './making.ts'

const tracks = (n: number): string => counted(n, 'track')

/** Meanings that hold for any words: they stand behind the words. */
const wordless = new Set(['example', 'filter', 'not-understood', 'reads', 'respelt'])

/** A part of a wish and what it was taken for. */
const chip = (text: string, meaning: Meaning): string =>
  wordless.has(meaning.code) || (meaning.code === 'sound' && meaning.negative)
    ? `${text}: ${meaningText(meaning)}`
    : meaningText(meaning)

/** Making a playlist from words, or as a way between sounds. */
export const maker = {
  title: 'Make a playlist',
  lead: 'Say what it is for. Words about the sound, a length, “no …”, years: as you would tell a friend.',
  placeholder: 'An hour of music to cook to, starts calm, no vocals',
  label: 'What the playlist should be',
  kind: 'How to begin',
  kinds: { wish: 'Describe it', path: 'From one sound to another' } satisfies Record<MakeKind, string>,
  pathLead:
    'A way through your library, step by step: from a track or a sound to another, by others if you like.',
  points: {
    from: 'From',
    by: 'By',
    to: 'To',
    placeholder: 'calm piano',
    useTrack: 'The chosen track',
    clear: 'Something else',
    add: 'One more on the way',
    remove: 'Leave this one out'
  },
  go: 'Make it',
  making: 'Putting it in order…',
  stop: 'Stop',
  length: 'Length',
  lengthKinds: { minutes: 'Minutes', tracks: 'Tracks' } satisfies Record<LengthKind, string>,
  asSaid: 'as said',
  arc: 'Energy',
  arcs: {
    none: 'Even',
    rise: 'Rises',
    fall: 'Falls',
    wave: 'Waves',
    drawn: 'Drawn'
  } satisfies Record<ArcName, string>,
  draw: 'Energy from the first track to the last: drag the bars, or use the arrow keys',
  bar: (at: number, of: number): string => `Energy at point ${at} of ${of}`,
  cap: 'Of one artist, at most',
  anyNumber: 'any number',
  diversity: 'Variety',
  fold: 'Leave out doubles',
  source: 'Out of',
  wholeLibrary: 'the whole library',
  seeds: (n: number): string => `Starts from ${tracks(n)}`,
  seedLibrary: 'Start from the chosen track',
  dropSeeds: 'Without them',
  understood: 'Understood',
  chip,
  note: draftNoteText,
  save: 'Save',
  saveLabel: 'Name of the new playlist',
  again: 'Try other tracks',
  againHint: 'The same wish, other tracks; locked ones stay',
  reroll: (title: string): string => `Another track instead of ${title}`,
  emptyDraft: 'Nothing in the library fits that',
  emptyDraftLead: 'Say it in other words, or ask for less.',
  start: 'Try one of these',
  examples: [
    'An hour of calm piano, no vocals',
    'Energetic electronic music to run to, 40 minutes, starts slow',
    'Dark and mysterious, ten tracks'
  ],
  list: 'The draft'
} as const
