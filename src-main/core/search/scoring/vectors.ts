/** Plain arithmetic on single vectors. */

export function dot(a: Float32Array, b: Float32Array): number {
  // Four sums side by side, so that the additions do not wait for each other. Taken out of an array they would be three
  // times as slow.
  let p = 0
  let q = 0
  let r = 0
  let s = 0
  let i = 0
  for (const whole = a.length - 3; i < whole; i += 4) {
    p += a[i]! * b[i]!
    q += a[i + 1]! * b[i + 1]!
    r += a[i + 2]! * b[i + 2]!
    s += a[i + 3]! * b[i + 3]!
  }
  for (; i < a.length; i++) p += a[i]! * b[i]!
  return p + q + (r + s)
}

/** Scaled to length 1; a zero vector stays one. */
export function normalised(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector))
  const scaled = vector.slice()
  // Counted: `map` takes ten times as long, and each track of an answer comes here.
  if (length > 0) for (let i = 0; i < scaled.length; i++) scaled[i] = scaled[i]! / length
  return scaled
}

/** Mean of the directions of the vectors, scaled to length 1: a prompt bank or several seeds become one query. */
export function centre(vectors: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(vectors[0]!.length)
  for (const vector of vectors) {
    const one = normalised(vector)
    for (let i = 0; i < sum.length; i++) sum[i]! += one[i]!
  }
  return normalised(sum)
}

/** The phrase in each form of the bank ("{} music"). */
export const promptBank = (prompts: readonly string[], phrase: string): string[] =>
  prompts.map(prompt => prompt.replace('{}', () => phrase))
