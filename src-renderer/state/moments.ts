import type { Heat, Moment } from '#contract/entities.ts'

/** A passage counts as one of the best from this share of the best one's score on. */
const share = 0.4
const most = 6

/**
 * The best passages of a track, best first: the peaks of its heat, each one window long. A track that sounds like the
 * query nowhere still has a passage that does so most.
 */
export function bestMoments(heat: Heat): Moment[] {
  const { starts, values, windowSeconds } = heat
  const found: (Moment & { value: number })[] = []
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!
    const peak = value >= (values[at - 1] ?? -Infinity) && value > (values[at + 1] ?? -Infinity)
    if (peak) found.push({ start: starts[at]!, end: starts[at]! + windowSeconds, value })
  }
  found.sort((a, b) => b.value - a.value)
  const best = found[0]?.value ?? 0
  return found
    .filter(({ value }, place) => place === 0 || value >= Math.max(best * share, Number.EPSILON))
    .slice(0, most)
    .map(({ start, end }) => ({ start, end }))
}

/** Scores as shades from 0 to 1: nothing below the average of unrelated phrases, full from three deviations up. */
export const shades = (values: ArrayLike<number>): number[] =>
  Array.from(values, value => Math.min(1, Math.max(0, value / 3)))
