import type { Reason } from '#contract/entities.ts'

export interface SortedReasons {
  up: Reason[]
  down: Reason[]
  /** What it had to have or to lack, and does: filters, and what was not wanted and is not heard. */
  kept: Reason[]
}

/** Reasons by what they did to a track, each in the order they came. */
export const sorted = (reasons: readonly Reason[]): SortedReasons => ({
  up: reasons.filter(({ effect }) => effect > 0),
  down: reasons.filter(({ effect }) => effect < 0),
  kept: reasons.filter(({ effect, kind }) => effect === 0 && (kind === 'filter' || kind === 'negative'))
})

/**
 * Why a track is in the list, for its row, in the words of the query: what pulled it up, strongest first, with what was
 * not wanted and is not heard; then what else is heard in it. Every row passed the filters, so they are not said.
 */
export function rowReasons(reasons: readonly Reason[]): Reason[] {
  const { up, kept } = sorted(reasons)
  const own = [...up.filter(one => one.kind !== 'tag'), ...kept.filter(one => one.kind !== 'filter')]
  return [...own, ...up.filter(one => one.kind === 'tag')]
}
