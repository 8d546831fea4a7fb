import type { Database } from '../open.ts'
import { pathFromBytes } from '../../files/paths.ts'

/** A track with the genres that are written in it, and what names its album. */
interface GenreRow {
  id: number
  genres: string[]
  title: string
  artist: string
  albumArtist: string
  album: string
  path: string
}

export interface WrittenGenreStatements {
  /** Shown tracks with written genres, by id. `ids` narrows it down. */
  tracks(ids?: readonly number[]): GenreRow[]
  /** Another text whenever a track with genres came, went or was read anew. */
  state(): string
}

type Row = Omit<GenreRow, 'genres' | 'path'> & { genres: string; path: Buffer }

const written = `SELECT id, genres, title, artist, album_artist AS albumArtist, album, path FROM visible_tracks
  WHERE genres <> '[]'`

export function writtenGenreStatements(db: Database): WrittenGenreStatements {
  const all = db.prepare<[], Row>(`${written} ORDER BY id`)
  const some = db.prepare<[string], Row>(`${written} AND id IN (SELECT value FROM json_each(?)) ORDER BY id`)
  const state = db
    .prepare<[], string>(
      `SELECT count(*) || ':' || coalesce(max(scanned_at), 0) FROM tracks WHERE genres <> '[]'`
    )
    .pluck()
  return {
    tracks: ids => (ids ? some.all(JSON.stringify(ids)) : all.all()).map(toGenres),
    state: () => state.get()!
  }
}

function toGenres(row: Row): GenreRow {
  return { ...row, genres: JSON.parse(row.genres) as string[], path: pathFromBytes(row.path) }
}
