import type { TrackRow } from '#contract/entities.ts'

/** What is known of a track for that. */
export type Faded = Pick<TrackRow, 'album' | 'albumArtist' | 'trackNumber' | 'duration'>

/** Whether a track stands behind another one on an album, as far as their tags say it: there they are one piece. */
function standsBehind(next: Faded, before: Faded): boolean {
  if (!before.album || next.album !== before.album || next.albumArtist !== before.albumArtist) return false
  if (before.trackNumber === null || next.trackNumber === null) return true
  return next.trackNumber === before.trackNumber + 1 || next.trackNumber === 1
}

/** Seconds for which one fades into the other: never more than half of either. */
export function fadeBetween(before: Faded, next: Faded, wanted: number): number {
  if (standsBehind(next, before)) return 0
  return Math.min(wanted, (before.duration ?? 0) / 2, (next.duration ?? 0) / 2)
}
