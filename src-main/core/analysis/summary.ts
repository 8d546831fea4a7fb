/** Scaled so that the largest |x| becomes 127: only the direction of a window's vector is ever used. */
function quantised(vector: Float32Array): Int8Array {
  const largest = vector.reduce((most, x) => Math.max(most, Math.abs(x)), 0)
  return Int8Array.from(vector, x => (largest === 0 ? 0 : Math.round((x / largest) * 127)))
}

/** The vectors of a track's windows as they are stored, one after the other. */
export function quantisedAll(vectors: readonly Float32Array[]): Int8Array {
  const dimension = vectors[0]!.length
  const all = new Int8Array(vectors.length * dimension)
  vectors.forEach((vector, row) => all.set(quantised(vector), row * dimension))
  return all
}

/** Number by number; not normalised. */
export function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const mean = new Float32Array(vectors[0]!.length)
  for (let i = 0; i < mean.length; i++) {
    let sum = 0
    for (const vector of vectors) sum += vector[i]!
    mean[i] = sum / vectors.length
  }
  return mean
}
