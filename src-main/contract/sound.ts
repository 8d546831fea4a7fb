/** A piece of the sound of a track. */
export interface SoundPiece {
  /** Of the channels in turn, -1 to 1. */
  samples: Float32Array
  /** 1 or 2. */
  channels: number
  /** Hz */
  rate: number
  /** The frame of the first sample, counted from the beginning of the track. */
  at: number
  /** Nothing comes behind it. */
  ended: boolean
}
