import type { LibraryMap } from './map/library-map.svelte.ts'
import type { Menu } from './menu.svelte.ts'
import type { Place } from './place.ts'
import type { Player } from './player.svelte.ts'
import type { Playlists } from './playlists/playlists.svelte.ts'
import type { Selection } from './selection.svelte.ts'
import type { Shelves } from './shelves/shelves.svelte.ts'
import type { TrackList } from './track-list.svelte.ts'

interface Lists {
  list: TrackList
  playlists: Playlists
  player: Player
  shelves: Shelves
  map: LibraryMap
}

/** Which tracks a key like `t`, the menu and the bar below a list mean. */
export class Meant {
  readonly #place: () => Place
  readonly #menu: Menu
  readonly #list: TrackList
  readonly #playlists: Playlists
  readonly #player: Player
  readonly #shelves: Shelves
  readonly #map: LibraryMap

  constructor(place: () => Place, menu: Menu, { list, playlists, player, shelves, map }: Lists) {
    this.#place = place
    this.#menu = menu
    this.#list = list
    this.#playlists = playlists
    this.#player = player
    this.#shelves = shelves
    this.#map = map
  }

  /** The playlist whose entries the window shows. */
  readonly playlist = $derived.by(() =>
    this.#place() === 'playlists' && this.#playlists.section === 'list' ? this.#playlists.open : null
  )

  /** Those a menu is about, else those chosen together in the list that is shown, else the active one there; elsewhere the one that plays. */
  readonly ids: readonly number[] = $derived.by(() => {
    if (this.#menu.about) return this.#menu.about.ids
    if (this.#place() === 'library') return this.#list.meant
    if (this.#place() === 'map') return this.#map.tracks.chosen
    if (this.playlist) return this.playlist.meantTracks
    if (this.#place() === 'shelves') {
      const { listsTracks, tiles, tracks } = this.#shelves
      if (tiles) return tiles.tracks
      if (listsTracks) return tracks.meant
    }
    const id = this.#player.track?.id ?? this.#list.activeId
    return id === null ? [] : [id]
  })

  /** All tracks of the list that they stand in. */
  readonly among: ArrayLike<number> = $derived.by(() => {
    if (this.#menu.about) return this.#menu.about.ids
    if (this.#place() === 'map') return this.#map.tracks.ids
    if (this.#place() !== 'shelves') return this.playlist?.trackIds ?? this.#list.ids
    const { listsTracks, tiles, tracks } = this.#shelves
    return tiles ? tiles.tracks : listsTracks ? tracks.ids : this.#list.ids
  })

  /** Plays them; a single one goes on with the list it stands in. */
  async play(): Promise<void> {
    const [first] = this.ids
    if (first === undefined) return
    if (this.ids.length > 1) await this.#player.play(this.ids, 0)
    else await this.#player.play(this.among, Array.prototype.indexOf.call(this.among, first))
  }

  /** Nothing is chosen together any more. False where nothing was. */
  unselect(): boolean {
    const shown = this.#shown()
    if (!shown?.selected.length) return false
    shown.unselect()
    return true
  }

  #shown(): Pick<Selection, 'selected' | 'unselect'> | null {
    if (this.#place() === 'library') return this.#list
    if (this.#place() === 'map') return this.#map.tracks
    if (this.#place() !== 'shelves') return this.playlist
    return this.#shelves.tiles ?? (this.#shelves.listsTracks ? this.#shelves.tracks : null)
  }
}
