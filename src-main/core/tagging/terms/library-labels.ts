import type { Database } from '../../database/open.ts'
import { pathFromBytes } from '../../files/paths.ts'

/** A track with what is written in it. */
export interface WrittenTrack {
  id: number
  genres: string[]
  /** Names the album: artist, title and folder. A track without an album stands for itself. */
  group: string
  title: string
  artist: string
  album: string
  path: string
}

interface Row {
  id: number
  genres: string
  title: string
  artist: string
  albumArtist: string
  album: string
  path: Buffer
}

/** Visible tracks with written genres, by id. `ids` narrows it down. */
export function writtenTracks(db: Database, ids?: readonly number[]): WrittenTrack[] {
  const rows = db
    .prepare<[string], Row>(
      `SELECT id, genres, title, artist, album_artist AS albumArtist, album, path FROM visible_tracks
       WHERE genres <> '[]'
       ${ids ? 'AND id IN (SELECT value FROM json_each(?))' : "AND ? = ''"} ORDER BY id`
    )
    .all(ids ? JSON.stringify(ids) : '')
  return rows.map(({ id, genres, title, artist, albumArtist, album, path: bytes }) => {
    const path = pathFromBytes(bytes)
    const folder = path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')))
    const by = albumArtist || artist
    const group = album === '' ? `track\0${path}` : `album\0${albumArtist || folder}\0${album}\0${folder}`
    return { id, genres: JSON.parse(genres) as string[], group, title, artist: by, album, path }
  })
}
