import type { Database } from '../open.ts'

export interface MapColourStatements {
  /** The first genre that is written in each track that is shown, where one is. */
  genres(): Iterable<[id: number, genre: string]>
  years(): Iterable<[id: number, year: number]>
  /** Every track of each playlist in use, by the name of the playlist. */
  playlists(): Iterable<[id: number, playlist: string]>
}

export function mapColourStatements(db: Database): MapColourStatements {
  const genres = db
    .prepare<[], [number, string]>(
      `SELECT id, json_extract(genres, '$[0]') FROM visible_tracks WHERE genres <> '[]'`
    )
    .raw()
  const years = db
    .prepare<[], [number, number]>('SELECT id, year FROM visible_tracks WHERE year IS NOT NULL')
    .raw()
  const playlists = db
    .prepare<[], [number, string]>(
      `SELECT entries.track_id, playlists.name FROM playlists
         JOIN playlist_entries AS entries ON entries.playlist_id = playlists.id
       WHERE playlists.removed_at IS NULL AND entries.position IS NOT NULL AND entries.track_id IS NOT NULL
       UNION SELECT members.track_id, playlists.name FROM playlists
         JOIN smart_members AS members ON members.playlist_id = playlists.id
       WHERE playlists.removed_at IS NULL`
    )
    .raw()
  return {
    genres: () => genres.iterate(),
    years: () => years.iterate(),
    playlists: () => playlists.iterate()
  }
}
