import type {
  AlbumDetail,
  AlbumRow,
  ArtistDetail,
  ArtistRow,
  ArtistSort,
  FolderRow,
  GenreRow,
  GenreSort
} from '#contract/albums.ts'
import type { PageBridge } from '#contract/bridge.ts'
import type { Events } from '#contract/events.ts'
import type { Description } from '#contract/tagging.ts'
import { lastPart } from '../../text/format.ts'
import { say } from '../../text/say.ts'
import type { Orders } from '../orders.svelte.ts'
import { LazyRows } from './lazy-rows.svelte.ts'
import { NameList } from './name-list.svelte.ts'
import { keyOfPage, tracksOf, type Page } from './page.ts'
import { ShelfTracks } from './shelf-tracks.svelte.ts'
import { Tiles } from './tiles.svelte.ts'

/** How often lists may be read again while the library changes, milliseconds. */
const settle = 1500

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** Whether each of the words is in a name, begun or whole: as the engine narrows down the other lists. */
const hasWords = (name: string, words: string): boolean =>
  plain(words)
    .split(/\s+/)
    .every(word => ` ${plain(name).replace(/[^\p{L}\p{N}]+/gu, ' ')}`.includes(word && ` ${word}`))
/** More tracks than that are not asked how they sound together. */
const mostDescribed = 100

/** Albums, artists, genres, folders and what is new, each as a page. */
export class Shelves {
  page = $state.raw<Page>({ view: 'albums' })
  album = $state.raw<AlbumDetail | null>(null)
  artist = $state.raw<ArtistDetail | null>(null)
  /** How the album sounds; null until it is known. */
  description = $state.raw<Description | null>(null)
  /** What of an artist or a folder is shown: what it holds, or its tracks. */
  part = $state<'inside' | 'tracks'>('inside')

  readonly albums: Tiles
  readonly artists: NameList<ArtistSort>
  readonly genres: NameList<GenreSort>
  readonly folders: NameList<'name'>
  /** Albums of the artist. */
  readonly own: Tiles
  readonly tracks: ShelfTracks

  readonly #bridge: PageBridge
  readonly #failed: (thrown: unknown) => void
  readonly #albumRows: LazyRows<AlbumRow>
  readonly #artistRows: LazyRows<ArtistRow>
  #genreRows = $state.raw<readonly GenreRow[]>([])
  #folderRows = $state.raw<readonly FolderRow[]>([])
  /** The track that was active on each page. */
  readonly #places: Partial<Record<string, number>> = {}
  #timer: ReturnType<typeof setTimeout> | null = null
  #shown = false
  /** Pages that were there once: they stay while they are read again. */
  readonly #seen: Partial<Record<string, true>> = {}
  #asking = $state(false)
  #placing = $state.raw<Events['library.placing'] | null>(null)

  constructor(bridge: PageBridge, orders: Orders, failed: (thrown: unknown) => void) {
    this.#bridge = bridge
    this.#failed = failed
    this.#albumRows = new LazyRows(ids => bridge.call('albums.rows', { ids }), failed)
    this.#artistRows = new LazyRows(ids => bridge.call('artists.rows', { ids }), failed)
    this.albums = new Tiles(bridge, this.#albumRows)
    this.own = new Tiles(bridge, this.#albumRows)
    this.tracks = new ShelfTracks(bridge, orders)
    this.artists = new NameList<ArtistSort>(
      'name',
      async ({ sort, descending, filter }) =>
        (await bridge.call('artists.list', { sort, descending, filter })).ids,
      id => {
        const row = this.#artistRows.get(id)
        return row && { ...row, about: say.shelves.ofArtist(row.albums, row.tracks) }
      }
    )
    this.genres = new NameList<GenreSort>(
      'name',
      async ({ sort, descending, filter }) => {
        this.#genreRows = await bridge.call('genres.list', { sort, descending, filter })
        return this.#genreRows.map(({ id }) => id)
      },
      id => {
        const row = this.#genreRows.find(genre => genre.id === id)
        return row && { ...row, about: say.numbers.tracks(row.tracks) }
      }
    )
    this.folders = new NameList<'name'>(
      'name',
      async ({ filter, descending }) => {
        const path = this.page.view === 'folders' ? this.page.path : null
        const all = await bridge.call('folders.list', path === null ? {} : { path })
        const named = all.filter(row => hasWords(lastPart(row.path), filter))
        this.#folderRows = descending ? named.toReversed() : named
        return this.#folderRows.map((_, at) => at + 1)
      },
      id => {
        const row = this.#folderRows[id - 1]
        return row && { id, name: lastPart(row.path), about: say.numbers.tracks(row.tracks) }
      }
    )
    bridge.on('library.changed', () => this.#soon())
    bridge.on('library.placing', placing => (this.#placing = this.#asking ? placing : null))
  }

  /** How far the engine is with telling albums apart, while a page waits for that; null: it waits for nothing. */
  get placing(): Events['library.placing'] | null {
    return this.#asking ? this.#placing : null
  }

  genreNamed(id: number): string {
    return this.#genreRows.find(genre => genre.id === id)?.name ?? ''
  }

  folderAt(id: number): string | null {
    return this.#folderRows[id - 1]?.path ?? null
  }

  /** Albums side by side that the page shows; null where it shows others things. */
  get tiles(): Tiles | null {
    if (this.page.view === 'albums') return this.albums
    return this.page.view === 'artist' && this.part === 'inside' ? this.own : null
  }

  /** Whether the page shows a list of tracks. */
  get listsTracks(): boolean {
    const { view } = this.page
    if (view === 'artist') return this.part === 'tracks'
    if (view === 'folders') return this.page.path !== null && this.part === 'tracks'
    return view === 'album' || view === 'genre' || view === 'added' || view === 'played'
  }

  async show(page: Page): Promise<void> {
    this.#shown = true
    if (this.tracks.activeId !== null) this.#places[keyOfPage(this.page)] = this.tracks.activeId
    this.page = page
    this.part = 'inside'
    await this.#load()
  }

  /** Reads again what the page shows. */
  readonly refresh = async (): Promise<void> => {
    await Promise.all([this.#loadNames(), this.tracks.load()])
  }

  async #load(): Promise<void> {
    const { page } = this
    const of = tracksOf(page)
    const active = this.#places[keyOfPage(page)] ?? null
    this.#asking = !this.#seen[keyOfPage(page)]
    await Promise.all([this.#loadNames(), of === null ? null : this.tracks.show(of, active)])
    this.#seen[keyOfPage(page)] = true
    if (this.page === page) [this.#asking, this.#placing] = [false, null]
    if (page.view === 'album' && this.page === page) this.tracks.parts = this.#discs()
    // A folder without others in it has its tracks to show.
    if (page.view === 'folders' && page.path !== null && this.folders.ids.length === 0) this.part = 'tracks'
  }

  async #loadNames(): Promise<void> {
    const { page } = this
    try {
      if (page.view === 'albums') await this.albums.load()
      else if (page.view === 'artists') await this.artists.load()
      else if (page.view === 'genres') await this.genres.load()
      else if (page.view === 'folders') await this.folders.load()
      else if (page.view === 'album') await this.#loadAlbum(page.id)
      else if (page.view === 'artist') await this.#loadArtist(page.id)
    } catch (thrown) {
      this.#failed(thrown)
    }
  }

  async #loadAlbum(id: number): Promise<void> {
    if (this.album?.id !== id) this.description = null
    const album = await this.#bridge.call('albums.get', { id })
    if (this.page.view !== 'album' || this.page.id !== id) return
    this.album = album
    const ids = album.parts.flatMap(part => part.ids).slice(0, mostDescribed)
    // A trimming: an album without it is still shown.
    const said = await this.#bridge.call('tags.describe', { of: { kind: 'tracks', ids } }).catch(() => null)
    if (this.page.view === 'album' && this.page.id === id) this.description = said
  }

  async #loadArtist(id: number): Promise<void> {
    const artist = await this.#bridge.call('artists.get', { id })
    if (this.page.view !== 'artist' || this.page.id !== id) return
    this.artist = artist
    this.own.ids = [...artist.own, ...artist.among]
    this.own.loading = false
    if (this.own.ids.length === 0) this.part = 'tracks'
  }

  #discs(): { text: string; tracks: number }[] {
    return (this.album?.parts ?? []).map(({ disc, ids }) => ({
      text: say.shelves.disc(disc),
      tracks: ids.length
    }))
  }

  #soon(): void {
    if (!this.#shown || this.#timer) return
    this.#timer = setTimeout(() => {
      this.#timer = null
      this.#albumRows.expire()
      this.#artistRows.expire()
      void this.refresh()
    }, settle)
  }
}
