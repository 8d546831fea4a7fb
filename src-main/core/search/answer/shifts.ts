import type { QueryPart } from '#contract/entities.ts'
import { namesOfFilter } from '#contract/field-uses.ts'
import { writeQuantity } from '#contract/units.ts'
import type { Filter } from '../../library/filter.ts'
import type { SearchLibrary } from '../library.ts'
import { readFilter } from '../query/fields.ts'
import type { MeasuredShift } from '../query/shift.ts'
import type { Alternative, NumberShift } from '../query/plan.ts'

/** How far from the example is enough to be heard: a share of its tempo and length, LU, years. */
const margins = {
  bpm: value => 0.04 * value,
  loudness: () => 1,
  duration: value => 0.1 * value,
  year: () => 0
} satisfies Record<MeasuredShift, (value: number) => number>

const written = {
  bpm: value => String(Math.round(value)),
  loudness: value => value.toFixed(1),
  duration: value => writeQuantity('seconds', Math.round(value)),
  year: value => String(value)
} satisfies Record<MeasuredShift, (value: number) => string>

/** The middle of what is known of the examples in numbers; null: nothing. */
function valueOf(library: SearchLibrary, field: MeasuredShift, ids: readonly number[]): number | null {
  const known = library.facts
    .all(ids)
    .flatMap(({ [field]: value }) => (value === null ? [] : [value]))
    .sort((a, b) => a - b)
  return known[Math.floor(known.length / 2)] ?? null
}

/** "More than 120" as a filter and as it is typed; null where nothing is known of the examples. */
function filterOf(
  library: SearchLibrary,
  { field, more }: NumberShift,
  examples: readonly number[]
): { filter: Filter; text: string } | null {
  const value = valueOf(library, field, examples)
  if (value === null) return null
  const margin = margins[field](value)
  const values = `${more ? '>' : '<'}${written[field](more ? value + margin : value - margin)}`
  const filter = readFilter(field, [values], false, 0)
  return filter && { filter, text: `${namesOfFilter(field)[0]}:${values}` }
}

/**
 * Turns what is said against the examples in numbers into filters, and into sounds where nothing is known of them; what
 * no sound tells makes its part wrong.
 */
export function settleShifts(
  library: SearchLibrary,
  { shifts, filters, positive, negative }: Alternative,
  examples: readonly number[],
  parts: QueryPart[]
): void {
  for (const shift of shifts) {
    const { field, toward, away, part } = shift
    const known = filterOf(library, shift, examples)
    if (known) {
      filters.push(known.filter)
      parts[part] = { ...parts[part]!, kind: 'filter', field, readAs: known.text }
    } else if (field === 'duration' || field === 'year') {
      parts[part] = { ...parts[part]!, kind: 'wrong', expected: { code: 'measured-example', of: field } }
    } else {
      if (toward !== null) positive.push({ text: toward, part })
      if (away !== null) negative.push({ text: away, part })
    }
  }
}
