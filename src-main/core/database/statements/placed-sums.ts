import type { Database } from '../open.ts'

type Counted = 'artists' | 'genres' | 'folders'

export interface PlacedSumStatements {
  /** The number of the artist of that key. */
  artist(key: string, name: string): number
  /** MusicBrainz ids that a name goes by in the library. */
  mbidsOf(nameKey: string): string[]
  /** Credits with a name alone are this artist's now; gives whose they were. */
  hand(nameKey: string, artistId: number): number[]
  /** Those of these that have no track any more are forgotten. */
  dropAlbums(ids: Iterable<number>): void
  /** They are to be counted anew. */
  note(what: Counted, ids: Iterable<number>): void
  /** Counts some of them, and forgets those that nothing belongs to. False where there were none. */
  count(limit: number): boolean
}

export function placedSumStatements(db: Database): PlacedSumStatements {
  const known = db.prepare<[string], number>('SELECT id FROM artists WHERE key = ?').pluck()
  const add = db
    .prepare<{ key: string; name: string }, number>(
      `INSERT INTO artists (key, name, albums, tracks, cover_id, name_key, words) VALUES (@key, @name, 0, 0, 0, fold(@name), fold(@name)) RETURNING id`
    )
    .pluck()
  const mbidsOf = db
    .prepare<[string], string>(`SELECT DISTINCT mbid FROM credits WHERE name_key = ? AND mbid <> ''`)
    .pluck()
  const others = db
    .prepare<[string, number], number>(
      `SELECT DISTINCT artist_id FROM credits WHERE name_key = ? AND mbid = '' AND artist_id <> ?`
    )
    .pluck()
  const hand = db.prepare<[number, string, number]>(
    `UPDATE credits SET artist_id = ? WHERE name_key = ? AND mbid = '' AND artist_id <> ?`
  )

  const note = db.prepare<[Counted, number]>(
    'INSERT INTO uncounted (what, id) VALUES (?, ?) ON CONFLICT DO NOTHING'
  )
  const noted = db.prepare<[number], { what: Counted; id: number }>('SELECT what, id FROM uncounted LIMIT ?')
  const counted = db.prepare<[Counted, number]>('DELETE FROM uncounted WHERE what = ? AND id = ?')
  const dropAlbum = db.prepare<{ id: number }>(
    'DELETE FROM albums WHERE id = @id AND NOT EXISTS (SELECT 1 FROM placed_tracks WHERE album_id = @id)'
  )
  const dropArtist = db.prepare<{ id: number }>(
    'DELETE FROM artists WHERE id = @id AND NOT EXISTS (SELECT 1 FROM credits WHERE artist_id = @id)'
  )
  const nameOf = db.prepare<[number], { name: string; key: string }>(
    `SELECT name, name_key AS key FROM credits WHERE artist_id = ? GROUP BY name ORDER BY count(*) DESC, name LIMIT 1`
  )
  const sumArtist = db.prepare<Record<string, unknown>>(
    `UPDATE artists SET name = @name, name_key = @sort, words = @key,
       tracks = (SELECT count(DISTINCT track_id) FROM credits WHERE artist_id = @id),
       albums = (SELECT count(DISTINCT album_id) FROM credits JOIN placed_tracks USING (track_id)
         WHERE artist_id = @id AND role = 'album'),
       cover_id = coalesce((SELECT track_id FROM credits WHERE artist_id = @id AND role = 'album' LIMIT 1),
         (SELECT track_id FROM credits WHERE artist_id = @id LIMIT 1))
     WHERE id = @id`
  )
  const sumGenre = db.prepare<{ id: number }>(
    'UPDATE genres SET tracks = (SELECT count(*) FROM track_genres WHERE genre_id = @id) WHERE id = @id'
  )
  const dropGenre = db.prepare<{ id: number }>('DELETE FROM genres WHERE id = @id AND tracks = 0')
  const sumFolder = db.prepare<{ id: number }>(
    'UPDATE track_folders SET tracks = (SELECT count(*) FROM placed_tracks WHERE folder_id = @id) WHERE id = @id'
  )
  const dropFolder = db.prepare<{ id: number }>('DELETE FROM track_folders WHERE id = @id AND tracks = 0')

  const counts = {
    artists: (id: number): void => {
      const named = nameOf.get(id)
      if (named === undefined) dropArtist.run({ id })
      else sumArtist.run({ id, ...named, sort: named.key.replace(/^(?:the|a|an) (?=.)/, '') })
    },
    genres: (id: number): void => {
      sumGenre.run({ id })
      dropGenre.run({ id })
    },
    folders: (id: number): void => {
      sumFolder.run({ id })
      dropFolder.run({ id })
    }
  }

  return {
    artist: (key, name) => known.get(key) ?? add.get({ key, name })!,
    mbidsOf: key => mbidsOf.all(key),
    hand: (key, artistId) => {
      const from = others.all(key, artistId)
      if (from.length > 0) hand.run(artistId, key, artistId)
      return from
    },
    dropAlbums: ids => {
      for (const id of ids) dropAlbum.run({ id })
    },
    note: (what, ids) => {
      for (const id of ids) note.run(what, id)
    },
    count: limit => {
      const some = noted.all(limit)
      for (const { what, id } of some) {
        counts[what](id)
        counted.run(what, id)
      }
      return some.length > 0
    }
  }
}
