import { fieldOf, type FieldName, type FieldValue } from '#contract/fields.ts'
import { writeQuantity, type Unit } from '#contract/units.ts'
import { clock } from './format.ts'
import { say } from './say.ts'

/** Units that a list shows in another way than they are typed. */
const shown: Partial<Record<Unit, (value: number) => string>> = {
  seconds: clock,
  bytes: value => say.numbers.bytes(value),
  stars: value => '★'.repeat(Math.round(value / 20))
}

/** What stands in the list for a field of a track. */
export function cellText(field: FieldName, value: FieldValue<FieldName>): string {
  const shape = fieldOf(field)
  if (value === null) return shape.kind === 'number' && shape.unit === 'seconds' ? clock(null) : ''
  if (typeof value === 'boolean') return value ? '✓' : ''
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.join(', ')
  if (shape.kind !== 'number') return say.numbers.day(value)
  return (shown[shape.unit] ?? (number => writeQuantity(shape.unit, number)))(value)
}
