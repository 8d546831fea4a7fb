import { singleFields, type TagField } from '#contract/field-uses.ts'
import type { Plan } from '#contract/tagging.ts'
import type { NewPlanChange } from '../../database/statements/plan-files.ts'
import type { FieldValues } from '../../tags/index.ts'
import type { Proposal } from './proposals.ts'
import { mostValues } from './values.ts'

/** What would be heard of a field in a file. */
export type ProposedChange = NewPlanChange & { field: TagField }

/** What proposals would change in a file, one change a field at most. */
export function mergeProposals(
  mode: Plan['mode'],
  written: FieldValues,
  proposals: readonly Proposal[]
): ProposedChange[] {
  return [...Map.groupBy(proposals, ({ field }) => field)].flatMap(([field, some]) => {
    const change = mergeField(mode, field, written[field], some)
    return change === null ? [] : [change]
  })
}

function mergeField(
  mode: Plan['mode'],
  field: TagField,
  before: string[],
  proposals: readonly Proposal[]
): ProposedChange | null {
  const single = singleFields.has(field)
  const corrects = proposals.some(({ insteadOf }) => insteadOf !== undefined)
  const contradicted = new Set(proposals.flatMap(({ insteadOf = [] }) => insteadOf).map(alike))
  if (before.length > 0 && (mode === 'fill' || (mode === 'add' && single))) return null
  // Some values of a field may be right and others wrong: only those that are contradicted go.
  const corrected = before.filter(value => !contradicted.has(alike(value)))
  const kept = mode === 'add' ? before : corrects ? corrected : []
  const best = single ? proposals.slice(0, 1) : proposals
  const valuesWith = (some: readonly Proposal[]): string[] =>
    distinct([...kept, ...some.map(({ value }) => value)], before).slice(0, mostValues)
  const all = valuesWith(best)
  if (sameSet(before, all)) return null
  const reasons = best
    .filter(({ value }) => all.includes(value) && !before.includes(value))
    .map(({ value, score, reliability, moment }) => ({ value, score, reliability, moment }))
  // Sure values do not wait for those that are not; these are offered beside them.
  const sure = valuesWith(best.filter(one => one.sure))
  const accepted = best.some(one => one.sure) && !sameSet(before, sure)
  return { field, before, after: accepted ? sure : all, reasons, accepted }
}

/** "Hip-Hop" and "hip-hop" are one value. */
const alike = (value: string): string => value.normalize('NFC').toLowerCase().trim()

/** Each value once, spelled as it is in the file where it is there already. */
function distinct(values: readonly string[], before: readonly string[]): string[] {
  const spelled = new Map(before.map(value => [alike(value), value]))
  const seen = new Map<string, string>()
  for (const value of values) {
    const name = alike(value)
    if (name !== '' && !seen.has(name)) seen.set(name, spelled.get(name) ?? value)
  }
  return [...seen.values()]
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every(value => b.includes(value))
}
