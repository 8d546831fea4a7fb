/** How loud a track is to be against how loud its file is. */
export interface Gain {
  /** Decibels that bring it to the loudness all tracks are to have. */
  decibels: number
  /** The highest sample or true peak, 1: full scale; null: not known. */
  peak: number | null
  /** Written in the file, or measured by Earshot. */
  from: 'tags' | 'measured'
}

/** Null where neither the file says it nor anything is measured; of the album also where not all of it is measured. */
export interface TrackGains {
  track: Gain | null
  album: Gain | null
}

/** Loudness all tracks are brought to, LUFS: that of ReplayGain 2. */
export const gainTarget = -18

export const gainModes = ['off', 'track', 'album'] as const
export type GainMode = (typeof gainModes)[number]
