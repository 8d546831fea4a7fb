import type { Heat, Moment } from '#contract/entities.ts'

/** How far below a track's best window a moment may lie, standard deviations. */
const reach = 1.5
const most = 6

/**
 * The best passages of a track, best first: neighbouring windows that score well are one passage. A passage starts
 * where its first window does.
 */
export function bestMoments(heat: Heat): Moment[] {
  const { starts, values, windowSeconds } = heat
  if (!values.length) return []
  const floor = values.reduce((best, value) => Math.max(best, value), -Infinity) - reach
  const found: (Moment & { value: number })[] = []
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!
    const peak = value >= (values[at - 1] ?? -Infinity) && value > (values[at + 1] ?? -Infinity)
    if (peak && value >= floor) found.push({ start: starts[at]!, end: starts[at]! + windowSeconds, value })
  }
  return found
    .sort((a, b) => b.value - a.value)
    .slice(0, most)
    .map(({ start, end }) => ({ start, end }))
}

/** Scores as shades from 0 to 1: nothing below the average of unrelated phrases, full from three deviations up. */
export const shades = (values: ArrayLike<number>): number[] =>
  Array.from(values, value => Math.min(1, Math.max(0, value / 3)))
