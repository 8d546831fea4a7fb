import type { TagField } from '#contract/field-uses.ts'
import { tagFields } from '#contract/field-uses.ts'
import type { WritableFormat } from '../formats/table.ts'

/** Values of every field, in the order of the file; an empty list where the file says nothing. */
export type FieldValues = Record<TagField, string[]>

/** The values a field shall have; an empty list takes the field out. Fields not named stay as they are. */
export type FieldChanges = Partial<FieldValues>

/** Formats whose tags are written. */
export type TagContainer = WritableFormat

/** A run of bytes in a file. */
export interface Range {
  at: number
  length: number
}

/** A file whose tag was found and understood. */
export interface TaggedFile {
  /** The tags in it by name, as "ID3v2.3" or "Vorbis comments"; empty where there is none. */
  tags: string[]
  values: FieldValues
  /** Everything that is neither sound nor one of the fields: name and bytes. */
  others: () => Iterable<[string, Uint8Array]>
  /** The sound itself: where it lies in the file, or bytes made of it. In the order in which it is played. */
  audio: () => Iterable<Range | Uint8Array>
  /** Writes into the very file. */
  write: (changes: FieldChanges) => void
}

export function noValues(): FieldValues {
  return Object.fromEntries(tagFields.map(field => [field, []])) as unknown as FieldValues
}

export function changedFields(changes: FieldChanges): [TagField, string[]][] {
  return tagFields.flatMap(field => {
    const values = changes[field]
    return values === undefined ? [] : [[field, values] satisfies [TagField, string[]]]
  })
}

/** Adds the values a second, lesser tag has for fields the first says nothing of. */
export function fillFrom(values: FieldValues, lesser: Partial<FieldValues>): FieldValues {
  const all = { ...values }
  for (const field of tagFields) if (all[field].length === 0) all[field] = lesser[field] ?? []
  return all
}
