/** Numbers and times as people read them. */

const whole = new Intl.NumberFormat('en')

export const count = (value: number): string => whole.format(Math.round(value))

/** 1 → "1 track"; 2,000 → "2,000 tracks". */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`

/** Seconds as a clock: 63 → "1:03", 3,723 → "1:02:03"; unknown is an en dash. */
export function clock(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds)) return '–'
  const all = Math.max(0, Math.floor(seconds))
  const hours = Math.floor(all / 3600)
  const minutes = Math.floor((all % 3600) / 60)
  const rest = String(all % 60).padStart(2, '0')
  return hours ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`
}

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
export const day = (time: number): string =>
  new Date(time).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

/** A day and the time of day: "23 Nov 2026, 14:05". */
export const moment = (time: number): string =>
  `${day(time)}, ${new Date(time).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}`

export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let size = value
  let unit = 0
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000
    unit++
  }
  return `${size.toFixed(size < 10 && unit > 0 ? 1 : 0)} ${units[unit]}`
}

/** Standard deviations with a sign, for the inspector only: "+2.4". */
export const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`

/** Odd bytes in a path are carried as lone surrogates; people see a replacement mark. */
export const shownPath = (path: string): string => path.toWellFormed()

export const lastPart = (path: string): string => {
  const shown = shownPath(path).replace(/[/\\]+$/, '')
  return shown.slice(Math.max(shown.lastIndexOf('/'), shown.lastIndexOf('\\')) + 1) || shown
}
