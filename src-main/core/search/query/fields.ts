import { fieldOf } from '#contract/fields.ts'
import { flagNamed, isNumberFilter, type NamedFilter, type NumberFilter } from '#contract/field-uses.ts'
import type { Filter, Interval } from '../../library/filter.ts'
import { readDates } from './dates.ts'
import { camelotOf } from '../../library/camelot.ts'
import { readQuantities } from './quantities.ts'

/** Reads all values with one reader; one wrong value makes the whole part wrong. */
function all<T>(values: string[], read: (value: string) => T | null): T[] | null {
  const found: T[] = []
  for (const value of values) {
    const one = read(value)
    if (one === null) return null
    found.push(one)
  }
  return found
}

const word = (value: string): string | null => (value.trim() === '' ? null : value.trim())

function number(field: NumberFilter, value: string, now: number): Interval | 'none' | null {
  const shape = fieldOf(field)
  if (value.trim().toLowerCase() === shape.filter?.none) return 'none'
  return shape.kind === 'number' ? readQuantities(shape.unit, value) : readDates(value, now)
}

/** Null: a value does not fit the field. `now` is Unix milliseconds, for ages. */
export function readFilter(
  field: Exclude<Filter['field'], NamedFilter>,
  values: string[],
  negative: boolean,
  now: number
): Filter | null {
  if (isNumberFilter(field)) {
    const read = all(values, value => number(field, value, now))
    return read && { field, negative, values: read }
  }
  if (field === 'is') {
    const read = all(values, value => flagNamed(value.trim().toLowerCase()))
    return read && { field, negative, values: read }
  }
  const read = all(values, field === 'key' ? camelotOf : word)
  return read && { field, negative, values: read }
}
