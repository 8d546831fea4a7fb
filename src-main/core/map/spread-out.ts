import type { VectorIndex } from '../search/vectors/vector-index.ts'
import { normalised } from '../search/scoring/vectors.ts'

/** Rows the directions are taken from, at most, and steps of the power iteration for each. */
const mostRows = 8192
const steps = 60

/** Places by the two directions in which the tracks lie farthest apart (PCA): x and y in turn, 0 in the middle. */
export function spreadOut(index: VectorIndex): Float32Array {
  const { dimension, count } = index
  const mean = new Float32Array(dimension)
  const sampled = Math.min(mostRows, count)
  const rows = Array.from({ length: sampled }, (_, i) => index.vector(Math.floor((i * count) / sampled)))
  for (const row of rows) for (let k = 0; k < dimension; k++) mean[k]! += row[k]! / sampled
  const covariance = new Float64Array(dimension * dimension)
  for (const row of rows) {
    for (let a = 0; a < dimension; a++) {
      const one = row[a]! - mean[a]!
      for (let b = 0; b < dimension; b++) covariance[a * dimension + b]! += one * (row[b]! - mean[b]!)
    }
  }
  const first = widest(covariance, dimension, null)
  const second = widest(covariance, dimension, first)
  const [x, y] = index.scan([first, second])
  const [midX, midY] = [first, second].map(way => way.reduce((sum, part, k) => sum + part * mean[k]!, 0))
  const places = new Float32Array(count * 2)
  for (let row = 0; row < count; row++) {
    places[row * 2] = x![row]! - midX!
    places[row * 2 + 1] = y![row]! - midY!
  }
  return places
}

/** The direction of the largest variance, at right angles to another. */
function widest(covariance: Float64Array, dimension: number, but: Float32Array | null): Float32Array {
  let way = normalised(Float32Array.from({ length: dimension }, (_, k) => 1 + (k % 7)))
  for (let step = 0; step < steps; step++) {
    const next = new Float32Array(dimension)
    for (let a = 0; a < dimension; a++) {
      let sum = 0
      for (let b = 0; b < dimension; b++) sum += covariance[a * dimension + b]! * way[b]!
      next[a] = sum
    }
    if (but) {
      const along = next.reduce((sum, part, k) => sum + part * but[k]!, 0)
      for (let k = 0; k < dimension; k++) next[k]! -= along * but[k]!
    }
    way = normalised(next)
  }
  return way
}
