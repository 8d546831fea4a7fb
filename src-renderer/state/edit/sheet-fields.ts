import { isCustomField, saysOne, type FileField } from '#contract/change-fields.ts'
import { tagFields, type TagField } from '#contract/field-uses.ts'
import { fieldOf } from '#contract/fields.ts'

/** How the sheet and the table take up the fields: what comes first, and how each is typed. */

/** Always there; the others where a file has them, or where somebody asks for them. */
const usual: readonly string[] = [
  'title',
  'artist',
  'album',
  'albumArtist',
  'year',
  'trackNumber',
  'discNumber',
  'genre',
  'composer',
  'compilation',
  'rating',
  'comment'
]

export const usualFields = tagFields
  .filter(field => usual.includes(field))
  .sort((a, b) => usual.indexOf(a) - usual.indexOf(b))

export const otherFields: readonly TagField[] = tagFields.filter(field => !usualFields.includes(field))

const kinds = ['lines', 'position', 'flag', 'stars'] as const
type Kind = (typeof kinds)[number] | 'line' | 'many'

/** What its place in the sheet looks like. */
export function kindOf(field: FileField): Kind {
  if (isCustomField(field)) return 'many'
  if (!saysOne(field)) return 'many'
  const text: string | undefined = fieldOf(field).tag?.text
  return kinds.find(kind => kind === text) ?? 'line'
}

/** "3/12" in its parts. */
export function partsOf(value: string | undefined): { number: string; total: string } {
  const [number = '', total = ''] = (value ?? '').split('/')
  return { number, total }
}

/** Its parts put together; a total alone says nothing. */
export const positionOf = (number: string, total: string): string =>
  number === '' ? '' : total === '' ? number : `${number}/${total}`
