import type { Mark, Reliability, Suggestion } from '#contract/tagging.ts'
import { wantedPrecision } from '../terms/measure.ts'

/** What was found of a tag: tracks above its line, and how likely each is a yes. */
interface Found {
  reliability: Reliability | null
  above: Uint32Array
  chances: Float32Array
}

/**
 * The tracks that carry a tag, as suggestions: those marked yes, which is sure, and those above the line without a mark,
 * which is sure where the tag was right often enough on examples it had not seen. `found`: null before it has learnt.
 */
export function carriersOf(
  { name }: { name: string },
  marks: ReadonlyMap<number, Mark>,
  found: Found | null
): Map<number, Suggestion> {
  const carriers = new Map<number, Suggestion>()
  const common = { term: name, group: 'taught', moment: null, written: false } as const
  const reliability = found?.reliability ?? null
  if (found && reliability) {
    const sure = reliability.precision !== null && reliability.precision >= wantedPrecision
    for (const [i, id] of found.above.entries()) {
      if (!marks.has(id)) carriers.set(id, { ...common, score: found.chances[i]!, sure, reliability })
    }
  }
  const marked: Reliability = { source: 'marked', auc: null, precision: null, examples: 1 }
  for (const [id, mark] of marks) {
    if (mark === 'yes') carriers.set(id, { ...common, score: 1, sure: true, reliability: marked })
  }
  return carriers
}
