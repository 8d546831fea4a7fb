import type { AlbumSort, ArtistSort, GenreRow, GenreSort } from '#contract/albums.ts'
import type { Database } from '../open.ts'

/** Lists of albums, artists and genres in an order, of those whose names have some words, which are folded. */

const byTitle = 'title_key, id'
const albumOrders: Record<AlbumSort, (way: string) => string> = {
  // Those of several artists, and nobody's, come last.
  artist: way => `artist_key = '', artist_key ${way}, year IS NULL, year, ${byTitle}`,
  title: way => `title_key ${way}, artist_key, id`,
  year: way => `year IS NULL, year ${way}, artist_key, ${byTitle}`,
  added: way => `added_at ${way}, artist_key, ${byTitle}`,
  tracks: way => `tracks ${way}, ${byTitle}`,
  duration: way => `duration ${way}, ${byTitle}`
}

const artistOrders: Record<ArtistSort, (way: string) => string> = {
  name: way => `name_key ${way}, id`,
  albums: way => `albums ${way}, name_key, id`,
  tracks: way => `tracks ${way}, name_key, id`
}

const genreOrders: Record<GenreSort, (way: string) => string> = {
  name: way => `key ${way}`,
  tracks: way => `tracks ${way}, key`
}

const wayOf = (descending: boolean): string => (descending ? 'DESC' : 'ASC')
const named = (words: string): string =>
  `NOT EXISTS (SELECT 1 FROM json_each(?) AS asked WHERE instr(${words}, asked.value) = 0)`

export function albumsInOrder(
  db: Database,
  sort: AlbumSort,
  descending: boolean,
  words: readonly string[]
): Uint32Array {
  const order = albumOrders[sort](wayOf(descending))
  const rows = db.prepare<[string], number>(`SELECT id FROM albums WHERE ${named('words')} ORDER BY ${order}`)
  return Uint32Array.from(rows.pluck().all(JSON.stringify(words)))
}

export function artistsInOrder(
  db: Database,
  sort: ArtistSort,
  descending: boolean,
  words: readonly string[]
): Uint32Array {
  const order = artistOrders[sort](wayOf(descending))
  const rows = db.prepare<[string], number>(
    `SELECT id FROM artists WHERE ${named('words')} ORDER BY ${order}`
  )
  return Uint32Array.from(rows.pluck().all(JSON.stringify(words)))
}

export function genresInOrder(
  db: Database,
  sort: GenreSort,
  descending: boolean,
  words: readonly string[]
): GenreRow[] {
  const order = genreOrders[sort](wayOf(descending))
  return db
    .prepare<[string], GenreRow>(
      `SELECT id, name, tracks FROM genres WHERE ${named('genres.key')} ORDER BY ${order}`
    )
    .all(JSON.stringify(words))
}
