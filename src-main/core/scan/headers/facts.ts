/** What a header says of its sound; only what is known. */
export interface HeaderFacts {
  /** As the table of formats words it, which says whether it is lossless. */
  codec: string
  sampleRate: number
  channels: number
  /** Seconds. */
  duration: number | null
  /** The other reader takes this kind of header for another, and must not be asked. */
  alone?: true
}
