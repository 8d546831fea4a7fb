import { z } from 'zod'
import type { Listing } from './entities.ts'
import { sortFields } from './field-uses.ts'
import { id, path, reads } from './request.ts'

/** Albums, artists, genres and folders, as they are told from what the files say. */

/** One album of a list. */
export interface AlbumRow {
  id: number
  title: string
  /** Empty where it is `various`, and where no file says. */
  artist: string
  various: boolean
  year: number | null
  discs: number
  tracks: number
  /** Seconds. */
  duration: number
  addedAt: number
  /** Codec of most of its tracks. */
  format: string
  /** The track whose cover it has. */
  coverId: number
}

export interface AlbumDetail extends AlbumRow {
  /** Its own page; null where it is nobody's alone. */
  artistId: number | null
  genres: string[]
  /** Its tracks by disc, in their order. */
  parts: { disc: number; ids: number[] }[]
  /** Folders that it lies in. */
  folders: string[]
  /** Of the same title by the same: another copy, or another edition. */
  others: number[]
  /** What says that its tracks are one album. */
  toldBy: 'release' | 'names' | 'folder'
}

export interface ArtistRow {
  id: number
  name: string
  /** Its own, without those it only takes part in. */
  albums: number
  tracks: number
  coverId: number
}

export interface ArtistDetail extends ArtistRow {
  /** Albums by their numbers, newest first: its own, and those with others' names. */
  own: number[]
  among: number[]
}

export interface GenreRow {
  id: number
  name: string
  tracks: number
}

export interface FolderRow {
  path: string
  /** In it and below it. */
  tracks: number
  /** Whether there are folders in it. */
  folders: boolean
}

export const albumSorts = ['artist', 'title', 'year', 'added', 'tracks', 'duration'] as const
export type AlbumSort = (typeof albumSorts)[number]
export const artistSorts = ['name', 'albums', 'tracks'] as const
export type ArtistSort = (typeof artistSorts)[number]
export const genreSorts = ['name', 'tracks'] as const
export type GenreSort = (typeof genreSorts)[number]

/** What tracks are taken together. */
const shelves = ['album', 'artist', 'genre', 'folder', 'added', 'played'] as const
export type Shelf = (typeof shelves)[number]

const ids = z.array(id).max(500)
const descending = z.boolean().default(false)
/** Words of which each is to be in a name, begun or whole, whatever its capitals and accents. */
const filter = z.string().max(1000).default('')

export const albumRequests = {
  'albums.list': reads<Listing>().with(() =>
    z.strictObject({ sort: z.enum(albumSorts).default('artist'), descending, filter })
  ),
  /** In the order asked; numbers that are gone are left out. */
  'albums.rows': reads<AlbumRow[]>().with(() => z.strictObject({ ids })),
  'albums.get': reads<AlbumDetail>().with(() => z.strictObject({ id })),
  /** Tracks of some albums, album by album, in their order. */
  'albums.tracks': reads<Listing>().with(() => z.strictObject({ ids: z.array(id).max(100_000) })),
  /** The album of a track; null where it is on none. */
  'albums.of': reads<number | null>().with(() => z.strictObject({ id })),
  'artists.list': reads<Listing>().with(() =>
    z.strictObject({ sort: z.enum(artistSorts).default('name'), descending, filter })
  ),
  'artists.rows': reads<ArtistRow[]>().with(() => z.strictObject({ ids })),
  'artists.get': reads<ArtistDetail>().with(() => z.strictObject({ id })),
  'genres.list': reads<GenreRow[]>().with(() =>
    z.strictObject({ sort: z.enum(genreSorts).default('name'), descending, filter })
  ),
  /** Folders with music right below one; without one those of the library. */
  'folders.list': reads<FolderRow[]>().with(() => z.strictObject({ path: path.optional() })),
  /**
   * Tracks of an album, an artist or a genre, by `id`, or below a folder, by `path`; or the newest thousand by when they were added or
   * played last. Without `sort` albums stay together; the last two are in the order of time.
   */
  'tracks.list': reads<Listing>().with(() =>
    z.strictObject({
      shelf: z.enum(shelves),
      id: id.optional(),
      path: path.optional(),
      filter,
      sort: z.enum(sortFields).optional(),
      descending
    })
  )
} as const
