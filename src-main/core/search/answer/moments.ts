import type { Moment } from '#contract/entities.ts'
import type { HeatPassage } from '#contract/heat.ts'

/** No longer than this: a moment is a place to start listening, not the track. */
const longest = 60
/** A moment of a single window that begins with less than this left to hear is an ending, and no place to start. */
const leastLeft = 15
/** From this many windows' lengths on a moment lasts. */
const lasting = 1.25
/** A passage counts as one of the best from this share of the best one's score on. */
const ofBest = 0.4
const mostMoments = 6

/** A track's score along the time. `values`: one a window, in order of time. */
export interface Along {
  values: Float32Array
  /** Start of each window, seconds. */
  starts: Float32Array
  windowSeconds: number
  /** Of the track, seconds. */
  duration: number
}

/**
 * The passages of a track, best first. Each is a window that stands above its neighbours, with those beside it that keep
 * more than half of its lead over the track's middle (median) window. None begins within the last seconds unless it
 * lasts. `from`: the least score of its best window. At least one where nothing else is asked.
 */
export function passagesAlong(along: Along, from = -Infinity, most = Infinity): HeatPassage[] {
  const { values } = along
  if (!reaches(values, from)) return []
  const sorted = values.toSorted()
  const median = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
  const open = new Uint8Array(values.length).fill(1)
  const found: HeatPassage[] = []
  while (found.length < most) {
    const peak = highest(values, open)
    if (peak < 0 || values[peak]! < from) break
    const { first, last } = grown(along, peak, (values[peak]! + median) / 2, open)
    const passage = between(along, first, last)
    if (isEnding(along, first, passage)) {
      open[peak] = 0
      continue
    }
    open.fill(0, first, last + 1)
    // Its slopes are no passages of their own.
    for (let at = first - 1; at >= 0 && values[at]! <= values[at + 1]!; at--) open[at] = 0
    for (let at = last + 1; at < values.length && values[at]! <= values[at - 1]!; at++) open[at] = 0
    found.push({ ...passage, heat: values[peak]! })
  }
  return found
}

/** The best passage: a track that fits nowhere has one, too. */
export function bestMoment(along: Along): Moment {
  const { start, end } = passagesAlong(along, -Infinity, 1)[0]!
  return { start, end }
}

/** The few passages worth jumping to, best first. */
export function bestMoments(along: Along): HeatPassage[] {
  if (along.values.length === 0) return []
  const all = passagesAlong(along, -Infinity, mostMoments)
  const best = all[0]?.heat ?? 0
  return all.filter(({ heat }, place) => place === 0 || heat >= Math.max(best * ofBest, Number.EPSILON))
}

function reaches(values: Float32Array, least: number): boolean {
  for (let at = 0; at < values.length; at++) if (values[at]! >= least) return true
  return false
}

function highest(values: Float32Array, open: Uint8Array): number {
  let best = -1
  for (let at = 0; at < values.length; at++) {
    if (open[at] === 1 && (best < 0 || values[at]! > values[best]!)) best = at
  }
  return best
}

/** The window with its neighbours above the threshold, as far as they are open. */
function grown(
  { values, starts, windowSeconds }: Along,
  peak: number,
  threshold: number,
  open: Uint8Array
): { first: number; last: number } {
  let first = peak
  let last = peak
  const fits = (from: number, to: number): boolean => starts[to]! + windowSeconds - starts[from]! <= longest
  const joins = (window: number): boolean => open[window] === 1 && values[window]! > threshold
  // Windows of a very long track lie apart: what was not heard in between does not belong to the passage.
  const touches = (a: number, b: number): boolean => starts[b]! - starts[a]! <= windowSeconds + 0.01
  for (;;) {
    const before = first > 0 && touches(first - 1, first) && joins(first - 1) && fits(first - 1, last)
    if (before) first--
    const after =
      last < values.length - 1 && touches(last, last + 1) && joins(last + 1) && fits(first, last + 1)
    if (after) last++
    if (!before && !after) return { first, last }
  }
}

function between({ starts, windowSeconds, duration }: Along, first: number, last: number): Moment {
  const start = starts[first]!
  const end = starts[last]! + windowSeconds
  return { start, end: duration > start ? Math.min(end, duration) : end }
}

/** Whether it begins within the last seconds and is over at once. What begins the track is no ending. */
const isEnding = ({ duration, windowSeconds }: Along, first: number, { start, end }: Moment): boolean =>
  first > 0 && duration - start < leastLeft && end - start < windowSeconds * lasting
