/** What a header says of its sound; only what is known. */
export interface HeaderFacts {
  /** As the table of formats words it, which says whether it is lossless. */
  codec: string
  sampleRate: number
  channels: number
  /** Seconds. */
  duration: number | null
  /** Where it is another than that of the format. */
  container?: string
  /** Bits a second. */
  bitrate?: number | null
  /**
   * The other reader is not asked: it would say the same and takes several times as long, or it takes this kind of header
   * for another.
   */
  alone?: true
}
