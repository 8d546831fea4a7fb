/** A track nobody has marked yet. */
export interface Candidate {
  id: number
  album: string | null
  /** Above zero: above the line. In logits. */
  margin: number
  /** Mean vector, in the space of the features. */
  vector: Float32Array
}

const asked = 8
/** Of those asked about: high-scoring ones, whose yes is quickly given and whose no teaches most. */
const confirmed = 3
/** Nearer than this (cosine) two tracks are the same recording or nearly so: a mark on one tells the other. */
const tooNear = 0.97

/**
 * The tracks whose mark would teach most: those the probe is least certain of, where many tracks sound like them, and
 * unlike each other and what is marked. Never two of one album. `marked` and `sample` are vectors as well.
 */
export function tracksToAsk(
  candidates: readonly Candidate[],
  marked: readonly Float32Array[],
  sample: readonly Float32Array[]
): number[] {
  const chosen: Candidate[] = []
  const known = marked.map(unit)
  const some = sample.map(unit)
  const open = candidates.map(candidate => {
    const direction = unit(candidate.vector)
    let near = 0
    for (const one of some) near += (1 + cosine(direction, one)) / 2
    return {
      candidate,
      direction,
      doubt: 1 / (1 + candidate.margin * candidate.margin),
      density: some.length > 0 ? near / some.length : 1,
      nearest: known.reduce((most, one) => Math.max(most, cosine(direction, one)), 0)
    }
  })
  const take = (worth: (one: (typeof open)[number]) => number): boolean => {
    let best: (typeof open)[number] | null = null
    for (const one of open) {
      if (one.nearest >= tooNear || chosen.includes(one.candidate)) continue
      const { album } = one.candidate
      if (album !== null && chosen.some(other => other.album === album)) continue
      if (best === null || worth(one) > worth(best)) best = one
    }
    if (best === null) return false
    chosen.push(best.candidate)
    for (const one of open) one.nearest = Math.max(one.nearest, cosine(one.direction, best.direction))
    return true
  }
  for (let i = 0; i < asked; i++) {
    // The high-scoring ones are spread among the others: 1st, 4th and 7th.
    const sure = i % 3 === 0 && i / 3 < confirmed
    if (!take(sure ? one => one.candidate.margin : one => one.doubt * one.density * (1 - one.nearest))) break
  }
  return chosen.map(({ id }) => id)
}

function unit(vector: Float32Array): Float32Array {
  let square = 0
  for (const x of vector) square += x * x
  return square > 0 ? vector.map(x => x / Math.sqrt(square)) : vector
}

function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
