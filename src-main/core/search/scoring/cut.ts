import type { Band } from '#contract/entities.ts'
import { nullQuantile } from './null-sample.ts'
import type { NullDistribution } from './null-sample.ts'

/**
 * Where results end. A track is above the line when it scores what less than 1 in 20 (track, unrelated phrase)
 * pairs score; it is strong at 1 in 200. The line rises with the answer: where the best hits stand far out, what
 * reaches less than half of their height is not what was asked for. So the number of hits follows the library and
 * the query: many for "guitar", few for "bagpipes", none where nothing fits.
 */
export interface Line {
  /** Scores at or above are above the line. */
  good: number
  strong: number
}

const goodShare = 0.95
const strongShare = 0.995
/** Height of the line as a share of the answer's own best. */
const ofBest = 0.5
/** The best is the mean of this many, so that one outlier does not cut the rest off. */
const bestCount = 5

/** `scores`: of every ranked track, in any order. */
export function line(scores: Iterable<number>, distribution: NullDistribution): Line {
  const best: number[] = []
  for (const score of scores) {
    if (best.length === bestCount && score <= best[0]!) continue
    best.push(score)
    best.sort((a, b) => a - b)
    if (best.length > bestCount) best.shift()
  }
  const top = best.length > 0 ? best.reduce((sum, score) => sum + score, 0) / best.length : 0
  const good = Math.max(nullQuantile(distribution, goodShare), ofBest * top)
  return { good, strong: Math.max(good, nullQuantile(distribution, strongShare), ofBest * top) }
}

export function bandOf(score: number, { good, strong }: Line): Band {
  return score >= strong ? 'strong' : score >= good ? 'good' : 'weak'
}
