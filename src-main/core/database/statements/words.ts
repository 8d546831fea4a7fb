import type { Database } from '../open.ts'

/** A track whose words match; larger is better. */
interface WordHit {
  id: number
  score: number
}

interface TrackNames {
  id: number
  title: string
  artist: string
  album: string
}

export interface WordStatements {
  /**
   * Full text over titles, artists, albums, genres, comments and paths (BM25, titles and artists weigh most), best
   * first. `match` is an FTS5 expression; the caller quotes what users type. A malformed one matches nothing.
   */
  search(match: string, limit: number): WordHit[]
  /** The same in no order, with what the tracks are called; a malformed expression throws. */
  names(match: string, limit: number): TrackNames[]
  ids(match: string, limit: number): number[]
  /** Titles, artists, albums and paths, each as one text. */
  written(ids: readonly number[]): { id: number; text: string }[]
  /** Whose title, artist or album is this text, which is folded. */
  named(folded: string, limit: number): number[]
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
  const names = db.prepare<[string, number], TrackNames>(
    `SELECT tracks.id, tracks.title, tracks.artist, tracks.album
     FROM track_words JOIN tracks ON tracks.id = track_words.rowid WHERE track_words MATCH ? LIMIT ?`
  )
  const ids = db
    .prepare<[string, number], number>('SELECT rowid FROM track_words WHERE track_words MATCH ? LIMIT ?')
    .pluck()
  const written = db.prepare<[string], { id: number; text: string }>(
    `SELECT tracks.id, title || char(10) || artist || char(10) || album || char(10) || path_text AS text
     FROM json_each(?) AS asked CROSS JOIN tracks ON tracks.id = asked.value`
  )
  const named = db
    .prepare<{ text: string; limit: number }, number>(
      `SELECT id FROM tracks WHERE fold(title) = @text OR fold(artist) = @text OR fold(album) = @text
         OR (artists <> '[]' AND EXISTS (SELECT 1 FROM json_each(artists) AS one WHERE fold(one.value) = @text))
       LIMIT @limit`
    )
    .pluck()
  return {
    names: (match, limit) => names.all(match, limit),
    ids: (match, limit) => ids.all(match, limit),
    written: ids => written.all(JSON.stringify(ids)),
    named: (text, limit) => named.all({ text, limit }),
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
