import type { Gain, GainMode, TrackGains } from '#contract/gain.ts'

/** How loud one track is played. */
export interface Level extends Pick<Gain, 'decibels' | 'from'> {
  mode: Exclude<GainMode, 'off'>
  /** What the volume is multiplied by, 1 at most: nothing is made louder than its file, where it could clip. */
  factor: number
}

/** The level of a track by what is known of it; null: as it is in its file. An album that is not known goes by its track. */
export function levelOf(gains: TrackGains | null, mode: GainMode): Level | null {
  if (gains === null || mode === 'off') return null
  const ofAlbum = mode === 'album' && gains.album !== null
  const gain = ofAlbum ? gains.album : gains.track
  if (!gain) return null
  const { decibels, from, peak } = gain
  // A file whose peaks lie above full scale clips even as it is.
  const most = peak === null ? 1 : Math.min(1, 1 / peak)
  return { decibels, from, mode: ofAlbum ? 'album' : 'track', factor: Math.min(most, 10 ** (decibels / 20)) }
}
