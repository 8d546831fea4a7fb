import { numberFormats } from '../number-formats.ts'

/** Numbers, lengths and days as English writes them: "12,410", "23 Nov 2026, 14:05". */
const formats = numberFormats('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

export const { bytes, count, day, decimal, moment, signed } = formats

/** 1 → "1 track"; 2,000 → "2,000 tracks". */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`

/** Seconds in words, two units at most: "3 h 19 min", "40 s". */
export function lasting(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`
  return counted(Math.round(hours / 24), 'day')
}

/** What views write themselves; the rest of the words use these, too. */
export const numbers = { ...formats, tracks: (n: number): string => counted(n, 'track') } as const
