import { customName, isCustomField, type FileField } from '#contract/change-fields.ts'
import { fieldOfName } from './field-names.ts'
import { isTagField, type FieldValues, type TagTexts, type TextField } from './fields.ts'

/** What one part of a tag is: the field it says, and the free name it stands under. */
export interface Label {
  field: TextField | null
  /** Null where it has none, or is no text. */
  name: string | null
}

export const unlabelled: Label = { field: null, name: null }

/** Pictures as text: they are no texts. */
const pictures = new Set(['METADATA_BLOCK_PICTURE', 'COVERART', 'COVERARTMIME'])

/** Whether somebody may call a field of his own so. */
export const isFreeName = (name: string): boolean =>
  !isTagField(fieldOfName(name)) && !pictures.has(name.toUpperCase())

export function isOf({ field, name }: Label, wanted: FileField): boolean {
  if (!isCustomField(wanted)) return field === wanted
  return !isTagField(field) && name !== null && name.toUpperCase() === customName(wanted).toUpperCase()
}

/**
 * Whether it says none of the fields, nor one of those that are changed. What is read of a rating is less than what
 * stands there, so one that is not to change has to stay as it is.
 */
export const isOther = (label: Label, changed: readonly FileField[]): boolean =>
  (!isTagField(label.field) || label.field === 'rating') && !changed.some(field => isOf(label, field))

/** What a tag says in a field. */
export function valuesIn(
  { values, custom }: Pick<TagTexts, 'custom'> & { values: FieldValues },
  field: FileField
): string[] {
  if (!isCustomField(field)) return values[field]
  const name = customName(field).toUpperCase()
  return custom.find(one => one.name.toUpperCase() === name)?.values ?? []
}

/** Adds a value under a free name, once. */
export function sayFree({ custom }: TagTexts, { field, name }: Label, value: string): void {
  if (!name || value === '' || isTagField(field) || !isFreeName(name)) return
  const known = custom.find(one => one.name.toUpperCase() === name.toUpperCase())
  if (known === undefined) custom.push({ name, values: [value] })
  else if (!known.values.includes(value)) known.values.push(value)
}
