import { combine } from './combine.ts'

/** Scores of unrelated queries on some tracks: tracks x phrases, standard deviations, pooled as a query's are. */
export interface NullSample {
  tracks: number
  phrases: number
  scores: Float32Array
  /** What the best windows of a track add to the score of its mean, for one of its spread. */
  lift: number
}

/** How many parts a query has: its null has the same. */
export interface Shape {
  positive: number
  negative: number
}

/** What a query of that shape scores by chance. */
export interface NullDistribution {
  mean: number
  deviation: number
  /** Scores in standard deviations of this distribution, lowest first. */
  sorted: Float32Array
}

/** The standard normal, for a library too small to be sampled. */
const plainNull: NullDistribution = {
  mean: 0,
  deviation: 1,
  sorted: Float32Array.of(
    -2.33,
    -1.64,
    -1.28,
    -0.84,
    -0.52,
    -0.25,
    0,
    0.25,
    0.52,
    0.84,
    1.28,
    1.64,
    1.96,
    2.33
  )
}

const rounds = 24

/**
 * The null of a query with several parts: unrelated phrases put together in the same way. Each round gives every
 * part another phrase, at fixed distances, so that the answer is the same each time.
 */
export function nullDistribution(sample: NullSample, shape: Shape, alpha: number): NullDistribution {
  const parts = shape.positive + shape.negative
  if (sample.tracks < 8 || sample.phrases < parts || parts === 0) return plainNull
  const values = new Float32Array(sample.tracks * rounds)
  const one = { positive: new Array<number>(shape.positive), negative: new Array<number>(shape.negative) }
  for (let round = 0; round < rounds; round++) {
    // Steps that share no factor with most counts of phrases visit all of them before any comes again.
    const phrase = (part: number): number => (round * 7 + part * (13 + 2 * round)) % sample.phrases
    for (let track = 0; track < sample.tracks; track++) {
      const at = (part: number): number => sample.scores[track * sample.phrases + phrase(part)]!
      for (let part = 0; part < shape.positive; part++) one.positive[part] = at(part)
      for (let part = 0; part < shape.negative; part++) one.negative[part] = at(shape.positive + part)
      values[round * sample.tracks + track] = combine(one, alpha)
    }
  }
  return standardised(values)
}

function standardised(values: Float32Array): NullDistribution {
  let mean = 0
  for (const value of values) mean += value / values.length
  let variance = 0
  for (const value of values) variance += (value - mean) ** 2 / values.length
  const deviation = Math.max(Math.sqrt(variance), 1e-6)
  return { mean, deviation, sorted: values.map(value => (value - mean) / deviation).sort() }
}

/** The score that only 1 - p of the null exceeds. */
export function nullQuantile(distribution: NullDistribution, p: number): number {
  const { sorted } = distribution
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))]!
}
