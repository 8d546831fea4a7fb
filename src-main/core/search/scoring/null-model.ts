import { dot } from './vectors.ts'

/**
 * What unrelated queries score on a track, in closed form: for null vectors n with mean m and covariance C, the
 * scores n.v of a track v have mean m.v and variance v'Cv. C is kept as a sum of a few outer products (pivoted
 * Cholesky), so that both cost some tens of dot products a track instead of one a null phrase.
 */
export interface NullModel {
  mean: Float32Array
  /** C is nearly the sum of their outer products. */
  directions: Float32Array[]
  /** Variance left out, spread evenly over all dimensions. */
  rest: number
}

/** `kept`: share of the variance that the directions hold. */
export function nullModel(vectors: readonly Float32Array[], kept = 0.98): NullModel {
  const size = vectors[0]!.length
  const mean = new Float32Array(size)
  for (const vector of vectors) for (let i = 0; i < size; i++) mean[i]! += vector[i]! / vectors.length
  const left = covariance(vectors, mean)
  const diagonal = Float64Array.from({ length: size }, (_, i) => left[i * size + i]!)
  const total = diagonal.reduce((sum, x) => sum + x, 0)
  const directions: Float32Array[] = []
  let remaining = total
  while (directions.length < size && remaining > total * (1 - kept)) {
    let pivot = 0
    for (let i = 1; i < size; i++) if (diagonal[i]! > diagonal[pivot]!) pivot = i
    const root = Math.sqrt(diagonal[pivot]!)
    if (!(root > 1e-9)) break
    const direction = Float64Array.from({ length: size }, (_, i) => left[pivot * size + i]! / root)
    for (let i = 0; i < size; i++) {
      for (let k = 0; k < size; k++) left[i * size + k]! -= direction[i]! * direction[k]!
      diagonal[i] = Math.max(0, left[i * size + i]!)
    }
    directions.push(Float32Array.from(direction))
    remaining = diagonal.reduce((sum, x) => sum + x, 0)
  }
  return { mean, directions, rest: Math.max(0, remaining) / size }
}

function covariance(vectors: readonly Float32Array[], mean: Float32Array): Float64Array {
  const size = mean.length
  const sums = new Float64Array(size * size)
  for (const vector of vectors) {
    for (let i = 0; i < size; i++) {
      const difference = vector[i]! - mean[i]!
      for (let k = 0; k < size; k++) sums[i * size + k]! += difference * (vector[k]! - mean[k]!)
    }
  }
  return sums.map(sum => sum / vectors.length)
}

/** Mean and standard deviation of the null scores of one vector. */
export function nullOf(model: NullModel, vector: Float32Array): { mean: number; deviation: number } {
  let variance = model.rest * dot(vector, vector)
  for (const direction of model.directions) variance += dot(direction, vector) ** 2
  return { mean: dot(model.mean, vector), deviation: Math.sqrt(variance) }
}
