import { gainTarget, type Gain } from '#contract/gain.ts'

/** What is measured of one track. */
export interface Loud {
  /** LUFS */
  loudness: number | null
  /** dBTP */
  truePeak: number | null
  /** Seconds. */
  duration: number | null
}

/** The gain of some tracks that belong together, by how much sound there is of each; null unless all were measured. */
export function measuredGain(tracks: readonly Loud[]): Gain | null {
  let power = 0
  let seconds = 0
  let peak: number | null = 0
  for (const { loudness, truePeak, duration } of tracks) {
    if (loudness === null) return null
    const length = duration ?? 1
    power += length * 10 ** (loudness / 10)
    seconds += length
    peak = peak === null || truePeak === null ? null : Math.max(peak, 10 ** (truePeak / 20))
  }
  if (seconds <= 0 || power <= 0) return null
  return { decibels: gainTarget - 10 * Math.log10(power / seconds), peak, from: 'measured' }
}
