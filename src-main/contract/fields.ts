import type { Unit } from './units.ts'

/**
 * The fields of a track, said once: what filters, rules, orders, columns of the list and the writing of tags are made
 * of. The name of a field is also the key of its words, in the window's text and in the command line's. Its SQL is in
 * `core/library/field-sql.ts`, its places in files in `core/tags/field-names.ts`; the compiler asks for both.
 * Names are stored in the rules of smart playlists: another name for a field needs a migration.
 */

/** A filter of the search language. */
interface Filter {
  /** How it is written before the colon; the first is the usual one. */
  names: readonly [string, ...string[]]
  /** What is written for tracks of which nothing is known, as in "played:never". */
  none?: string
}

/** A column of the track list. */
export interface Column {
  /** Its share of the room that is left, or a width that stays the same, in pixels. */
  width: { share: number } | { pixels: number }
  align?: 'right'
  /** The first to go where there is no room for all. */
  roomy?: true
  /** Shown before anybody chose: in lists of tracks (`wide`: of wide ones), and in what a search found, beside the match. */
  usual?: { list: true | 'wide'; found?: true }
}

/** A field that is written into files. */
interface Tag {
  /** Whether it says one thing or several. */
  values: 'one' | 'many'
  /**
   * Text is one line unless said otherwise; a tempo is a number of beats a minute, a date "1987" or "1987-05-01", a
   * position "3" or "3/12", a flag "1" or "0", stars "0.5" to "5".
   */
  text?: 'lines' | 'tempo' | 'date' | 'position' | 'flag' | 'stars'
  /** Where proposals come from; without any, only people fill it. `terms` are groups of the vocabulary. */
  from?: 'terms' | 'taught' | 'measured'
}

interface Uses {
  filter?: Filter
  /** It can be asked of by a rule of a smart playlist. */
  rule?: true
  /** Lists and smart playlists can be ordered by it. */
  sort?: true
  column?: Column
  tag?: Tag
}

/**
 * `list`: several texts. `date`: Unix milliseconds. `set`: tracks that something else names: a folder, a playlist, a
 * taught tag, a sound. `flag`: with what `is:` calls it where it is so, and where it is not; the first are the usual ones.
 */
export type FieldShape = Uses &
  (
    | { kind: 'text' | 'list' | 'date' | 'set' }
    | { kind: 'number'; unit: Unit }
    | { kind: 'flag'; is?: { yes: readonly [string, ...string[]]; no: readonly [string, ...string[]] } }
  )

export const fields = {
  title: {
    kind: 'text',
    filter: { names: ['title'] },
    rule: true,
    sort: true,
    column: { width: { share: 5 }, usual: { list: true, found: true } },
    tag: { values: 'one' }
  },
  artist: {
    kind: 'text',
    filter: { names: ['artist'] },
    rule: true,
    sort: true,
    column: { width: { share: 3 }, usual: { list: true, found: true } },
    tag: { values: 'many' }
  },
  album: {
    kind: 'text',
    filter: { names: ['album'] },
    rule: true,
    sort: true,
    column: { width: { share: 3 }, roomy: true, usual: { list: true } },
    tag: { values: 'one' }
  },
  albumArtist: {
    kind: 'text',
    rule: true,
    sort: true,
    column: { width: { share: 3 }, roomy: true },
    tag: { values: 'many' }
  },
  composer: { kind: 'text', tag: { values: 'many' } },
  /** Whether the album is by several artists. */
  compilation: { kind: 'text', tag: { values: 'one', text: 'flag' } },
  genre: {
    kind: 'list',
    filter: { names: ['genre'] },
    rule: true,
    sort: true,
    column: { width: { share: 2 }, roomy: true, usual: { list: 'wide' } },
    tag: { values: 'many', from: 'terms' }
  },
  mood: { kind: 'list', tag: { values: 'many', from: 'terms' } },
  year: {
    kind: 'number',
    unit: 'year',
    filter: { names: ['year'] },
    rule: true,
    sort: true,
    column: { width: { pixels: 52 }, align: 'right', usual: { list: true } },
    /** What is written is the whole date. */
    tag: { values: 'one', text: 'date' }
  },
  /** Filter and order go by what is written, and by what is measured where nothing is; the rule by what is written. */
  bpm: {
    kind: 'number',
    unit: 'bpm',
    filter: { names: ['bpm'] },
    rule: true,
    sort: true,
    column: { width: { pixels: 56 }, align: 'right', usual: { list: 'wide' } },
    tag: { values: 'one', text: 'tempo', from: 'measured' }
  },
  measuredBpm: { kind: 'number', unit: 'bpm', rule: true },
  /** As `bpm`. */
  key: {
    kind: 'text',
    filter: { names: ['key'] },
    rule: true,
    sort: true,
    column: { width: { pixels: 80 }, usual: { list: 'wide' } },
    tag: { values: 'one', from: 'measured' }
  },
  measuredKey: { kind: 'text', rule: true },
  comment: { kind: 'text', rule: true, tag: { values: 'one', text: 'lines' } },
  instrument: { kind: 'list', tag: { values: 'many', from: 'terms' } },
  voice: { kind: 'list', tag: { values: 'many', from: 'terms' } },
  energy: { kind: 'list', tag: { values: 'many', from: 'terms' } },
  taught: { kind: 'set', filter: { names: ['taught'] }, rule: true, tag: { values: 'many', from: 'taught' } },

  loudness: {
    kind: 'number',
    unit: 'lufs',
    filter: { names: ['loudness'] },
    rule: true,
    sort: true,
    column: { width: { pixels: 96 }, align: 'right' }
  },
  loudnessRange: { kind: 'number', unit: 'lu', rule: true },
  truePeak: { kind: 'number', unit: 'dbtp', rule: true },
  duration: {
    kind: 'number',
    unit: 'seconds',
    filter: { names: ['length'] },
    rule: true,
    sort: true,
    column: { width: { pixels: 64 }, align: 'right', usual: { list: true, found: true } }
  },
  bytes: {
    kind: 'number',
    unit: 'bytes',
    rule: true,
    sort: true,
    column: { width: { pixels: 76 }, align: 'right' }
  },
  /** As a filter, how people call it: by container, codec or the end of the file's name. */
  container: { kind: 'text', filter: { names: ['format'] }, rule: true },
  codec: { kind: 'text', rule: true, sort: true, column: { width: { pixels: 88 } } },
  bitrate: {
    kind: 'number',
    unit: 'bits',
    rule: true,
    sort: true,
    column: { width: { pixels: 96 }, align: 'right' }
  },
  sampleRate: {
    kind: 'number',
    unit: 'hertz',
    rule: true,
    sort: true,
    column: { width: { pixels: 84 }, align: 'right' }
  },
  channels: { kind: 'number', unit: 'count', rule: true },
  trackNumber: {
    kind: 'number',
    unit: 'count',
    rule: true,
    sort: true,
    column: { width: { pixels: 56 }, align: 'right' },
    tag: { values: 'one', text: 'position' }
  },
  discNumber: { kind: 'number', unit: 'count', rule: true, tag: { values: 'one', text: 'position' } },
  /** How much of it is music, and not speech or noise. */
  music: { kind: 'number', unit: 'share', rule: true },

  plays: {
    kind: 'number',
    unit: 'count',
    filter: { names: ['plays'] },
    rule: true,
    sort: true,
    column: { width: { pixels: 56 }, align: 'right' }
  },
  rating: {
    kind: 'number',
    unit: 'stars',
    filter: { names: ['rating'], none: 'none' },
    rule: true,
    sort: true,
    column: { width: { pixels: 84 }, usual: { list: 'wide' } },
    /** What is written is not what the library keeps: see `from_file` of its table. */
    tag: { values: 'one', text: 'stars' }
  },
  added: {
    kind: 'date',
    filter: { names: ['added'] },
    rule: true,
    sort: true,
    column: { width: { pixels: 104 } }
  },
  played: {
    kind: 'date',
    filter: { names: ['played'], none: 'never' },
    rule: true,
    sort: true,
    column: { width: { pixels: 104 } }
  },

  lossless: { kind: 'flag', is: { yes: ['lossless'], no: ['lossy'] }, rule: true },
  /** Before an audience: what title, album and genre say. */
  live: { kind: 'flag', is: { yes: ['live'], no: ['studio'] } },
  available: { kind: 'flag', is: { yes: ['available'], no: ['unavailable', 'missing'] }, rule: true },
  analysed: {
    kind: 'flag',
    is: { yes: ['analysed', 'analyzed', 'heard'], no: ['unanalysed', 'unanalyzed', 'unheard'] },
    rule: true
  },

  path: { kind: 'text', rule: true, sort: true, column: { width: { share: 4 }, roomy: true } },
  folder: { kind: 'set', filter: { names: ['folder'] }, rule: true },
  playlist: { kind: 'set', filter: { names: ['playlist'] }, rule: true },
  /** What it sounds like, in the words of a search. */
  sound: { kind: 'set', rule: true }
} as const satisfies Record<string, FieldShape>

type Fields = typeof fields
export type FieldName = keyof Fields

/** Names of the fields of these kinds that have all of this. */
export type FieldsOf<Kind extends FieldShape['kind'], What = unknown> = {
  [Name in FieldName]: Fields[Name] extends { kind: Kind } & What ? Name : never
}[FieldName]
export type FieldKind = FieldShape['kind']

/** A field with all it may have. */
export const fieldOf = (name: FieldName): FieldShape => fields[name]

/** What is known of a field of a track: empty text or null for nothing. */
export type FieldValue<Name extends FieldName> = {
  [One in Name]: Fields[One] extends { kind: 'number' | 'date' }
    ? number | null
    : Fields[One] extends { kind: 'flag' }
      ? boolean
      : Fields[One] extends { kind: 'list' }
        ? string[]
        : string
}[Name]
