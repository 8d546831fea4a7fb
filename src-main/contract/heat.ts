import type { Moment } from './entities.ts'

/** A passage with the query's score where it is highest, standard deviations. */
export interface HeatPassage extends Moment {
  heat: number
}

/** The query's score along one track, one value a window, standard deviations. */
export interface Heat {
  windowSeconds: number
  /** Start of each window, seconds. */
  starts: Float32Array
  values: Float32Array
  /** What the library scores for this query: its middle, and its best windows. */
  scale: { low: number; high: number }
  /** Passages worth jumping to, best first. */
  moments: HeatPassage[]
}
