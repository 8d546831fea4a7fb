import { isCustomField, type CustomField, type FileField } from '#contract/change-fields.ts'
import type { TagField } from '#contract/field-uses.ts'
import { tagFields } from '#contract/field-uses.ts'
import type { WritableFormat } from '../formats/table.ts'
import type { TextRule } from './legacy-text.ts'
import type { Picture } from './pictures.ts'

/** Values of every field, in the order of the file; an empty list where the file says nothing. */
export type FieldValues = Record<TagField, string[]>

/**
 * What the library shows beside those fields. `artists` and `albumArtists` are the single names where a file has them
 * beside the credit as a whole; `otherComment` has a description of its own.
 */
const shownFields = ['artists', 'albumArtists', 'originalDate', 'otherComment', 'plays', 'cueSheet'] as const
export type ShownField = (typeof shownFields)[number]

export type TextField = TagField | ShownField
export const textFields: readonly TextField[] = [...tagFields, ...shownFields]

const written = new Set<TextField>(tagFields)
export const isTagField = (field: TextField | null | undefined): field is TagField =>
  field !== null && field !== undefined && written.has(field)

/** What one tag says, or several that fill each other. */
export interface TagTexts {
  values: Record<TextField, string[]>
  /** Under names that no field has, in the order of the file. */
  custom: CustomValues[]
  /** How those were read that do not say how they are encoded; empty where all do. */
  rule: TextRule
}

/** The values a field shall have; an empty list takes the field out. Fields not named stay as they are. */
export type FieldChanges = Partial<FieldValues> & Readonly<Partial<Record<CustomField, string[]>>>

/** Values under a name that no field has. */
export interface CustomValues {
  /** As it is spelled in the file. */
  name: string
  values: string[]
}

/** Formats whose tags are written. */
export type TagContainer = WritableFormat

/** A run of bytes in a file. */
export interface Range {
  at: number
  length: number
}

/** How entries that hold a picture are named among all that is no field. */
export const pictureMark = 'picture '

/** A file whose tag was found and understood. */
export interface TaggedFile {
  /** The tags in it by name, as "ID3v2.3" or "Vorbis comments"; empty where there is none. */
  tags: string[]
  texts: TagTexts
  /** How many bytes are written anew with any change. */
  tagBytes: number
  /**
   * Everything that is neither sound nor one of the fields, nor one of the changed ones with free names: name and bytes.
   * What holds a picture is named so.
   */
  others: (changed: readonly FileField[]) => Iterable<[string, Uint8Array]>
  /** Its pictures, each once. */
  pictures: () => Picture[]
  /** The sound itself: where it lies in the file, or bytes made of it. In the order in which it is played. */
  audio: () => Iterable<Range | Uint8Array>
  /** Writes into the very file. Without pictures those it has stay. */
  write: (changes: FieldChanges, pictures?: readonly Picture[]) => void
}

export function noTexts(rule: TextRule = ''): TagTexts {
  return { values: Object.fromEntries(textFields.map(field => [field, []])) as never, custom: [], rule }
}

/** Adds a value, once. */
export function say({ values }: TagTexts, field: TextField, value: string): void {
  if (value !== '' && !values[field].includes(value)) values[field].push(value)
}

/** Adds a value as often as the file has it; a rating, which is said in several ways, once. */
export function addValue(texts: TagTexts, field: TextField, value: string): void {
  if (field === 'rating') say(texts, field, value)
  else if (value !== '') texts.values[field].push(value)
}

/** Only the fields that are written. */
export function fieldValues({ values }: TagTexts): FieldValues {
  return Object.fromEntries(tagFields.map(field => [field, values[field]])) as FieldValues
}

/** In the order of the table, then those with free names. */
export function changedFields(changes: FieldChanges): [FileField, string[]][] {
  return [...tagFields, ...Object.keys(changes).filter(isCustomField)].flatMap(field => {
    const values = changes[field]
    return values === undefined ? [] : [[field, values] satisfies [FileField, string[]]]
  })
}

/** What a track is called by. */
const nameFields = [
  'title',
  'artist',
  'album',
  'albumArtist',
  'year',
  'trackNumber',
  'discNumber',
  ...shownFields
] as const satisfies TextField[]

/** Without the other fields. */
export function namesOnly({ values, rule }: TagTexts): TagTexts {
  const names = Object.fromEntries(nameFields.map(field => [field, values[field]]))
  return { values: { ...noTexts().values, ...names }, custom: [], rule }
}

/** Adds what a second, lesser tag says of fields of which the first says nothing. */
export function fillFrom(first: TagTexts, lesser: TagTexts | null): TagTexts {
  if (lesser === null) return first
  const values = { ...first.values }
  let { rule } = first
  for (const field of textFields) {
    if (values[field].length > 0 || lesser.values[field].length === 0) continue
    values[field] = lesser.values[field]
    if (rule === '') rule = lesser.rule
  }
  const named = new Set(first.custom.map(({ name }) => name.toUpperCase()))
  const more = lesser.custom.filter(({ name }) => !named.has(name.toUpperCase()))
  return { values, custom: [...first.custom, ...more], rule }
}
