import { z } from 'zod'
import { singleFields, tagFields, type TagField } from './field-uses.ts'

/** What a change of a file can be of: a field of its tags, one under a free name, its pictures, or the place it lies at. */

/** A field under a name that somebody chose; names are the same whatever their capitals. */
export type CustomField = `custom:${string}`
/** What stands in the tags of a file as texts. */
export type FileField = TagField | CustomField
/**
 * `cover`: the pictures of a file, one text a picture (`TYPE MIME WIDTHxHEIGHT BYTES SHA256`). `path`: before where it is,
 * after where it goes.
 */
export type ChangeField = FileField | 'cover' | 'path'
/** What a file holds, whatever place it lies at. */
export type ContentField = Exclude<ChangeField, 'path'>

const prefix = 'custom:'
const longestName = 100

export const isCustomField = (field: string): field is CustomField => field.startsWith(prefix)
export const isContentField = (field: ChangeField): field is ContentField => field !== 'path'
export const isFileField = (field: ChangeField): field is FileField => field !== 'cover' && field !== 'path'

/** The name of a custom field. */
export const customName = (field: CustomField): string => field.slice(prefix.length)
export const customField = (name: string): CustomField => `${prefix}${name}`

/** Equal for two names of the same field. */
export const sameFieldKey = (field: ChangeField): string =>
  isCustomField(field) ? `${prefix}${customName(field).toUpperCase()}` : field

/** Whether a name may be one at all; what a file of some format can hold is another matter. */
export const isCustomName = (name: string): boolean =>
  name.length > 0 && name.length <= longestName && name.trim() === name && !/[\p{Cc}\p{Cs}]/u.test(name)

/** Fields that say one thing. Free names may say several. */
export const saysOne = (field: ChangeField): boolean =>
  field === 'path' || singleFields.has(field as TagField)

const customSchema = z.custom<CustomField>(
  value => typeof value === 'string' && isCustomField(value) && isCustomName(customName(value)),
  { message: 'no field of that name' }
)
export const fileFieldSchema = z.union([z.enum(tagFields), customSchema])
export const changeFieldSchema = z.union([fileFieldSchema, z.enum(['cover', 'path'])])
