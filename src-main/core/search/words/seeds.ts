import type { Database } from '../../database/open.ts'
import { pathToBytes } from '../../files/paths.ts'
import type { WordSearch } from './word-search.ts'

/** More tracks of one artist add nothing to "like this artist". */
const mostSeeds = 24

/** The tracks that `like:"…"` means: the file at an absolute path, or what is called so. Best match only. */
export function seedTracks(db: Database, words: WordSearch, text: string): number[] {
  if (/^(\/|[a-z]:[\\/])/i.test(text)) {
    const id = db
      .prepare<[Buffer], number>('SELECT id FROM tracks WHERE path = ?')
      .pluck()
      .get(pathToBytes(text))
    return id === undefined ? [] : [id]
  }
  const found = [...words.match(text, [])]
  for (const kind of ['exact', 'all'] as const) {
    const ids = found.filter(([, match]) => match.kind === kind).map(([id]) => id)
    if (ids.length > 0) return ids.sort((a, b) => a - b).slice(0, mostSeeds)
  }
  return []
}
