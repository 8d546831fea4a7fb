import { EarshotError } from '#contract/errors.ts'
import { fieldOf } from '#contract/fields.ts'
import { singleFields, type TagField } from '#contract/field-uses.ts'

export const mostValues = 50
export const longestValue = 1000

/** What is wrong with values for a field, in words; null where they can be written. */
export function wrongValues(field: TagField, values: readonly string[]): string | null {
  if (values.length > mostValues) return `more than ${mostValues} values`
  if (singleFields.has(field) && values.length > 1) return `more than one ${field}`
  if (new Set(values).size < values.length) return 'a value twice'
  for (const value of values) {
    if (value.trim() !== value || value === '') return 'a value that is empty or begins or ends with a space'
    if (value.length > longestValue) return `a value longer than ${longestValue} characters`
    if (!value.isWellFormed() || controls(field).test(value)) return 'a value with control characters'
    if (textOf(field) === 'tempo' && !isTempo(value)) return `"${value}" for beats per minute`
  }
  return null
}

/** Throws bad-request for values that cannot be written. */
export function requireValues(field: TagField, values: readonly string[]): void {
  const wrong = wrongValues(field, values)
  if (wrong !== null)
    throw new EarshotError('bad-request', `The ${field} cannot be written: it has ${wrong}.`)
}

const controls = (field: TagField): RegExp => (textOf(field) === 'lines' ? /(?![\t\n])\p{Cc}/u : /\p{Cc}/u)

const textOf = (field: TagField): string | undefined => fieldOf(field).tag?.text

const isTempo = (value: string): boolean => /^\d{1,3}(\.\d{1,3})?$/.test(value) && Number(value) > 0
