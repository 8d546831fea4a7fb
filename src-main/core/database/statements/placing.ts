import { pathFromBytes, pathToBytes } from '../../files/paths.ts'
import type { Database } from '../open.ts'

/** What a track says that it is placed by. */
export interface UnplacedTrack {
  id: number
  path: string
  artist: string
  artists: string[]
  album: string
  albumArtist: string
  albumArtists: string[]
  compilation: boolean
  albumMbid: string
  artistMbids: string[]
  albumArtistMbids: string[]
  title: string
  genres: string[]
  trackNumber: number | null
  discNumber: number | null
  year: number | null
  duration: number | null
  codec: string
  addedAt: number
}

interface WaitingTrack {
  id: number
  album: string
}

/** Where a track belongs. */
export interface PlacedTrack {
  trackId: number
  albumId: number | null
  titleKey: string
  mbid: string
  folderId: number
  disc: number
  number: number
  leadKey: string
}

/** Where one belonged, and what was said of its album. */
export type PlacedBefore = Pick<
  PlacedTrack,
  'trackId' | 'titleKey' | 'mbid' | 'albumId' | 'folderId' | 'disc'
>

export interface StoredAlbum {
  key: string
  title: string
  artist: string
  various: boolean
  year: number | null
  discs: number
  tracks: number
  duration: number
  addedAt: number
  format: string
  coverId: number
  titleKey: string
  artistKey: string
  words: string
}

export interface StoredCredit {
  role: 'album' | 'track'
  name: string
  key: string
  mbid: string
  artistId: number
}

export interface PlacingStatements {
  /** Tracks that wait to be placed, with what is written of their albums; nothing of those that are gone. */
  waiting(limit: number): WaitingTrack[]
  /** How many wait. */
  count(): number
  placed(ids: readonly number[]): void
  /** What was said of the albums of these, as they were placed. */
  told(ids: readonly number[]): PlacedBefore[]
  /** Placed tracks of these titles and releases. */
  with(titleKeys: readonly string[], mbids: readonly string[]): number[]
  /** Those of these that are shown. */
  facts(ids: readonly number[]): UnplacedTrack[]
  place(track: PlacedTrack): void
  /** It belongs nowhere. */
  remove(id: number): void
  folder(path: string): number
  /** The number of the album of that key, with what it is now. */
  album(album: StoredAlbum): number
  /** As they were set. */
  creditsOf(id: number): Omit<StoredCredit, 'name'>[]
  /** `isNew`: it has none yet. */
  setCredits(id: number, credits: readonly StoredCredit[], isNew: boolean): void
  genresOf(id: number): number[]
  setGenres(id: number, genres: readonly number[], isNew: boolean): void
  genre(key: string, name: string): number
}

type Row = Omit<
  UnplacedTrack,
  'path' | 'compilation' | 'artists' | 'albumArtists' | 'genres' | 'artistMbids' | 'albumArtistMbids'
> &
  Record<'artists' | 'albumArtists' | 'genres' | 'artistMbids' | 'albumArtistMbids', string> & {
    path: Buffer
    compilation: number
  }

const texts = (list: string): string[] => (list === '[]' ? [] : (JSON.parse(list) as string[]))

export function placingStatements(db: Database): PlacingStatements {
  const waiting = db.prepare<[number], WaitingTrack>(
    `SELECT track_id AS id, coalesce(album, '') AS album
     FROM unplaced_tracks LEFT JOIN tracks ON tracks.id = track_id ORDER BY track_id LIMIT ?`
  )
  const count = db.prepare<[], number>('SELECT count(*) FROM unplaced_tracks').pluck()
  const placed = db.prepare<[string]>(
    'DELETE FROM unplaced_tracks WHERE track_id IN (SELECT value FROM json_each(?))'
  )
  const told = db.prepare<[string], PlacedBefore>(
    `SELECT track_id AS trackId, disc, title_key AS titleKey, mbid, album_id AS albumId, folder_id AS folderId
     FROM json_each(?) AS asked CROSS JOIN placed_tracks ON track_id = asked.value`
  )
  const withTitles = db
    .prepare<[string], number>(
      `SELECT track_id FROM json_each(?) AS asked CROSS JOIN placed_tracks
       WHERE title_key = asked.value AND title_key <> ''`
    )
    .pluck()
  const withMbids = db
    .prepare<[string], number>(
      `SELECT track_id FROM json_each(?) AS asked CROSS JOIN placed_tracks WHERE mbid = asked.value AND mbid <> ''`
    )
    .pluck()
  const facts = db.prepare<[string], Row>(
    `SELECT tracks.id, tracks.path, artist, artists, album, album_artist AS albumArtist, album_artists AS albumArtists, compilation,
       album_mbid AS albumMbid, artist_mbids AS artistMbids, album_artist_mbids AS albumArtistMbids, title, genres,
       track_number AS trackNumber, disc_number AS discNumber, year, duration, codec, added_at AS addedAt
     FROM json_each(?) AS asked CROSS JOIN visible_tracks AS tracks ON tracks.id = asked.value`
  )
  const place = db.prepare<PlacedTrack>(
    `INSERT OR REPLACE INTO placed_tracks (track_id, album_id, title_key, mbid, folder_id, disc, number, lead_key)
     VALUES (@trackId, @albumId, @titleKey, @mbid, @folderId, @disc, @number, @leadKey)`
  )
  const remove = db.prepare<[number]>('DELETE FROM placed_tracks WHERE track_id = ?')
  const knownFolder = db.prepare<[Buffer], number>('SELECT id FROM track_folders WHERE path = ?').pluck()
  const addFolder = db
    .prepare<[Buffer], number>('INSERT INTO track_folders (path, tracks) VALUES (?, 0) RETURNING id')
    .pluck()
  const album = db
    .prepare<Record<string, unknown>, number>(
      `INSERT INTO albums (key, title, artist, various, year, discs, tracks, duration, added_at, format, cover_id, title_key,
         artist_key, words)
       VALUES (@key, @title, @artist, @various, @year, @discs, @tracks, @duration, @addedAt, @format, @coverId, @titleKey,
         @artistKey, @words)
       ON CONFLICT (key) DO UPDATE SET title = excluded.title, artist = excluded.artist, various = excluded.various,
         year = excluded.year, discs = excluded.discs, tracks = excluded.tracks, duration = excluded.duration,
         added_at = excluded.added_at, format = excluded.format, cover_id = excluded.cover_id,
         title_key = excluded.title_key, artist_key = excluded.artist_key, words = excluded.words
       RETURNING id`
    )
    .pluck()
  const creditsOf = db.prepare<[number], Omit<StoredCredit, 'name'>>(
    'SELECT artist_id AS artistId, role, name_key AS key, mbid FROM credits WHERE track_id = ? ORDER BY place'
  )
  const dropCredits = db.prepare<[number]>('DELETE FROM credits WHERE track_id = ?')
  const addCredit = db.prepare<[number, string, number, string, string, string, number]>(
    `INSERT INTO credits (track_id, role, place, name, name_key, mbid, artist_id) VALUES (?, ?, ?, ?, ?, ?, ?)`
  )
  const genresOf = db
    .prepare<[number], number>('SELECT genre_id FROM track_genres WHERE track_id = ?')
    .pluck()
  const dropGenres = db.prepare<[number]>('DELETE FROM track_genres WHERE track_id = ?')
  const addGenre = db.prepare<[number, number]>('INSERT INTO track_genres (track_id, genre_id) VALUES (?, ?)')
  const knownGenre = db.prepare<[string], number>('SELECT id FROM genres WHERE key = ?').pluck()
  const newGenre = db
    .prepare<[string, string], number>('INSERT INTO genres (key, name, tracks) VALUES (?, ?, 0) RETURNING id')
    .pluck()

  return {
    waiting: limit => waiting.all(limit),
    count: () => count.get()!,
    placed: ids => void placed.run(JSON.stringify(ids)),
    told: ids => told.all(JSON.stringify(ids)),
    with: (titles, mbids) => [
      ...withTitles.all(JSON.stringify(titles)),
      ...withMbids.all(JSON.stringify(mbids))
    ],
    facts: ids =>
      facts.all(JSON.stringify(ids)).map(row => ({
        ...row,
        path: pathFromBytes(row.path),
        artists: texts(row.artists),
        albumArtists: texts(row.albumArtists),
        artistMbids: texts(row.artistMbids),
        albumArtistMbids: texts(row.albumArtistMbids),
        genres: texts(row.genres),
        compilation: row.compilation === 1
      })),
    place: track => void place.run(track),
    remove: id => {
      remove.run(id)
      dropCredits.run(id)
      dropGenres.run(id)
    },
    folder: path => {
      const bytes = pathToBytes(path)
      return knownFolder.get(bytes) ?? addFolder.get(bytes)!
    },
    album: ({ various, ...rest }) => album.get({ ...rest, various: various ? 1 : 0 })!,
    creditsOf: id => creditsOf.all(id),
    setCredits: (id, credits, isNew) => {
      if (!isNew) dropCredits.run(id)
      credits.forEach(({ role, name, key, mbid, artistId }, place) =>
        addCredit.run(id, role, place, name, key, mbid, artistId)
      )
    },
    genresOf: id => genresOf.all(id),
    setGenres: (id, genres, isNew) => {
      if (!isNew) dropGenres.run(id)
      for (const genre of genres) addGenre.run(id, genre)
    },
    genre: (key, name) => knownGenre.get(key) ?? newGenre.get(key, name)!
  }
}
