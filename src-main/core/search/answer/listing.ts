import type { SearchHit } from '#contract/entities.ts'
import type { TrackSet } from '../filters/allowed.ts'
import type { SearchLibrary } from '../library.ts'

/** Only filters were asked: nothing to score, so the tracks come as a library lists them, by artist and album. */
export function listing(library: SearchLibrary, sets: readonly TrackSet[]): number[] {
  const asked = new Set<number>()
  for (const set of sets) for (const id of set.ids()) asked.add(id)
  return library.trackIds.listed([...asked])
}

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
