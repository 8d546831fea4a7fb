/** What is written the same in every language. */

/** Seconds as a clock: 63 → "1:03", 3,723 → "1:02:03"; unknown is an en dash. */
export function clock(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds)) return '–'
  const all = Math.max(0, Math.floor(seconds))
  const hours = Math.floor(all / 3600)
  const minutes = Math.floor((all % 3600) / 60)
  const rest = String(all % 60).padStart(2, '0')
  return hours ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`
}

/** Odd bytes in a path are carried as lone surrogates; people see a replacement mark. */
export const shownPath = (path: string): string => path.toWellFormed()

export const lastPart = (path: string): string => {
  const shown = shownPath(path).replace(/[/\\]+$/, '')
  return shown.slice(Math.max(shown.lastIndexOf('/'), shown.lastIndexOf('\\')) + 1) || shown
}

/** What a tooltip says of something that a key does, too. */
export const withKey = (label: string, key: string | undefined): string =>
  key === undefined ? label : `${label} (${key})`

/** "2026-11-28", for names of files. */
export const today = (): string => new Date().toISOString().slice(0, 10)
