import type { ScoringProfile } from './profile.ts'

type Pooling = ScoringProfile['windowPooling']

/** How many windows make the top share: at least one. */
export const topCount = (windows: number, share: number): number => Math.max(1, Math.ceil(share * windows))

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

/** Quantile of the normal distribution for p above one half (Abramowitz and Stegun 26.2.23, error below 5e-4). */
function upperQuantile(p: number): number {
  const t = Math.sqrt(-2 * Math.log(1 - p))
  const above = 2.515517 + t * (0.802853 + t * 0.010328)
  const below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
  return t - above / below
}

const excesses = new Map<string, number>()

/**
 * By how many deviations the best share of n alike windows lies above their mean by chance alone (Blom's order
 * statistics). A track of many windows has a better best window for any query, fitting or not; this is taken off.
 */
export function chanceExcess(windows: number, share: number): number {
  const key = `${windows}:${share}`
  const known = excesses.get(key)
  if (known !== undefined) return known
  const best = topCount(windows, share)
  let sum = 0
  for (let i = 0; i < best; i++) {
    const p = (windows - i - 0.375) / (windows + 0.25)
    sum += p >= 0.5 ? upperQuantile(p) : -upperQuantile(1 - p)
  }
  const excess = windows > 1 ? sum / best : 0
  excesses.set(key, excess)
  return excess
}
