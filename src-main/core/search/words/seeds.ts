import type { TrackIdStatements } from '../../database/statements/track-ids.ts'
import type { WordSearch } from './word-search.ts'

/** More tracks of one artist add nothing to "like this artist". */
const mostSeeds = 24

const names: ReadonlySet<string> = new Set(['title', 'artist', 'album', 'passage'])

const isName = (field: string): boolean => names.has(field)

/** The tracks that `like:"…"` means: the file at an absolute path, or what is called so. Best match only. */
export function seedTracks(tracks: TrackIdStatements, words: WordSearch, text: string): number[] {
  if (/^(\/|[a-z]:[\\/])/i.test(text)) {
    const id = tracks.at(text)
    return id === null ? [] : [id]
  }
  const found = [...words.match(text, [])].filter(
    ([, { misspelt, fields }]) => !misspelt && fields.some(isName)
  )
  for (const kind of ['exact', 'named', 'all'] as const) {
    const ids = found.filter(([, match]) => match.kind === kind).map(([id]) => id)
    if (ids.length > 0) return ids.sort((a, b) => a - b).slice(0, mostSeeds)
  }
  return []
}
