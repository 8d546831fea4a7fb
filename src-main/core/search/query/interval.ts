import type { Interval } from '../../library/filter.ts'

/**
 * Reads the value of a filter for numbers or dates: `120`, `>120`, `<=4m`, `90..110`, `2024..`. `read` turns one bound
 * into the stretch it stands for ("1980s" is ten years long, "3m" a minute). Null: not a value of this field.
 */
export function interval(value: string, read: (text: string) => [number, number] | null): Interval | null {
  const text = value.trim()
  if (text.length === 0 || text.length > 40) return null
  const compared = /^(>=|<=|≥|≤|>|<|=)\s*(.+)$/.exec(text)
  if (compared) {
    const bound = read(compared[2]!)
    if (!bound) return null
    return comparison(compared[1]!, bound)
  }
  const dots = /^(.*?)(?:\.\.+|…|–)(.*)$/.exec(text) ?? /^(\d+)-(\d+)$/.exec(text)
  if (dots) {
    const low = dots[1]!.trim()
    const high = dots[2]!.trim()
    if (low === '' && high === '') return null
    const from = low === '' ? null : read(low)
    const to = high === '' ? null : read(high)
    if ((low !== '' && !from) || (high !== '' && !to)) return null
    if (from && to && from[0] > to[0]) return spanning(to, from)
    return spanning(from, to)
  }
  const exact = read(text)
  return exact && spanning(exact, exact)
}

/** A bound is [start, end) of what it stands for; one with start = end is a point and belongs to a range it ends. */
export const spanning = (from: [number, number] | null, to: [number, number] | null): Interval => ({
  from: from ? from[0] : null,
  to: to ? to[1] : null,
  fromExcluded: false,
  toExcluded: to !== null && to[1] > to[0]
})

function comparison(sign: string, [start, end]: [number, number]): Interval {
  const point = start === end
  const open = { from: null, to: null, fromExcluded: false, toExcluded: false }
  if (sign === '>') return { ...open, from: end, fromExcluded: point }
  if (sign === '>=' || sign === '≥') return { ...open, from: start }
  if (sign === '<') return { ...open, to: start, toExcluded: true }
  if (sign === '<=' || sign === '≤') return { ...open, to: end, toExcluded: !point }
  return spanning([start, end], [start, end])
}
