import type { SmartRules } from '#contract/rules.ts'

/** What an edit did, so that it can be undone and done again: one stretch of the order replaced by another. */
export interface Change {
  /** Where the stretch begins. */
  at: number
  /** Entry ids that were there, and those that are there instead. */
  out: number[]
  in: number[]
  locked: number[]
  unlocked: number[]
  name?: [before: string, after: string]
  rules?: [before: SmartRules, after: SmartRules]
}

export const noChange: Change = { at: 0, out: [], in: [], locked: [], unlocked: [] }

export function isEmpty(change: Change): boolean {
  const { out, locked, unlocked, name, rules } = change
  return [out, change.in, locked, unlocked].every(list => list.length === 0) && !name && !rules
}

/** The change that leads back. */
export function inverse(change: Change): Change {
  const { at, out, locked, unlocked, name, rules } = change
  return {
    at,
    out: change.in,
    in: out,
    locked: unlocked,
    unlocked: locked,
    ...(name && { name: [name[1], name[0]] }),
    ...(rules && { rules: [rules[1], rules[0]] })
  }
}

/** The shortest stretch in which two orders differ. */
export function difference(before: number[], after: number[]): Pick<Change, 'at' | 'out' | 'in'> {
  const shorter = Math.min(before.length, after.length)
  let at = 0
  while (at < shorter && before[at] === after[at]) at++
  let same = 0
  while (same < shorter - at && before.at(-1 - same) === after.at(-1 - same)) same++
  return { at, out: before.slice(at, before.length - same), in: after.slice(at, after.length - same) }
}
