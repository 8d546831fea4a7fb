import type { PlanChange, PlanReason } from './tagging.ts'

/** What is decided of a change, value by value. On both sides, so that the page can show at once what comes of a choice. */
export type Decided = Pick<PlanChange, 'after' | 'reasons' | 'accepted'>
type Undecided = Decided & Pick<PlanChange, 'before'>

/** All values that a change could bring: those it brings, and those proposed that were left out of it. */
export function offeredBy({ before, after, reasons }: Omit<Undecided, 'accepted'>): string[] {
  const all = [...reasons.map(({ value }) => value), ...after]
  return [...new Set(all)].filter(value => !before.includes(value))
}

/** Values that were proposed and are not to be written. */
export function leftOutOf(change: Omit<Undecided, 'accepted'>): string[] {
  return offeredBy(change).filter(value => !change.after.includes(value))
}

/**
 * Accepts or refuses one value that a change could bring. Others that it brings stay as they are; of a change that was
 * not accepted as a whole only this one is. With its last value the whole change is refused, and offers all of them again.
 * Null where nothing changes. `single`: the field says one thing.
 */
export function withValue(
  change: Undecided,
  value: string,
  accepted: boolean,
  single: boolean
): Decided | null {
  const offered = offeredBy(change)
  if (!offered.includes(value) || (!accepted && !change.accepted)) return null
  const brought = change.accepted ? change.after : []
  const others = single && accepted ? [] : offered.filter(one => one !== value && brought.includes(one))
  const wanted = offered.filter(one => others.includes(one) || (accepted && one === value))
  const kept = change.after.filter(one => change.before.includes(one))
  const why = new Set(change.reasons.map(reason => reason.value))
  const reasons = [...change.reasons, ...offered.filter(one => !why.has(one)).map(unmeasured)]
  if (wanted.length > 0) return { after: [...kept, ...wanted], reasons, accepted: true }
  return { after: single ? change.after : [...kept, ...offered], reasons: change.reasons, accepted: false }
}

const unmeasured = (value: string): PlanReason => ({
  value,
  score: 0,
  reliability: { source: 'none', auc: null, precision: null, examples: 0 },
  moment: null
})
