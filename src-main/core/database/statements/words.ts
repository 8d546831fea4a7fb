import type { Database } from '../open.ts'

/** A track whose words match; larger is better. */
export interface WordHit {
  id: number
  score: number
}

export interface WordStatements {
  /**
   * Full text over titles, artists, albums, genres, comments and paths (BM25, titles and artists weigh most), best
   * first. `match` is an FTS5 expression; the caller quotes what users type. A malformed one matches nothing.
   */
  search(match: string, limit: number): WordHit[]
}

// Weights of title, artist, album, genres, comment, path.
const weights = '10, 8, 5, 4, 1, 2'

export function wordStatements(db: Database): WordStatements {
  const search = db.prepare<[string, number], WordHit>(
    `SELECT track_words.rowid AS id, -bm25(track_words, ${weights}) AS score
     FROM track_words JOIN visible_tracks ON visible_tracks.id = track_words.rowid
     WHERE track_words MATCH ?
     ORDER BY score DESC, id LIMIT ?`
  )
  return {
    search: (match, limit) => {
      try {
        return search.all(match, limit)
      } catch (thrown) {
        if (thrown instanceof Error && /fts5|syntax|no such column|unterminated/i.test(thrown.message))
          return []
        throw thrown
      }
    }
  }
}
