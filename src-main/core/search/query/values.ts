import type { Interval } from './plan.ts'

/**
 * Reads the value of a number filter: `120`, `>120`, `<=4m`, `90..110`, `2024..`. `read` turns one bound into the
 * stretch it stands for ("1980s" is ten years long, "3m" a minute). Null: not a value of this field.
 */
function interval(value: string, read: (text: string) => [number, number] | null): Interval | null {
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
const spanning = (from: [number, number] | null, to: [number, number] | null): Interval => ({
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

/** `1985`, `1980s`, `80s`. */
export function years(value: string): Interval | null {
  return interval(value, text => {
    const decade = /^(\d{2}|\d{3}0|\d0)'?s$/i.exec(text)
    if (decade) {
      const digits = Number(decade[1])
      if (decade[1]!.length === 2) {
        if (digits % 10 !== 0) return null
        const start = digits >= 30 ? 1900 + digits : 2000 + digits
        return [start, start + 10]
      }
      return [digits, digits + 10]
    }
    return /^\d{4}$/.test(text) ? [Number(text), Number(text) + 1] : null
  })
}

/** `120`, `>120`, `90..110`; a single tempo stands for half a beat around it. */
export function tempos(value: string): Interval | null {
  const text = value.trim().replace(/\s*bpm$/i, '')
  if (/^\d{1,4}(\.\d+)?$/.test(text)) {
    const tempo = Number(text)
    return { from: tempo - 0.5, to: tempo + 0.5, fromExcluded: false, toExcluded: true }
  }
  return interval(text, bound => {
    if (!/^\d{1,4}(\.\d+)?$/.test(bound)) return null
    return [Number(bound), Number(bound)]
  })
}

/** `-14`, `<-14`, `-16..-12`, with or without "LUFS"; a single level stands for half a unit around it. */
export function levels(value: string): Interval | null {
  const text = value
    .trim()
    .replace(/−/g, '-')
    .replace(/\s*(lufs|db)$/i, '')
  const level = /^-?\d{1,2}(\.\d+)?$/
  if (level.test(text)) {
    return { from: Number(text) - 0.5, to: Number(text) + 0.5, fromExcluded: false, toExcluded: true }
  }
  return interval(text, bound => (level.test(bound) ? [Number(bound), Number(bound)] : null))
}

const unitSeconds: Record<string, number> = { s: 1, sec: 1, m: 60, min: 60, h: 3600 }

/** `3:30`, `1:02:03`, `90s`, `4m`, `1h30m`: seconds, and how long its last unit is. */
function duration(text: string): { seconds: number; unit: number } | null {
  if (/^\d{1,4}(:[0-5]?\d){1,2}$/.test(text)) {
    return { seconds: text.split(':').reduce((sum, piece) => sum * 60 + Number(piece), 0), unit: 1 }
  }
  const units =
    /^(?:(\d{1,3}(?:\.\d+)?)h)?(?:(\d{1,4}(?:\.\d+)?)m(?:in)?)?(?:(\d{1,5}(?:\.\d+)?)s(?:ec)?)?$/i.exec(text)
  if (!units || text === '') return null
  const [, hours, minutes, seconds] = units
  const unit = seconds !== undefined ? 1 : minutes !== undefined ? unitSeconds['m']! : unitSeconds['h']!
  return {
    seconds: Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0),
    unit
  }
}

/** Lengths in seconds. `length:4m` alone is four minutes and something; as the end of a range it is a point. */
export function lengths(value: string): Interval | null {
  const text = value.trim()
  const alone = duration(text)
  if (alone) {
    return { from: alone.seconds, to: alone.seconds + alone.unit, fromExcluded: false, toExcluded: true }
  }
  return interval(text, bound => {
    const read = duration(bound)
    return read && [read.seconds, read.seconds]
  })
}

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

/** `30d`: within the last thirty days (`>30d`: longer ago); `2024..`, `2024-05`, `today`. */
export function additions(value: string, now: number): Interval | null {
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
