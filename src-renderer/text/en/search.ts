import type { Band, SearchAnswer } from '#contract/entities.ts'
import type { Named, NameField } from '#contract/named.ts'
import type { Completion } from '#contract/searches.ts'
import type { GlossaryLanguage, UnderstoodAs } from '#contract/glossary.ts'
import { expectationText } from './expected.ts'
import { count, counted } from './numbers.ts'

const tracks = (n: number): string => counted(n, 'track')

const languages = {
  ko: 'Korean',
  ja: 'Japanese',
  zh: 'Chinese',
  es: 'Spanish',
  pt: 'Portuguese',
  fr: 'French',
  de: 'German',
  it: 'Italian',
  ru: 'Russian'
} as const satisfies Record<GlossaryLanguage, string>

/** What is read from more than one place says from where. */
const readings: Partial<Record<string, string>> = {
  'is:live': 'where title, album or genre says live',
  '-is:live': 'where neither title, album nor genre says live',
  'is:studio': 'where neither title, album nor genre says live',
  '-vocals': 'by its sound, with as little voice as possible'
}

export const search = {
  /** Before searches to begin with. */
  tries: 'Try',
  label: 'Search your music',
  placeholder: 'Describe the music: dreamy synths, rainy night',
  clear: 'Clear the search',
  parts: 'Parts of your search',
  edit: (text: string): string => `Edit ${text}`,
  remove: (text: string): string => `Remove ${text}`,
  expected: (what: string): string => `expected ${what}`,
  takes: expectationText,
  doubted: { 'not-understood': 'not known as a sound: looked for in names only', unsure: 'perhaps no sound' },
  heardAs: (english: string, language: UnderstoodAs['language']): string =>
    language === 'en' ? `heard as ${english}` : `heard as ${english}, from ${languages[language]}`,
  /** What lies above the line: by a name, by its sound. `doubtful`: it may be no sound. */
  above: ({ found: { byName, bySound }, total, left }: SearchAnswer, doubtful: boolean): string =>
    [
      byName > 0 ? `${count(byName)} found by name` : '',
      bySound > 0 || byName === 0
        ? `${count(bySound)} of ${count(total)} ${doubtful ? 'may sound' : 'sound'} like it`
        : '',
      left.artists > 0 ? `${count(left.artists)} more by the same artists` : ''
    ]
      .filter(Boolean)
      .join(' · '),
  readAs: (filter: string): string => readings[filter] ?? `read as ${filter}`,
  examples: (names: string[], tracks: number): string =>
    `like ${tracks === 1 ? '' : `${count(tracks)} tracks of `}${names.join(', ')}`,
  asWords: (text: string): string => `Take ${text} as plain words`,
  kept: (text: string): string => `${text}: as words`,
  readAgain: (text: string): string => `Read ${text} as before`,
  closest: (shown: number, total: number): string => `The closest ${count(shown)} of ${count(total)}`,
  versions: (n: number): string => `and ${counted(n, 'more version')}`,
  variety: {
    title: 'Variety',
    dial: 'From the best to the most varied',
    best: 'Best',
    varied: 'Varied',
    cap: 'Of one artist',
    ofArtist: (most: number | null): string => (most === null ? 'any number' : `at most ${most}`),
    fold: 'Each recording once'
  },
  line: 'matches end here · what follows only comes close',
  lineOfClosest: 'the closest end here · what follows is less alike',
  narrowed: tracks,
  more: (n: number): string => `show ${count(n)} more`,
  less: 'hide them',
  announced: (n: number): string => (n ? `${counted(n, 'match', 'matches')}` : 'No clear match'),
  heard: (analysed: number, all: number): string => `${count(analysed)} of ${count(all)} heard so far`,
  newEars: (heard: number, all: number): string =>
    `Earshot has new ears. They have heard ${count(heard)} of ${tracks(all)}; until they have heard all of them, searches are answered as before.`,
  newEarsNow: 'Listen now'
} as const

/** What is not surely known as a sound. */
export const trust = {
  notUnderstood: (phrase: string): string =>
    `Earshot does not know what “${phrase}” sounds like: it was looked for in names only.`,
  unsure: (phrase: string): string =>
    `Earshot is not sure that “${phrase}” is a sound: what it found may not be what you mean.`,
  nearest: 'The nearest that it knows:'
} as const

/** Where nothing, or nothing clear, was found. */
export const nothing = {
  title: 'Nothing here clearly sounds like that',
  noName: 'No name here has these words',
  noNameLead: 'Describe a sound, or try another spelling.',
  nearest: 'Nothing here clearly sounds like that. These come closest.',
  lead: 'Try fewer or plainer words: an instrument, a mood, a tempo, a place.',
  unheard: (n: number): string =>
    n === 1
      ? 'One track has not been heard yet and may still turn up.'
      : `${tracks(n)} have not been heard yet and may still turn up.`,
  noFit: 'No track fits these filters',
  noFitLead: 'Take one away, or widen it.',
  unheardExample: {
    title: 'That track has not been heard yet',
    lead: 'Nothing can be compared with it before Earshot has listened to it.'
  },
  unknownExample: {
    title: 'No track here is called that',
    lead: 'Look for its title first, then press “l” for more like it.'
  },
  unusable: { title: 'Nothing of this could be used', lead: 'Each part above says what is expected of it.' },
  silent: 'Earshot has not heard your music yet',
  silentLead: (all: number): string =>
    `0 of ${count(all)} heard so far: results appear as Earshot listens. Titles and filters work already.`,
  listen: 'Listen now',
  drop: (part: string): string => (part.startsWith('-') ? `Allow ${part.slice(1)}` : `Without ${part}`),
  /** Of what is unwanted in plain words: "without vocals". */
  dropWords: (part: string): string => `Take out “${part}”`,
  clear: 'Back to all music'
} as const

/** How well a track fits. */
export const bands = {
  strong: 'Strong match',
  good: 'Good match',
  weak: 'Weak match',
  /** Of what may be no sound. */
  doubtful: 'Perhaps a match'
} as const satisfies Record<Band | 'doubtful', string>

const nameFields = {
  title: 'title',
  artist: 'artist',
  album: 'album',
  genre: 'genre',
  file: 'file name',
  passage: 'part'
} as const satisfies Record<NameField, string>

/** What was found by a name, and by which. */
export const named = {
  /** The name that says most, for a row. */
  brief: ({ fields: [first] }: Named): string => (first ? nameFields[first] : 'names'),
  /** "Found by its title and genre, spelt otherwise". */
  whole: ({ fields, misspelt }: Named): string => {
    const names = fields.map(field => nameFields[field]).join(', ') || 'names'
    return `Found by its ${names}${misspelt ? ', spelt otherwise' : ''}`
  }
} as const

/** Searches that are kept. */
export const saved = {
  title: 'Saved searches',
  keep: 'Keep this search',
  drop: 'Keep this search no longer',
  makeSmart: (text: string): string => `Make a smart playlist of ${text}`,
  became: (name: string): string => `Became the smart playlist ${name}`
} as const

/** Ways to go on while somebody types. */
export const completions = {
  label: 'Ways to go on',
  forget: 'Forget what was asked before',
  forgotten: 'What was asked before is forgotten',
  kinds: {
    field: 'filter',
    value: 'value',
    artist: 'artist',
    album: 'album',
    genre: 'genre',
    phrase: 'known sound',
    used: 'asked before',
    example: 'try this'
  } as const satisfies Record<Completion['kind'], string>
} as const
