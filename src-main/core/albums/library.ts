import { sep } from 'node:path'
import type {
  AlbumDetail,
  AlbumRow,
  AlbumSort,
  ArtistDetail,
  ArtistRow,
  ArtistSort,
  FolderRow,
  GenreRow,
  GenreSort,
  Shelf
} from '#contract/albums.ts'
import { EarshotError } from '#contract/errors.ts'
import type { SortField } from '#contract/field-uses.ts'
import { someInOrder } from '../database/compile/in-order.ts'
import { albumsInOrder, artistsInOrder, genresInOrder } from '../database/compile/lists.ts'
import { fold } from '../database/fold.ts'
import { quoted } from '../database/full-text.ts'
import type { Database } from '../database/open.ts'
import { folderStatements, type FolderStatements } from '../database/statements/folders.ts'
import { placedAlbumStatements, type PlacedAlbumStatements } from '../database/statements/placed-albums.ts'
import { shelfStatements, type ShelfStatements } from '../database/statements/shelves.ts'
import { wordStatements, type WordStatements } from '../database/statements/words.ts'
import { nameKey } from './names.ts'

/** So many of what was added or played last. */
const mostRecent = 1000
const everything = 1_000_000

interface AskedShelf {
  shelf: Shelf
  id?: number | undefined
  path?: string | undefined
  filter: string
  sort?: SortField | undefined
  descending: boolean
}

/** Albums, artists, genres and folders, as they are placed. */
export class AlbumLibrary {
  readonly #db: Database
  readonly #albums: PlacedAlbumStatements
  readonly #shelves: ShelfStatements
  readonly #folders: FolderStatements
  readonly #words: WordStatements

  constructor(db: Database) {
    this.#db = db
    this.#albums = placedAlbumStatements(db)
    this.#shelves = shelfStatements(db)
    this.#folders = folderStatements(db)
    this.#words = wordStatements(db)
  }

  albums(sort: AlbumSort, descending: boolean, filter: string): Uint32Array {
    return albumsInOrder(this.#db, sort, descending, wordsOf(filter))
  }

  albumRows(ids: readonly number[]): AlbumRow[] {
    return this.#albums.rows(ids)
  }

  /** Throws not-found. */
  album(id: number): AlbumDetail {
    const [row] = this.#albums.rows([id])
    const key = this.#albums.keyOf(id)
    if (row === undefined || key === null) throw new EarshotError('not-found', `There is no album ${id}.`)
    const artists = row.various ? [] : this.#albums.artists(id)
    const byDisc = Map.groupBy(this.#albums.tracks(id), ({ disc }) => disc)
    return {
      ...row,
      artistId: artists[0] ?? null,
      genres: this.#albums.genres(id),
      parts: [...byDisc].map(([disc, tracks]) => ({ disc, ids: tracks.map(track => track.id) })),
      folders: this.#albums.folders(id),
      others: this.#albums.others(id),
      toldBy: key.startsWith('release ') ? 'release' : key.startsWith('title ') ? 'names' : 'folder'
    }
  }

  /** Of some albums, in their order. */
  tracksOf(ids: readonly number[]): Uint32Array {
    return this.#albums.tracksOf(ids)
  }

  albumOf(trackId: number): number | null {
    return this.#albums.of(trackId)
  }

  artists(sort: ArtistSort, descending: boolean, filter: string): Uint32Array {
    return artistsInOrder(this.#db, sort, descending, wordsOf(filter))
  }

  artistRows(ids: readonly number[]): ArtistRow[] {
    return this.#albums.artistRows(ids)
  }

  /** Throws not-found. */
  artist(id: number): ArtistDetail {
    const [row] = this.#albums.artistRows([id])
    if (row === undefined) throw new EarshotError('not-found', `There is no artist ${id}.`)
    const own = this.#albums.by(id, 'album')
    const known = new Set(own)
    return { ...row, own, among: this.#albums.by(id, 'track').filter(album => !known.has(album)) }
  }

  genres(sort: GenreSort, descending: boolean, filter: string): GenreRow[] {
    return genresInOrder(this.#db, sort, descending, wordsOf(filter))
  }

  /** Right below a folder; without one those of the library. */
  folders(path: string | undefined): FolderRow[] {
    if (path === undefined) return this.#folders.all().map(folder => this.#folderRow(folder.path))
    const found = new Map<string, FolderRow>()
    const start = path.endsWith(sep) ? path : path + sep
    for (const { path: below, tracks } of this.#shelves.folders(path)) {
      if (below === path) continue
      const end = below.indexOf(sep, start.length)
      const child = end < 0 ? below : below.slice(0, end)
      const row = found.get(child) ?? { path: child, tracks: 0, folders: false }
      found.set(child, { path: child, tracks: row.tracks + tracks, folders: row.folders || end >= 0 })
    }
    return [...found.values()]
  }

  /** Throws bad-request where it is not said whose. */
  tracks({ shelf, id, path, filter, sort, descending }: AskedShelf): Uint32Array {
    const ids = this.#shelf(shelf, id, path)
    const words = wordsOf(filter)
    const kept = words.length === 0 ? ids : this.#named(ids, words)
    return sort === undefined ? Uint32Array.from(kept) : someInOrder(this.#db, kept, sort, descending)
  }

  #shelf(shelf: Shelf, id: number | undefined, path: string | undefined): number[] {
    if (shelf === 'added') return this.#shelves.added(mostRecent)
    if (shelf === 'played') return this.#shelves.played(mostRecent)
    if (shelf === 'folder' && path !== undefined) return this.#shelves.below(path)
    if (shelf === 'album' && id !== undefined) return Array.from(this.#albums.tracksOf([id]))
    if (shelf === 'artist' && id !== undefined) return this.#shelves.ofArtist(id)
    if (shelf === 'genre' && id !== undefined) return this.#shelves.ofGenre(id)
    throw new EarshotError('bad-request', `Say which ${shelf}.`)
  }

  /** Those whose names have each of the words, begun at least. */
  #named(ids: readonly number[], words: readonly string[]): number[] {
    const match = words.map(word => `{title artist album} : ${quoted(word)} *`).join(' AND ')
    const found = new Set(this.#words.ids(match, everything))
    return ids.filter(id => found.has(id))
  }

  #folderRow(path: string): FolderRow {
    const all = this.#shelves.folders(path)
    return {
      path,
      tracks: all.reduce((sum, { tracks }) => sum + tracks, 0),
      folders: all.some(folder => folder.path !== path)
    }
  }
}

const wordsOf = (filter: string): string[] => nameKey(fold(filter)).split(' ').filter(Boolean)
