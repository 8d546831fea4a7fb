/** Numbers, lengths and days as English writes them. */

const whole = new Intl.NumberFormat('en')

export const count = (value: number): string => whole.format(Math.round(value))

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

/** A day, as people write it: "23 Nov 2026". */
const day = (time: number): string =>
  new Date(time).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

/** A day and the time of day: "23 Nov 2026, 14:05". */
const moment = (time: number): string =>
  `${day(time)}, ${new Date(time).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}`

/** What views write themselves; the rest of the words use these, too. */
export const numbers = { count, day, moment, tracks: (n: number): string => counted(n, 'track') } as const
