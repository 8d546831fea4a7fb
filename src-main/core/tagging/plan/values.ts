import { EarshotError } from '#contract/errors.ts'
import { customName, isCustomField, isFileField, saysOne, type ChangeField } from '#contract/change-fields.ts'
import { wrongCover } from '../covers/wrong-cover.ts'
import { wrongPlace } from '../move/place.ts'
import { isFreeName } from '../../tags/labels.ts'
import { fieldOf } from '#contract/fields.ts'

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
    if (textOf(field) === 'tempo' && !isTempo(value)) return `"${value}" for beats per minute`
    if (textOf(field) === 'date' && !isDate(value))
      return `"${value}" for a year or a date (1987, 1987-05-01)`
    if (textOf(field) === 'flag' && !/^[01]$/.test(value)) return `"${value}" for yes or no (1, 0)`
    if (textOf(field) === 'stars' && !isStars(value)) return `"${value}" for stars (0.5 to 5, by halves)`
    if (textOf(field) === 'position' && !isPosition(value)) return `"${value}" for a number (3, 3/12)`
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

const textOf = (field: ChangeField): string | undefined =>
  !isFileField(field) || isCustomField(field) ? undefined : fieldOf(field).tag?.text

const isDate = (value: string): boolean =>
  /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])([T ]\d\d(:\d\d(:\d\d)?)?)?)?)?$/.test(value)

/** With how many there are of them, where that is known. */
const isPosition = (value: string): boolean => /^\d{1,4}(\/\d{1,4})?$/.test(value)

const isStars = (value: string): boolean => /^(?:0\.5|[1-4](?:\.5)?|5)$/.test(value)

const isTempo = (value: string): boolean => /^\d{1,3}(\.\d{1,3})?$/.test(value) && Number(value) > 0
