import {
  customField,
  isContentField,
  isFileField,
  sameFieldKey,
  type ContentField,
  type FileField
} from '#contract/change-fields.ts'
import { EarshotError } from '#contract/errors.ts'
import type { FieldChange } from '../../database/statements/tag-journal.ts'
import { valuesOf, type FieldChanges, type FileFields } from '../../tags/index.ts'
import { coversAsWritten, textsOfPictures } from '../../covers/pictures-of.ts'
import type { TagFiles } from './tag-files.ts'

/** What a change is of decides how it is compared and written: one function a kind. */

/** A change of what a file holds: its texts or its pictures. */
export type ContentChange<Change extends FieldChange = FieldChange> = Change & { field: ContentField }
/** A change of what a tag says. */
type TextChange<Change extends FieldChange = FieldChange> = Change & { field: FileField }

/** All that a file holds that can be changed. */
export interface Contents extends FileFields {
  /** Texts of its pictures; none where they were not looked at. */
  covers: string[]
}

/** Throws tags-unwritable where a change of its place is among them. */
export function contentChanges<Change extends FieldChange>(
  changes: readonly Change[]
): ContentChange<Change>[] {
  return changes.map(change => {
    const { field } = change
    if (isContentField(field)) return { ...change, field }
    throw new EarshotError('tags-unwritable', `Earshot does not write changes of ${field} into a file.`)
  })
}

const textChanges = <Change extends FieldChange>(changes: readonly Change[]): TextChange<Change>[] =>
  changes.flatMap(change => {
    const { field } = change
    return isFileField(field) ? [{ ...change, field }] : []
  })

/** The covers a file is to have after these changes; null where they stay. */
export const wantedCovers = (changes: readonly FieldChange[]): string[] | null =>
  changes.find(({ field }) => field === 'cover')?.after ?? null

/** The texts a file is to have after these changes. */
export const wantedFields = (changes: readonly FieldChange[]): FieldChanges =>
  Object.fromEntries(textChanges(changes).map(({ field, after }) => [field, after]))

/** What a file holds in a field. */
export const heldIn = (contents: Contents, field: ContentField): string[] =>
  field === 'cover' ? contents.covers : valuesOf(contents, field)

/** What changes will read back as in a file of this kind, by the key of each field. */
export function readBack(
  container: FileFields['container'],
  changes: readonly FieldChange[],
  files: Pick<TagFiles, 'fieldsAsWritten'>
): ReadonlyMap<string, string[]> {
  const texts = Object.entries(files.fieldsAsWritten(container, wantedFields(changes))) as [
    FileField,
    string[]
  ][]
  const covers = wantedCovers(changes)
  return new Map([
    ...texts.map(([field, values]) => [sameFieldKey(field), values] as const),
    ...(covers === null ? [] : [['cover', coversAsWritten(container, covers)] as const])
  ])
}

/** `covers`: whether its pictures are looked at, which takes the reading of all their bytes. */
export function contentsOf(
  path: string,
  files: Pick<TagFiles, 'readFields' | 'readPictures'>,
  { covers, charset }: { covers: boolean; charset?: string | undefined }
): Contents {
  const fields = files.readFields(path, charset)
  return { ...fields, covers: covers ? textsOfPictures(files.readPictures(path)) : [] }
}

/** All that a file holds, by the key of each field. */
export function byKey({
  fields,
  custom,
  covers
}: Pick<Contents, 'fields' | 'custom' | 'covers'>): Record<string, string[]> {
  return {
    ...fields,
    ...Object.fromEntries(custom.map(({ name, values }) => [sameFieldKey(customField(name)), values])),
    cover: covers
  }
}
