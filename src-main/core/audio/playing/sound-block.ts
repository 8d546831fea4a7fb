/** A piece of sound, samples of the channels in turn. */
export interface SoundBlock {
  samples: Float32Array
  /** 1 or 2. */
  channels: number
  rate: number
  /** The frame of its first sample, from the beginning of the file. */
  at: number
}

/** From where, and how. */
export interface Wanted {
  /** Seconds. */
  from: number
  /** Null: the file's own, where a page plays that. */
  rate: number | null
}
