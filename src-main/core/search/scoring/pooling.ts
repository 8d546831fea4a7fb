import type { ScoringProfile } from '../../inference/scoring-profile.ts'

type Pooling = ScoringProfile['windowPooling']

/** How many windows make the top share: at least one. */
const topCount = (windows: number, share: number): number => Math.max(1, Math.ceil(share * windows))

/** mean weight x mean + top weight x mean of the best share of the windows. */
export function pool(scores: Float32Array, { mean, top, topShare }: Pooling): number {
  const count = scores.length
  const highest = topCount(count, topShare)
  const best = count > few ? scores.toSorted().subarray(count - highest) : bestOfFew(scores, highest)
  let all = 0
  for (let i = 0; i < count; i++) all += scores[i]!
  let upper = 0
  for (let i = 0; i < highest; i++) upper += best[i]!
  return mean * (all / count) + top * (upper / highest)
}

const few = 64
const kept = new Float32Array(few)

/** Lowest first, in use until the next call. Most tracks have few windows: no array is made for them. */
function bestOfFew(scores: Float32Array, most: number): Float32Array {
  let count = 0
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i]!
    let at = 0
    if (count < most) at = count++
    else if (score <= kept[0]!) continue
    else for (; at + 1 < count && kept[at + 1]! < score; at++) kept[at] = kept[at + 1]!
    for (; at > 0 && kept[at - 1]! > score; at--) kept[at] = kept[at - 1]!
    kept[at] = score
  }
  return kept
}
