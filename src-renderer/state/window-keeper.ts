import type { PageBridge } from '#contract/bridge.ts'
import { mostKept, type WindowState } from '#contract/window.ts'
import type { AppState } from './app.svelte.ts'
import { isPlace } from './place.ts'
import { pageOf, shelfOf, shelfViews } from './shelves/page.ts'

/** So many of those that were played come back, too. */
const mostPlayed = 500
/** Milliseconds from a change until it is kept: where it plays changes all the time. */
const waits = { queue: 1000, position: 5000, sound: 1000, output: 0, view: 1000, lists: 500 } as const

type Part = keyof typeof waits

/** Keeps queue, position, view and search in the library, and brings them back; it never begins to play. */
export class WindowKeeper {
  readonly #app: AppState
  readonly #bridge: PageBridge
  readonly #timers = new Map<Part, ReturnType<typeof setTimeout>>()
  #ready = false
  #kept: WindowState = {}
  /** How many places of the queue lie before the part of it that is kept. */
  #before = 0

  constructor(app: AppState) {
    this.#app = app
    this.#bridge = app.bridge
  }

  /** How lists look is known before they are read. */
  async read(): Promise<void> {
    this.#kept = await this.#bridge.call('window.get', {}).catch((): WindowState => ({}))
    this.#app.columns.kept = this.#kept.columns ?? {}
    this.#app.orders.kept = this.#kept.orders ?? {}
    const { albums, artists, genres } = this.#app.shelves
    Object.assign(albums, this.#kept.shelves?.albums)
    Object.assign(artists, this.#kept.shelves?.artists)
    Object.assign(genres, this.#kept.shelves?.genres)
  }

  restore(): void {
    const kept = this.#kept
    const { place, player, search } = this.#app
    // Somebody was quicker: what they do now counts.
    const untouched = player.queue.entries.length === 0 && player.track === null
    if (kept.sound) {
      player.setVolume(kept.sound.volume)
      player.setMuted(kept.sound.muted)
    }
    void this.#app.outputs.restore(kept.output ?? null)
    if (kept.queue && untouched) {
      player.queue.restore(kept.queue, kept.position?.place ?? -1)
      void player.resume(kept.position?.time ?? 0)
    }
    if (kept.view && place === 'library' && !search.text) this.#show(kept.view)
    this.#ready = true
  }

  #show({ place, search, playlist, shelf }: NonNullable<WindowState['view']>): void {
    if (search) this.#app.search.type(search)
    const view = shelfViews.find(each => each === shelf)
    if (view !== undefined) this.#app.shelves.page = pageOf(view)
    if (place === 'playlists' && playlist !== null) this.#app.goPlaylist(playlist)
    else if (place !== 'playlists' && isPlace(place)) this.#app.go(place)
  }

  /** These read what they keep, so that whoever calls them in an effect calls them again when it changed. */
  readonly queue = (): void => {
    const { entries, goesOn, repeat, shuffle } = this.#app.player.queue
    void [entries, goesOn, repeat, shuffle]
    this.#later('queue')
  }

  readonly position = (): void => {
    const { beside, paused, queue, time } = this.#app.player
    void [beside, time, queue.place]
    this.#later('position')
    if (paused) this.now('position')
  }

  readonly sound = (): void => {
    const { volume, muted } = this.#app.player
    void [volume, muted]
    this.#later('sound')
  }

  readonly output = (): void => {
    void this.#app.outputs.chosen
    this.#later('output')
  }

  readonly view = (): void => {
    const { place, playlists, search, shelves } = this.#app
    void [place, search.spoken, playlists.open.playlist?.id, shelves.page]
    this.#later('view')
  }

  readonly lists = (): void => {
    const { columns, orders } = this.#app
    void [columns.kept, orders.kept, JSON.stringify(this.#shelfOrders())]
    this.#later('lists')
  }

  /** What waits is kept at once: the window may be about to go. */
  flush(): void {
    for (const part of [...this.#timers.keys()]) this.now(part)
  }

  #later(part: Part): void {
    if (!this.#ready || this.#timers.has(part)) return
    this.#timers.set(
      part,
      setTimeout(() => this.now(part), waits[part])
    )
  }

  now(part: Part): void {
    const timer = this.#timers.get(part)
    if (timer === undefined) return
    clearTimeout(timer)
    this.#timers.delete(part)
    // That it does not come back is nothing to stop anything for.
    void this.#bridge.call('window.keep', this.#parts(part)).catch(() => undefined)
  }

  #parts(part: Part): WindowState {
    if (part === 'queue') return { queue: this.#queue(), position: this.#position() }
    if (part === 'position') return { position: this.#position() }
    const { columns, orders, place, player, playlists, search, shelves } = this.#app
    if (part === 'lists') return { columns: columns.kept, orders: orders.kept, shelves: this.#shelfOrders() }
    if (part === 'output') return { output: this.#app.outputs.chosen }
    if (part === 'sound') return { sound: { volume: player.volume, muted: player.muted } }
    const playlist = playlists.section === 'list' ? (playlists.open.playlist?.id ?? null) : null
    const shelf = shelfOf(shelves.page)
    return { view: { place, search: search.spoken.slice(0, 20_000), playlist, shelf } }
  }

  #shelfOrders(): NonNullable<WindowState['shelves']> {
    const { albums, artists, genres } = this.#app.shelves
    return {
      albums: { sort: albums.sort, descending: albums.descending },
      artists: { sort: artists.sort, descending: artists.descending },
      genres: { sort: genres.sort, descending: genres.descending }
    }
  }

  #queue(): NonNullable<WindowState['queue']> {
    const { queue } = this.#app.player
    this.#before = Math.max(0, queue.place - mostPlayed)
    return queue.kept(this.#before, mostKept)
  }

  #position(): NonNullable<WindowState['position']> {
    const { beside, queue, time } = this.#app.player
    const place = queue.place - this.#before
    return { place: place < mostKept ? Math.max(-1, place) : -1, time: beside?.time ?? time }
  }
}
