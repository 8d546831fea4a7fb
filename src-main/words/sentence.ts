/** Small things that sentences are made with. */

/** With a capital at the start. */
export const opened = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** 12,410. Written here: the first use of Intl takes a command longer than printing its answer does. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')

/** "12,410 tracks", "1 track". */
export const counted = (count: number, noun: string): string =>
  `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`

/** Seconds as "1 h 05 min", "45 min". */
export function spoken(seconds: number): string {
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
}
