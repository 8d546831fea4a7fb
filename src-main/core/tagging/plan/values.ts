import { EarshotError } from '#contract/errors.ts'
import { customName, isCustomField, isFileField, saysOne, type ChangeField } from '#contract/change-fields.ts'
import { wrongCover } from '../covers/wrong-cover.ts'
import { wrongPlace } from '../move/place.ts'
import { isFreeName } from '../../tags/labels.ts'
import { isTextOf, textOf } from '#contract/tag-texts.ts'

export const mostValues = 50
export const longestValue = 1000

/**
 * What is wrong with values for a field, in words; null where they can be written. `had`: values that the file has: a
 * field that says one thing may go on saying several where it does so already.
 */
export function wrongValues(field: ChangeField, values: readonly string[], had = 0): string | null {
  if (field === 'path') return wrongPlace(values)
  if (field === 'cover') return wrongCover(values)
  if (!isFileField(field)) return 'changes of a kind that is not written'
  if (isCustomField(field) && !isFreeName(customName(field))) return 'the name of another field'
  if (values.length > mostValues) return `more than ${mostValues} values`
  if (saysOne(field) && values.length > Math.max(1, had)) return `more than one ${field}`
  if (new Set(values).size < values.length) return 'a value twice'
  for (const value of values) {
    if (value.trim() !== value || value === '') return 'a value that is empty or begins or ends with a space'
    if (value.length > longestValue) return `a value longer than ${longestValue} characters`
    if (!value.isWellFormed() || controls(field).test(value)) return 'a value with control characters'
    if (!isTextOf(field, value)) return `"${value}" for ${takes[textOf(field) ?? ''] ?? field}`
  }
  return null
}

/** Throws bad-request for values that cannot be written. */
export function requireValues(field: ChangeField, values: readonly string[], had = 0): void {
  const wrong = wrongValues(field, values, had)
  if (wrong !== null)
    throw new EarshotError('bad-request', `The ${field} cannot be written: it has ${wrong}.`)
}

const controls = (field: ChangeField): RegExp => (textOf(field) === 'lines' ? /(?![\t\n])\p{Cc}/u : /\p{Cc}/u)

const takes: Partial<Record<string, string>> = {
  tempo: 'beats per minute',
  date: 'a year or a date (1987, 1987-05-01)',
  position: 'a number (3, 3/12)',
  flag: 'yes or no (1, 0)',
  stars: 'stars (0.5 to 5, by halves)'
}
