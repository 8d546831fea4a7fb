import { tagFields, type TagField } from '#contract/field-uses.ts'

/** Where a field stands in the tags of files. docs/tag-formats.md is the same table for people. */
interface FieldNames {
  /** In tags that call fields by free names: Vorbis comments, TXXX, freeform atoms, APEv2. */
  free: string
  /** Its frame in ID3v2, and in 2.2. Without one, or before the version it came with, TXXX by its free name. */
  id3?: { frame: string; old?: string; since?: 4 }
  /** Its atom in MP4, with others that say the same. Without one, a freeform atom, which may be called otherwise. */
  mp4?: { atom: string; others?: readonly string[]; whole?: true } | { free: string }
  /** As programs that write APEv2 spell it; names count whatever their capitals. */
  ape?: string
  /** In WAV's LIST INFO, which is kept in step and never added. */
  info?: string
}

/** One entry a field rather than one table a format, so that a field is added in one place. */
const table = {
  genre: {
    free: 'GENRE',
    id3: { frame: 'TCON', old: 'TCO' },
    mp4: { atom: '\xa9gen', others: ['gnre'] },
    ape: 'Genre',
    info: 'IGNR'
  },
  mood: { free: 'MOOD', id3: { frame: 'TMOO', since: 4 }, ape: 'Mood' },
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
  taught: { free: 'EARSHOT_TAG' }
} as const satisfies Record<TagField, FieldNames>

export const fieldNames: Readonly<Record<TagField, FieldNames>> = table

/** Fields by one kind of their names. */
export function fieldsBy(
  namesOf: (names: FieldNames) => readonly (string | undefined)[]
): Map<string, TagField> {
  return new Map(
    tagFields.flatMap(field =>
      namesOf(fieldNames[field]).flatMap(name => (name === undefined ? [] : [[name, field] as const]))
    )
  )
}

const byFreeName = fieldsBy(({ free }) => [free])

/** The field of a free name, however it is capitalised. */
export const fieldOfName = (name: string): TagField | null => byFreeName.get(name.toUpperCase()) ?? null
