import type { AlbumRow, ArtistRow } from '#contract/albums.ts'
import { pathFromBytes } from '../../files/paths.ts'
import type { Database } from '../open.ts'

export interface PlacedAlbumStatements {
  /** In the order asked; those that are gone are left out. */
  rows(ids: readonly number[]): AlbumRow[]
  artistRows(ids: readonly number[]): ArtistRow[]
  /** What it is told by; null: no such album. */
  keyOf(id: number): string | null
  /** Its tracks in their order. */
  tracks(id: number): { id: number; disc: number }[]
  /** Tracks of several, album by album. */
  tracksOf(ids: readonly number[]): Uint32Array
  /** The artists that all of it is by. */
  artists(id: number): number[]
  genres(id: number): string[]
  folders(id: number): string[]
  /** Others of the same title and artist. */
  others(id: number): number[]
  of(trackId: number): number | null
  /** Of an artist, newest first: its own (`album`), or all that it is named on. */
  by(artistId: number, role: 'album' | 'track'): number[]
}

export function placedAlbumStatements(db: Database): PlacedAlbumStatements {
  const rows = db.prepare<[string], Omit<AlbumRow, 'various'> & { various: number }>(
    `SELECT albums.id, title, artist, various, year, discs, tracks, duration, added_at AS addedAt, format,
       cover_id AS coverId
     FROM json_each(?) AS asked CROSS JOIN albums ON albums.id = asked.value ORDER BY asked.key`
  )
  const artistRows = db.prepare<[string], ArtistRow>(
    `SELECT artists.id, name, albums, tracks, cover_id AS coverId
     FROM json_each(?) AS asked CROSS JOIN artists ON artists.id = asked.value ORDER BY asked.key`
  )
  const keyOf = db.prepare<[number], string>('SELECT key FROM albums WHERE id = ?').pluck()
  const tracks = db.prepare<[number], { id: number; disc: number }>(
    'SELECT track_id AS id, disc FROM placed_tracks WHERE album_id = ? ORDER BY disc, number, track_id'
  )
  const tracksOf = db
    .prepare<[string], number>(
      `SELECT track_id FROM json_each(?) AS asked CROSS JOIN placed_tracks ON album_id = asked.value
       ORDER BY asked.key, disc, number, track_id`
    )
    .pluck()
  const artists = db
    .prepare<[number], number>(
      `SELECT artist_id FROM placed_tracks CROSS JOIN credits ON credits.track_id = placed_tracks.track_id AND role = 'album'
       WHERE album_id = ? GROUP BY artist_id ORDER BY count(*) DESC, min(place)`
    )
    .pluck()
  const genres = db
    .prepare<[number], string>(
      `SELECT name FROM placed_tracks CROSS JOIN track_genres ON track_genres.track_id = placed_tracks.track_id
       CROSS JOIN genres ON genres.id = genre_id
       WHERE album_id = ? GROUP BY genre_id ORDER BY count(*) DESC, name`
    )
    .pluck()
  const folders = db
    .prepare<[number], Buffer>(
      `SELECT path FROM placed_tracks CROSS JOIN track_folders ON track_folders.id = folder_id
       WHERE album_id = ? GROUP BY folder_id ORDER BY path`
    )
    .pluck()
  const others = db
    .prepare<[number], number>(
      `SELECT other.id FROM albums AS one CROSS JOIN albums AS other
         ON other.title_key = one.title_key AND other.artist_key = one.artist_key AND other.id <> one.id
       WHERE one.id = ? ORDER BY other.id`
    )
    .pluck()
  const of = db
    .prepare<[number], number | null>('SELECT album_id FROM placed_tracks WHERE track_id = ?')
    .pluck()
  const by = db
    .prepare<[number, string], number>(
      `SELECT albums.id FROM credits CROSS JOIN placed_tracks ON placed_tracks.track_id = credits.track_id
       CROSS JOIN albums ON albums.id = album_id
       WHERE artist_id = ? AND role = ? GROUP BY albums.id ORDER BY year IS NULL, year DESC, albums.title_key, albums.id`
    )
    .pluck()

  return {
    rows: ids => rows.all(JSON.stringify(ids)).map(row => ({ ...row, various: row.various === 1 })),
    artistRows: ids => artistRows.all(JSON.stringify(ids)),
    keyOf: id => keyOf.get(id) ?? null,
    tracks: id => tracks.all(id),
    tracksOf: ids => Uint32Array.from(tracksOf.all(JSON.stringify(ids))),
    artists: id => artists.all(id),
    genres: id => genres.all(id),
    folders: id => folders.all(id).map(path => pathFromBytes(path)),
    others: id => others.all(id),
    of: trackId => of.get(trackId) ?? null,
    by: (artistId, role) => by.all(artistId, role)
  }
}
