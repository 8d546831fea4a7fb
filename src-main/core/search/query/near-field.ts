import { filterFields, namesOfFilter } from '#contract/field-uses.ts'
import { slipsBetween } from '../words/slips.ts'

const names: readonly string[] = [...filterFields.flatMap(field => namesOfFilter(field)), 'like']

/** The name of a filter that somebody who wrote this meant; null where none comes near. */
export function nearField(written: string): string | null {
  const name = written.toLowerCase()
  const begun = names.filter(one => name.length >= 3 && one.startsWith(name))
  if (begun.length === 1) return begun[0]!
  // One slip in a short word, two in a longer one.
  const most = name.length < 5 ? 1 : 2
  const near = names
    .map(one => ({ one, slips: slipsBetween(name, one) }))
    .filter(({ slips }) => slips <= most)
    .sort((a, b) => a.slips - b.slips)
  return near[0]?.one ?? null
}
