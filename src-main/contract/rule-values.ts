import { fieldOf } from './fields.ts'
import type { Condition } from './rules.ts'
import { writeQuantity } from './units.ts'

/** What a condition compares with, as people write it: "4m", "12 MB", "4 ★", a day. Two for `between`, none for `empty`. */
export function valuesOf(one: Condition): string[] {
  if (!('value' in one)) return []
  if (one.op === 'before' || one.op === 'after') return [new Date(one.value).toISOString().slice(0, 10)]
  const field = fieldOf(one.field)
  const written = (value: string | number | boolean): string =>
    field.kind === 'number' && typeof value === 'number' ? writeQuantity(field.unit, value) : String(value)
  return Array.isArray(one.value) ? one.value.map(written) : [written(one.value)]
}
