import type { Database } from '../../database/open.ts'
import { writtenGenreStatements } from '../../database/statements/written-genres.ts'

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

/** Visible tracks with written genres, by id. `ids` narrows it down. */
export function writtenTracks(db: Database, ids?: readonly number[]): WrittenTrack[] {
  return writtenGenreStatements(db)
    .tracks(ids)
    .map(({ id, genres, title, artist, albumArtist, album, path }) => {
      const folder = path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')))
      const by = albumArtist || artist
      const group = album === '' ? `track\0${path}` : `album\0${albumArtist || folder}\0${album}\0${folder}`
      return { id, genres, group, title, artist: by, album, path }
    })
}
