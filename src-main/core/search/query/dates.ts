import type { Interval } from '../../library/filter.ts'
import { interval } from './interval.ts'

const hour = 3_600_000
const ageUnits: Record<string, number> = {
  h: hour,
  d: 24 * hour,
  w: 168 * hour,
  m: 730.5 * hour,
  y: 8766 * hour
}

/** A date in the machine's own time zone: `2024`, `2024-05`, `2024-05-12`, as [start, end) in Unix milliseconds. */
function date(text: string): [number, number] | null {
  const read = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/.exec(text)
  if (!read) return null
  const year = Number(read[1])
  const month = read[2] === undefined ? null : Number(read[2]) - 1
  const day = read[3] === undefined ? null : Number(read[3])
  if (year < 1900 || (month !== null && month > 11) || (day !== null && (day < 1 || day > 31))) return null
  if (month !== null && month < 0) return null
  const start = new Date(year, month ?? 0, day ?? 1)
  if (day !== null && start.getDate() !== day) return null
  const end =
    day !== null
      ? new Date(year, month!, day + 1)
      : month !== null
        ? new Date(year, month + 1, 1)
        : new Date(year + 1, 0, 1)
  return [start.getTime(), end.getTime()]
}

/** `30d`: within the last thirty days (`>30d`: longer ago); `2024..`, `2024-05`, `today`. Null for what is no date. */
export function readDates(value: string, now: number): Interval | null {
  const text = value.trim().toLowerCase()
  const age = /^(>=|<=|>|<|=)?\s*(\d{1,5})([hdwmy])$/.exec(text)
  if (age) {
    const moment = now - Number(age[2]) * ageUnits[age[3]!]!
    const older = age[1]?.startsWith('>') === true
    return { from: older ? null : moment, to: older ? moment : null, fromExcluded: false, toExcluded: older }
  }
  const today = new Date(now)
  const midnight = new Date(today.getFullYear(), today.getMonth(), today.getDate()).getTime()
  if (text === 'today') return { from: midnight, to: null, fromExcluded: false, toExcluded: false }
  if (text === 'yesterday') {
    return { from: midnight - 24 * hour, to: midnight, fromExcluded: false, toExcluded: true }
  }
  // A plain hyphen belongs to the date here, so only dots make a range.
  if (/^\d{4}-\d{4}$/.test(text)) return null
  const plain = date(text)
  if (plain) return { from: plain[0], to: plain[1], fromExcluded: false, toExcluded: true }
  return interval(text, date)
}
