import type { AppState } from './app.svelte.ts'
import { withSeed } from './query-text.ts'
import { mostSeeds } from './seeds.svelte.ts'

/** Bends the search towards or away from the tracks that are meant. */
export const bend = (app: AppState, negative: boolean): Promise<void> =>
  searchWith(app, app.meant.ids.slice(0, mostSeeds), app.search.text, negative)

/** Bends it towards tracks that were dropped on the box. */
export const likeThese = (app: AppState, ids: readonly number[]): Promise<void> =>
  searchWith(app, ids.slice(0, mostSeeds), app.search.text, false)

/** Looks for what sounds like these, spread over all of them where they are too many to name. */
export function alike(app: AppState, ids: readonly number[]): Promise<void> {
  const each = Math.max(1, ids.length / mostSeeds)
  const some = Array.from({ length: Math.min(mostSeeds, ids.length) }, (_, at) => ids[Math.floor(at * each)]!)
  return searchWith(app, some, '', false)
}

async function searchWith(
  app: AppState,
  ids: readonly number[],
  from: string,
  negative: boolean
): Promise<void> {
  let text = from
  try {
    for (const id of ids) {
      const row = await app.rows.fetch(id)
      if (row) text = withSeed(text, await app.seeds.of(row), negative)
    }
    if (text !== app.search.text) app.searchFor(text)
  } catch (thrown) {
    app.failed(thrown)
  }
}
