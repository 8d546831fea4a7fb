/**
 * Units as people write them: "4m", "12 MB", "4 ★". Filters, the rule editor and the list read and show them alike;
 * rules store plain numbers: seconds, bytes, bits and beats, ratings from 0 to 100, shares from 0 to 1.
 */

/** A number with its unit, read. */
export interface Quantity {
  /** As it is stored. */
  value: number
  /** How much the last figure stands for: "4m" is a minute long, "1980s" are ten years. */
  step: number
}

interface UnitShape {
  /** Null for what is no such quantity. */
  read: (text: string) => Quantity | null
  /** What `read` takes for the very same value. */
  write: (value: number) => string
  /** What a value alone stands for in a filter: itself, what begins with it, or what would be rounded to it. */
  alone: 'exact' | 'onwards' | 'around'
  /** Whether the end of a range stands for as much ("..1989" has all of 1989 in it), or is a point. */
  ends: 'whole' | 'point'
  /** What is measured is never exactly what somebody types: a rule takes what is nearer than a half for the same. */
  measured: boolean
}

/** Without the dust of binary fractions. */
const tidy = (value: number): number => Number(value.toFixed(6))

const quantity = (value: number, step: number): Quantity => ({ value: tidy(value), step })

/** A plain number, with or without one of the names of its unit behind it. */
function plain(figures: RegExp, names: RegExp, step: number, scale = 1): UnitShape['read'] {
  return text => {
    const bare = text.replace(/−/g, '-').replace(names, '').trim()
    return figures.test(bare) ? quantity(Number(bare) * scale, step * scale) : null
  }
}

/** A number with the name of its unit, by factors. A number alone is of the unit called ''. */
function scaled(factors: Record<string, number>): UnitShape['read'] {
  return text => {
    const [, figures, name] = /^(\d+(?:\.\d+)?)\s*([a-z/]*)$/i.exec(text) ?? []
    const factor = name === undefined ? undefined : factors[name.toLowerCase()]
    return factor === undefined ? null : quantity(Number(figures) * factor, factor)
  }
}

/** In the largest unit that leaves a number above one. */
function largest(names: readonly [number, string][]): UnitShape['write'] {
  return value => {
    const [factor, name] = names.find(([size]) => Math.abs(value) >= size) ?? names.at(-1)!
    return `${tidy(value / factor)} ${name}`
  }
}

const suffixed =
  (name: string): UnitShape['write'] =>
  value =>
    `${tidy(value)} ${name}`

/** `1985`, `1980s`, `80s`. */
function readYear(text: string): Quantity | null {
  const decade = /^(\d{2}|\d{3}0)'?s$/i.exec(text)
  if (!decade) return /^\d{4}$/.test(text) ? quantity(Number(text), 1) : null
  const digits = Number(decade[1])
  if (decade[1]!.length > 2) return quantity(digits, 10)
  return digits % 10 === 0 ? quantity(digits + (digits >= 30 ? 1900 : 2000), 10) : null
}

/** `3:30`, `1:02:03`, `90s`, `4m`, `1h30m`. */
function readSeconds(text: string): Quantity | null {
  if (/^\d{1,4}(:[0-5]?\d){1,2}$/.test(text)) {
    return quantity(
      text.split(':').reduce((sum, piece) => sum * 60 + Number(piece), 0),
      1
    )
  }
  const units =
    /^(?:(\d{1,3}(?:\.\d+)?)h)?(?:(\d{1,4}(?:\.\d+)?)m(?:in)?)?(?:(\d{1,5}(?:\.\d+)?)s(?:ec)?)?$/i.exec(text)
  if (!units || text === '') return null
  const [, hours, minutes, seconds] = units
  const step = seconds !== undefined ? 1 : minutes !== undefined ? 60 : 3600
  return quantity(Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0), step)
}

function writeSeconds(value: number): string {
  const whole = tidy(Math.abs(value))
  const pieces: [number, string][] = [
    [Math.floor(whole / 3600), 'h'],
    [Math.floor((whole % 3600) / 60), 'm'],
    [tidy(whole % 60), 's']
  ]
  const told = pieces.filter(([count]) => count > 0).map(([count, unit]) => `${count}${unit}`)
  return `${value < 0 ? '-' : ''}${told.join('') || '0s'}`
}

const star = 20

/** `4`, `3.5`, `4*`, `★★★★`. Half a star is the smallest step that other programs give. */
function readStars(text: string): Quantity | null {
  const bare = text.replace(/\s*(?:\*|★|stars?)$/i, '')
  if (/^★{0,4}$/.test(bare) && text.endsWith('★')) return quantity((bare.length + 1) * star, star)
  if (!/^[0-5](\.\d+)?$/.test(bare) || Number(bare) > 5) return null
  return quantity(Number(bare) * star, Number.isInteger(Number(bare)) ? star : star / 2)
}

export const units = {
  /** Things that are counted. */
  count: {
    read: plain(/^\d{1,9}$/, /$/, 1),
    write: value => String(tidy(value)),
    alone: 'exact',
    ends: 'point',
    measured: false
  },
  year: {
    read: readYear,
    write: value => String(tidy(value)),
    alone: 'onwards',
    ends: 'whole',
    measured: false
  },
  bpm: {
    read: plain(/^\d{1,4}(\.\d+)?$/, /\s*bpm$/i, 1),
    write: value => String(tidy(value)),
    alone: 'around',
    ends: 'point',
    measured: true
  },
  lufs: {
    read: plain(/^-?\d{1,2}(\.\d+)?$/, /\s*(lufs|db)$/i, 1),
    write: suffixed('LUFS'),
    alone: 'around',
    ends: 'point',
    measured: true
  },
  lu: {
    read: plain(/^\d{1,2}(\.\d+)?$/, /\s*lu$/i, 1),
    write: suffixed('LU'),
    alone: 'around',
    ends: 'point',
    measured: true
  },
  dbtp: {
    read: plain(/^-?\d{1,2}(\.\d+)?$/, /\s*db(tp)?$/i, 1),
    write: suffixed('dBTP'),
    alone: 'around',
    ends: 'point',
    measured: true
  },
  seconds: { read: readSeconds, write: writeSeconds, alone: 'onwards', ends: 'point', measured: true },
  bytes: {
    read: scaled({ b: 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 }),
    write: largest([
      [1e12, 'TB'],
      [1e9, 'GB'],
      [1e6, 'MB'],
      [1e3, 'kB'],
      [1, 'B']
    ]),
    alone: 'around',
    ends: 'point',
    measured: false
  },
  /** Bits a second; people say "320" and mean thousands. */
  bits: {
    read: scaled({ '': 1e3, k: 1e3, kbps: 1e3, 'kbit/s': 1e3, 'bit/s': 1, 'mbit/s': 1e6 }),
    write: largest([
      [1e3, 'kbit/s'],
      [1, 'bit/s']
    ]),
    alone: 'around',
    ends: 'point',
    measured: false
  },
  hertz: {
    read: scaled({ '': 1, hz: 1, khz: 1e3 }),
    write: largest([
      [1e3, 'kHz'],
      [1, 'Hz']
    ]),
    alone: 'exact',
    ends: 'point',
    measured: false
  },
  /** 0 to 1, written in percent. */
  share: {
    read: plain(/^\d{1,3}(\.\d+)?$/, /\s*%$/, 1, 0.01),
    write: value => `${tidy(value * 100)} %`,
    alone: 'around',
    ends: 'point',
    measured: false
  },
  /** 0 to 100, twenty a star. */
  stars: {
    read: readStars,
    write: value => `${tidy(value / star)} ★`,
    alone: 'around',
    ends: 'whole',
    measured: false
  }
} as const satisfies Record<string, UnitShape>

export type Unit = keyof typeof units

/** A quantity as somebody typed it; null for what is none. */
export function readQuantity(unit: Unit, text: string): Quantity | null {
  const trimmed = text.trim()
  return trimmed === '' || trimmed.length > 40 ? null : units[unit].read(trimmed)
}

/** A stored number as it can be typed. */
export const writeQuantity = (unit: Unit, value: number): string => units[unit].write(value)
