import { pathFromBytes, pathToBytes, rangeBelow } from '../../files/paths.ts'
import type { Database } from '../open.ts'

/** Tracks that are taken together, albums in one piece. */
export interface ShelfStatements {
  ofArtist(id: number): number[]
  ofGenre(id: number): number[]
  /** In a folder and below it, folder by folder. */
  below(path: string): number[]
  /** The newest first. */
  added(limit: number): number[]
  played(limit: number): number[]
  /** Folders with tracks in them, in a folder and below it. */
  folders(path: string): { path: string; tracks: number }[]
}

const onAlbum = 'disc, number, placed_tracks.track_id'

export function shelfStatements(db: Database): ShelfStatements {
  const ofArtist = db
    .prepare<[number], number>(
      `SELECT placed_tracks.track_id FROM
         (SELECT DISTINCT track_id FROM credits WHERE artist_id = ?) AS own
       CROSS JOIN placed_tracks ON placed_tracks.track_id = own.track_id
       LEFT JOIN albums ON albums.id = album_id
       ORDER BY album_id IS NULL, year IS NULL, year, albums.title_key, album_id, ${onAlbum}`
    )
    .pluck()
  const ofGenre = db
    .prepare<[number], number>(
      `SELECT placed_tracks.track_id FROM track_genres
       CROSS JOIN placed_tracks ON placed_tracks.track_id = track_genres.track_id
       WHERE genre_id = ? ORDER BY lead_key = '', lead_key, title_key, album_id, ${onAlbum}`
    )
    .pluck()
  const below = db
    .prepare<[Buffer, Buffer, Buffer], number>(
      `SELECT placed_tracks.track_id FROM track_folders CROSS JOIN placed_tracks ON folder_id = track_folders.id
       WHERE (path >= ? AND path < ?) OR path = ? ORDER BY path, ${onAlbum}`
    )
    .pluck()
  const added = db
    .prepare<[number], number>('SELECT id FROM visible_tracks ORDER BY added_at DESC, id DESC LIMIT ?')
    .pluck()
  const played = db
    .prepare<[number], number>(
      `SELECT listening.track_id FROM listening CROSS JOIN visible_tracks ON visible_tracks.id = listening.track_id
       WHERE played_at IS NOT NULL ORDER BY played_at DESC LIMIT ?`
    )
    .pluck()
  const folders = db.prepare<[Buffer, Buffer, Buffer], { path: Buffer; tracks: number }>(
    'SELECT path, tracks FROM track_folders WHERE (path >= ? AND path < ?) OR path = ? ORDER BY path'
  )
  const within = (path: string): [Buffer, Buffer, Buffer] => {
    const { first, end } = rangeBelow(path)
    return [first, end, pathToBytes(path)]
  }
  return {
    ofArtist: id => ofArtist.all(id),
    ofGenre: id => ofGenre.all(id),
    below: path => below.all(...within(path)),
    added: limit => added.all(limit),
    played: limit => played.all(limit),
    folders: path =>
      folders.all(...within(path)).map(row => ({ path: pathFromBytes(row.path), tracks: row.tracks }))
  }
}
