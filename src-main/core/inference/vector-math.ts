/** Cosine of two vectors of equal length; NaN when one is all zero or not finite. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let ab = 0
  let aa = 0
  let bb = 0
  for (let i = 0; i < a.length; i++) {
    ab += a[i]! * b[i]!
    aa += a[i]! * a[i]!
    bb += b[i]! * b[i]!
  }
  return ab / Math.sqrt(aa * bb)
}

/** Scaled to length 1; one that is so already stays as it is, to the bit. NaN for a zero vector. */
export function toUnit(vector: Float32Array): Float32Array {
  let square = 0
  for (const x of vector) square += x * x
  const length = Math.sqrt(square)
  return Math.abs(length - 1) < 1e-3 ? vector : vector.map(x => x / length)
}
