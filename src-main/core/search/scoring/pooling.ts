import type { ScoringProfile } from '../../inference/scoring-profile.ts'

type Pooling = ScoringProfile['windowPooling']

/** How many windows make the top share: at least one. */
const topCount = (windows: number, share: number): number => Math.max(1, Math.ceil(share * windows))

/** mean weight x mean + top weight x mean of the best share of the windows. */
export function pool(scores: Float32Array, { mean, top, topShare }: Pooling): number {
  const sorted = scores.toSorted()
  const best = topCount(sorted.length, topShare)
  let all = 0
  let upper = 0
  for (let i = 0; i < sorted.length; i++) {
    all += sorted[i]!
    if (i >= sorted.length - best) upper += sorted[i]!
  }
  return mean * (all / sorted.length) + top * (upper / best)
}
