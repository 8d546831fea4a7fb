import { readQuantity, units, type Quantity, type Unit } from '#contract/units.ts'
import type { Interval } from '../../library/filter.ts'
import { interval, spanning } from './interval.ts'

/** [start, end) of what a quantity stands for; both the same where it stands for itself. */
function stretch({ value, step }: Quantity, unit: Unit): [number, number] {
  const { alone } = units[unit]
  if (alone === 'exact') return [value, value]
  return alone === 'onwards' ? [value, value + step] : [value - step / 2, value + step / 2]
}

/** `120`, `>120`, `<4m`, `90..110`: numbers in their unit. Null for what is none. */
export function readQuantities(unit: Unit, text: string): Interval | null {
  const alone = readQuantity(unit, text)
  if (alone) return spanning(stretch(alone, unit), stretch(alone, unit))
  return interval(text, end => {
    const read = readQuantity(unit, end)
    return read && (units[unit].ends === 'whole' ? stretch(read, unit) : [read.value, read.value])
  })
}
