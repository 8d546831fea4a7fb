import type { Moment } from '#contract/entities.ts'

/** No longer than this: a moment is a place to start listening, not the track. */
const longest = 60

/**
 * The best passage: the best window, and its neighbours as long as they keep more than half of its lead over the
 * track's middle (median) window. `values`: one a window, in order of time.
 */
export function bestMoment(
  values: Float32Array,
  starts: Float32Array,
  windowSeconds: number,
  duration: number
): Moment {
  let best = 0
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i
  const sorted = values.toSorted()
  const median = sorted[Math.floor((sorted.length - 1) / 2)]!
  const threshold = (values[best]! + median) / 2
  let first = best
  let last = best
  const fits = (from: number, to: number): boolean => starts[to]! + windowSeconds - starts[from]! <= longest
  const joins = (window: number): boolean => values[window]! > threshold
  // Windows of a very long track lie apart: what was not heard in between does not belong to the moment.
  const touches = (a: number, b: number): boolean => starts[b]! - starts[a]! <= windowSeconds + 0.01
  for (;;) {
    const before = first > 0 && touches(first - 1, first) && joins(first - 1) && fits(first - 1, last)
    if (before) first--
    const after =
      last < values.length - 1 && touches(last, last + 1) && joins(last + 1) && fits(first, last + 1)
    if (after) last++
    if (!before && !after) break
  }
  const end = starts[last]! + windowSeconds
  return { start: starts[first]!, end: duration > starts[first]! ? Math.min(end, duration) : end }
}
