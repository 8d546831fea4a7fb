/** What an example has a measure of, beside its sound. */
export type MeasuredShift = 'bpm' | 'loudness' | 'duration' | 'year'

/** How what is wanted differs from the example. */
export interface Shift {
  /** A sound to go towards, and one to go away from. */
  toward: string | null
  away: string | null
  /** What is known in numbers of the example: more or less of it. */
  measured: { field: MeasuredShift; more: boolean } | null
}
