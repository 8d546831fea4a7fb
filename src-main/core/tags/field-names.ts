import { customName, isCustomField, type FileField } from '#contract/change-fields.ts'
import type { TagField } from '#contract/field-uses.ts'
import { textFields, type ShownField, type TextField } from './fields.ts'

/** Where a field stands in the tags of files. docs/tag-formats.md is the same table for people. */
interface FieldNames {
  /** In tags that call fields by free names: Vorbis comments, TXXX, freeform atoms, APEv2. */
  free: string
  /** What others call it there. */
  also?: readonly string[]
  /** Its frame in ID3v2, and in 2.2. Without one, or before the version it came with, TXXX by its free name. */
  id3?: { frame: string; others?: readonly string[] } & (
    { old: string; since?: never } | { old?: never; since: 4 }
  )
  /** Its atom in MP4, with others that say the same. Without one, a freeform atom, which may be called otherwise. */
  mp4?:
    { atom: string; others?: readonly string[]; whole?: true; pair?: true; flag?: true } | { free: string }
  /** As programs that write APEv2 spell it; names count whatever their capitals. */
  ape?: string
  /** In WAV's LIST INFO, which is kept in step and never added. */
  info?: string
}

/** One entry a field rather than one table a format, so that a field is added in one place. */
const table = {
  title: {
    free: 'TITLE',
    id3: { frame: 'TIT2', old: 'TT2' },
    mp4: { atom: '\xa9nam' },
    ape: 'Title',
    info: 'INAM'
  },
  artist: {
    free: 'ARTIST',
    id3: { frame: 'TPE1', old: 'TP1' },
    mp4: { atom: '\xa9ART' },
    ape: 'Artist',
    info: 'IART'
  },
  album: {
    free: 'ALBUM',
    id3: { frame: 'TALB', old: 'TAL' },
    mp4: { atom: '\xa9alb' },
    ape: 'Album',
    info: 'IPRD'
  },
  albumArtist: {
    free: 'ALBUMARTIST',
    also: ['ALBUM ARTIST', 'ALBUM_ARTIST'],
    id3: { frame: 'TPE2', old: 'TP2' },
    mp4: { atom: 'aART' },
    ape: 'Album Artist'
  },
  composer: {
    free: 'COMPOSER',
    id3: { frame: 'TCOM', old: 'TCM' },
    mp4: { atom: '\xa9wrt' },
    ape: 'Composer'
  },
  compilation: {
    free: 'COMPILATION',
    id3: { frame: 'TCMP', old: 'TCP' },
    mp4: { atom: 'cpil', flag: true },
    ape: 'Compilation'
  },
  genre: {
    free: 'GENRE',
    id3: { frame: 'TCON', old: 'TCO' },
    mp4: { atom: '\xa9gen', others: ['gnre'] },
    ape: 'Genre',
    info: 'IGNR'
  },
  mood: { free: 'MOOD', id3: { frame: 'TMOO', since: 4 }, ape: 'Mood' },
  year: {
    free: 'DATE',
    also: ['YEAR'],
    id3: { frame: 'TDRC', old: 'TYE', others: ['TYER'] },
    mp4: { atom: '\xa9day' },
    ape: 'Year',
    info: 'ICRD'
  },
  bpm: { free: 'BPM', id3: { frame: 'TBPM', old: 'TBP' }, mp4: { atom: 'tmpo', whole: true } },
  // Players look for the key in MP4 under this name, capitals counting.
  key: { free: 'INITIALKEY', id3: { frame: 'TKEY', old: 'TKE' }, mp4: { free: 'initialkey' } },
  comment: {
    free: 'COMMENT',
    id3: { frame: 'COMM', old: 'COM' },
    mp4: { atom: '\xa9cmt' },
    ape: 'Comment',
    info: 'ICMT'
  },
  instrument: { free: 'EARSHOT_INSTRUMENT' },
  voice: { free: 'EARSHOT_VOICE' },
  energy: { free: 'EARSHOT_ENERGY' },
  taught: { free: 'EARSHOT_TAG' },
  trackNumber: {
    free: 'TRACKNUMBER',
    also: ['TRACK'],
    id3: { frame: 'TRCK', old: 'TRK' },
    mp4: { atom: 'trkn', pair: true },
    ape: 'Track',
    info: 'ITRK'
  },
  discNumber: {
    free: 'DISCNUMBER',
    also: ['DISC'],
    id3: { frame: 'TPOS', old: 'TPA' },
    mp4: { atom: 'disk', pair: true },
    ape: 'Disc'
  },
  // Beside POPM of ID3v2 and "rate" of MP4 (ratings.ts); "RATING:somebody" of Quod Libet is one, too.
  rating: { free: 'RATING', also: ['FMPS_RATING', 'RATING WMP'] }
} as const satisfies Record<TagField, FieldNames>

/** Those that are shown, and not written. */
const names = {
  artists: { free: 'ARTISTS' },
  albumArtists: { free: 'ALBUMARTISTS', also: ['ALBUM ARTISTS'] },
  originalDate: {
    free: 'ORIGINALDATE',
    also: ['ORIGINALYEAR'],
    id3: { frame: 'TDOR', old: 'TOR', others: ['TORY', 'TDRL'] }
  },
  otherComment: { free: 'EARSHOT_OTHER_COMMENT' },
  // Beside POPM and PCNT of ID3v2.
  plays: { free: 'PLAY_COUNT', also: ['FMPS_PLAYCOUNT', 'PLAYCOUNT', 'PLAY COUNT', 'PLAY_COUNTER'] },
  cueSheet: { free: 'CUESHEET' }
} as const satisfies Record<ShownField, FieldNames>

export const fieldNames: Readonly<Record<TextField, FieldNames>> = { ...table, ...names }

/** What a field is called in a tag with free names that does not have it yet. */
export function freshName(field: FileField, kind: 'free' | 'ape'): string {
  if (isCustomField(field)) return customName(field)
  const { ape, free } = fieldNames[field]
  return kind === 'ape' ? (ape ?? free) : free
}

/** Fields by one kind of their names. */
export function fieldsBy(
  namesOf: (names: FieldNames) => readonly (string | undefined)[]
): Map<string, TextField> {
  return new Map(
    textFields.flatMap(field =>
      namesOf(fieldNames[field]).flatMap(name => (name === undefined ? [] : [[name, field] as const]))
    )
  )
}

const byFreeName = fieldsBy(({ free, also = [] }) => [free, ...also])

/** The field of a free name, however it is capitalised. */
export const fieldOfName = (name: string): TextField | null =>
  byFreeName.get(name.toUpperCase().replace(/^(RATING|PLAYCOUNT):.*/s, '$1')) ?? null
