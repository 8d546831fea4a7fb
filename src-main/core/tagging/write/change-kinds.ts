import { customField, isFileField, sameFieldKey, type FileField } from '#contract/change-fields.ts'
import { EarshotError } from '#contract/errors.ts'
import type { FieldChange } from '../../database/statements/tag-journal.ts'
import type { FieldChanges, FileFields } from '../../tags/index.ts'

/** What a change is of decides how it is compared and written: one function a kind. */

/** A change of what a tag says. */
export type TextChange<Change extends FieldChange = FieldChange> = Change & { field: FileField }

/** Changes of what a file's tags say. Throws tags-unwritable where others are among them. */
export function textChanges<Change extends FieldChange>(changes: readonly Change[]): TextChange<Change>[] {
  return changes.map(change => {
    const { field } = change
    if (isFileField(field)) return { ...change, field }
    throw new EarshotError('tags-unwritable', `Earshot does not write changes of ${field}.`)
  })
}

/** All that a file says, by the key of each field. */
export function byKey({ fields, custom }: Pick<FileFields, 'fields' | 'custom'>): Record<string, string[]> {
  return {
    ...fields,
    ...Object.fromEntries(custom.map(({ name, values }) => [sameFieldKey(customField(name)), values]))
  }
}

/** The fields a file is to have after these changes. */
export function wantedFields(changes: readonly FieldChange[]): FieldChanges {
  return Object.fromEntries(textChanges(changes).map(({ field, after }) => [field, after]))
}
