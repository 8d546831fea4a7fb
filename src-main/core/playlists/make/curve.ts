import type { Arc } from '#contract/playlists.ts'
import type { Prompt } from './prompt/rule.ts'

/** Where the energy should be at a share (0..1) of the playlist, and how much that counts (0..1). */
export interface Aim {
  level: number
  weight: number
}

export type Curve = (share: number) => Aim

const lowest = 0.05
const highest = 0.95
/** The share of the playlist that its start and its end reach into it. */
const endShare = 0.3
const waves = 2

/**
 * The arc as a curve; one asked for by itself comes before one in the words of the prompt. Null: none was asked for.
 * Levels are places among what fits (0.5: its middle), so that even calm music can rise.
 */
export function curveOf(arc: Arc, prompt: Pick<Prompt, 'arc' | 'start' | 'end'>): Curve | null {
  const shape = arc === 'none' ? prompt.arc : arc
  if (Array.isArray(shape)) return share => ({ level: along(shape, share), weight: 1 })
  const start = prompt.start?.energy ?? null
  const end = prompt.end?.energy ?? null
  if (arc === 'none' && (start !== null || end !== null)) return ends(start, end, shape)
  if (shape === 'rise') return share => ({ level: lowest + share * (highest - lowest), weight: 1 })
  if (shape === 'fall') return share => ({ level: highest - share * (highest - lowest), weight: 1 })
  if (shape === 'wave')
    return share => ({ level: 0.5 - 0.4 * Math.cos(2 * Math.PI * waves * share), weight: 1 })
  return null
}

function ends(start: number | null, end: number | null, shape: Prompt['arc']): Curve {
  const from = start ?? (shape === 'rise' ? lowest : shape === 'fall' ? highest : null)
  const to = end ?? (shape === 'rise' ? highest : shape === 'fall' ? lowest : null)
  if (from !== null && to !== null) return share => ({ level: from + share * (to - from), weight: 1 })
  if (from !== null) return share => ({ level: from, weight: Math.max(0, 1 - share / endShare) })
  return share => ({ level: to ?? 0.5, weight: Math.max(0, 1 - (1 - share) / endShare) })
}

/** A curve drawn by hand, straight between its points. */
function along(points: readonly number[], share: number): number {
  const at = share * (points.length - 1)
  const before = Math.min(points.length - 2, Math.floor(at))
  const rest = at - before
  return points[before]! * (1 - rest) + points[before + 1]! * rest
}

/** The value with that share of the sorted ones below it. */
export function quantileOf(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return 0.5
  const at = Math.max(0, Math.min(1, share)) * (sorted.length - 1)
  const before = Math.floor(at)
  const after = Math.min(sorted.length - 1, before + 1)
  return sorted[before]! * (1 - (at - before)) + sorted[after]! * (at - before)
}
