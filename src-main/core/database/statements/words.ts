import type { Database } from '../open.ts'

/** What a track is called; every artist by itself, too. */
export interface TrackNames {
  id: number
  title: string
  artists: readonly string[]
  album: string
  genres: readonly string[]
}

export interface WordStatements {
  /** Every word of names, and how many tracks, or passages, have it; one that both have comes twice. */
  terms(): { term: string; tracks: number }[]
  /** How many tracks there are. */
  count(): number
  /** Tracks that match an FTS5 expression, in no order; a malformed one throws. */
  ids(match: string, limit: number): number[]
  names(ids: readonly number[]): TrackNames[]
  /** Whose title, artist or album is this text of signs alone, which is folded. */
  named(folded: string, limit: number): number[]
}

// As in the indexes of migration 160. SQLite takes them for each alone, not to put together rows that come once.
const ofSigns = (column: string): string =>
  `${column} <> '' AND ${column} NOT GLOB '*[0-9A-Za-zА-яぁ-ゖァ-ヺ一-鿿가-힣]*'`

export function wordStatements(db: Database): WordStatements {
  const terms = db.prepare<[], { term: string; tracks: number }>(
    'SELECT term, doc AS tracks FROM track_terms UNION ALL SELECT term, doc FROM passage_terms'
  )
  const count = db.prepare<[], number>('SELECT count(*) FROM tracks').pluck()
  const ids = db
    .prepare<[string, number], number>('SELECT rowid FROM track_words WHERE track_words MATCH ? LIMIT ?')
    .pluck()
  const names = db.prepare<
    [string],
    Record<'title' | 'artist' | 'artists' | 'album' | 'genres', string> & { id: number }
  >(
    `SELECT tracks.id, title, artist, artists, album, genres
     FROM json_each(?) AS asked CROSS JOIN tracks ON tracks.id = asked.value`
  )
  const named = db
    .prepare<{ text: string; limit: number }, number>(
      `SELECT id FROM tracks WHERE ${ofSigns('title')} AND fold(title) = @text
       UNION ALL SELECT id FROM tracks WHERE ${ofSigns('artist')} AND fold(artist) = @text
       UNION ALL SELECT id FROM tracks WHERE ${ofSigns('album')} AND fold(album) = @text
       UNION ALL SELECT id FROM tracks WHERE artists <> '[]'
         AND EXISTS (SELECT 1 FROM json_each(artists) AS one WHERE fold(one.value) = @text)
       LIMIT @limit`
    )
    .pluck()
  return {
    terms: () => terms.all(),
    count: () => count.get() ?? 0,
    ids: (match, limit) => ids.all(match, limit),
    names: asked =>
      names.all(JSON.stringify(asked)).map(({ id, title, artist, artists, album, genres }) => ({
        id,
        title,
        artists: artists === '[]' ? [artist] : [artist, ...(JSON.parse(artists) as string[])],
        album,
        genres: JSON.parse(genres) as string[]
      })),
    named: (text, limit) => [...new Set(named.all({ text, limit }))]
  }
}
