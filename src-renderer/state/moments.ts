import type { Heat } from '#contract/heat.ts'

/** How a stretch of a track is drawn. */
export interface Shade {
  /** 0 to 1: how much of it is heard, where the library's best passages have 1. */
  strength: number
  /** 0 to 1: how it stands within the track, whose best passage has 1. */
  height: number
}

/** A track whose windows lie closer together than this, in standard deviations, is drawn as the even one it is. */
const leastRange = 0.75

/** One shade a window. */
export function shades({ values, scale }: Pick<Heat, 'values' | 'scale'>): Shade[] {
  const peak = Math.max(...values)
  const range = Math.max(leastRange, peak - Math.min(...values))
  return Array.from(values, value => ({
    strength: Math.min(1, Math.max(0, (value - scale.low) / (scale.high - scale.low))),
    height: 1 - (peak - value) / range
  }))
}

/** One number for both, where there is no room for two: the strongest where a strong track is at its best. */
export const opacityOf = ({ strength, height }: Shade): number => strength * (0.25 + 0.75 * height ** 2)
