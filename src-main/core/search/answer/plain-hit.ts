import type { SearchHit } from '#contract/entities.ts'
/** A hit without any sound in it. `filters`: those it passed, as they were written. */
export const plainHit = (id: number, rank: number, filters: readonly string[]): SearchHit => ({
  id,
  rank,
  score: 0,
  band: 'good',
  named: null,
  moment: null,
  passage: null,
  reasons: filters.map(text => ({ kind: 'filter', text, effect: 0 })),
  versions: []
})
