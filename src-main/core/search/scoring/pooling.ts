import type { ScoringProfile } from '../../inference/scoring-profile.ts'

type Pooling = ScoringProfile['windowPooling']

/** How many windows make the top share: at least one. */
const topCount = (windows: number, share: number): number => Math.max(1, Math.ceil(share * windows))

/** mean weight x mean + top weight x mean of the best share of the windows. */
export function pool(scores: Float32Array, { mean, top, topShare }: Pooling): number {
  const sorted = inOrder(scores)
  const count = scores.length
  const best = topCount(count, topShare)
  let all = 0
  let upper = 0
  for (let i = 0; i < count; i++) {
    all += sorted[i]!
    if (i >= count - best) upper += sorted[i]!
  }
  return mean * (all / count) + top * (upper / best)
}

const few = 64
const sortedFew = new Float32Array(few)

/** In use until the next call. Most tracks have few windows, and are put in order faster than an array is made. */
function inOrder(scores: Float32Array): Float32Array {
  if (scores.length > few) return scores.toSorted()
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i]!
    let at = i
    for (; at > 0 && sortedFew[at - 1]! > score; at--) sortedFew[at] = sortedFew[at - 1]!
    sortedFew[at] = score
  }
  return sortedFew
}
