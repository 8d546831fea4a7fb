import type { Rule, SmartRules } from '#contract/rules.ts'
import { dayOf } from './order.ts'
import { moves } from '../../library/moving-filters.ts'

/** Rules that speak of days ago are looked at anew after so long, milliseconds. */
export const driftAfter = 60 * 60_000

const ages = (rule: Rule): boolean => {
  if ('field' in rule)
    return rule.op === 'inLast' || rule.op === 'notInLast' || (rule.field === 'sound' && moves(rule.value))
  const rules = 'all' in rule ? rule.all : 'any' in rule ? rule.any : rule.none
  return rules.some(ages)
}

/** Whether other tracks may fit just because time went by: a random order lasts a day, "the last 30 days" an hour. */
export function isDue({ match, sort }: SmartRules, seenAt: number, now: number): boolean {
  if (sort.by === 'random' && dayOf(now) !== dayOf(seenAt)) return true
  return now - seenAt > driftAfter && ages(match)
}
