import { filterFields, namesOfFilter } from '#contract/field-uses.ts'

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

/** Letters that are wrong, missing, too many, or have changed places with their neighbour. */
function slipsBetween(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, i) => i)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row[j] = Math.min(
        rows[i - 1]![j]! + 1,
        row[j - 1]! + 1,
        rows[i - 1]![j - 1]! + (same ? 0 : 1),
        swapped ? rows[i - 2]![j - 2]! + 1 : Infinity
      )
    }
    rows.push(row)
  }
  return rows[a.length]![b.length]!
}
