import type { PageBridge } from '#contract/bridge.ts'
import { toFailure, type Failure } from '#contract/errors.ts'
import type { AxesMap, LikenessMap, MapAxis, MapColour, MapColours } from '#contract/map.ts'
import type { Player } from '../player.svelte.ts'
import { MapTracks } from './map-tracks.svelte.ts'
import { noPlaces, placesOf, type Places } from './places.ts'
import { Viewport } from './viewport.ts'

type MapWay = 'axes' | 'likeness'

/** Milliseconds of silence in an axis, of rest over a point, and of changes in the library, before something is done. */
const waits = { typing: 400, hearing: 250, library: 3000 } as const

/** The map of the library: places, colours, and what is chosen in it. */
export class LibraryMap {
  way = $state<MapWay>('axes')
  x = $state('')
  y = $state('')
  by = $state<MapColour>('genre')
  /** The class of points that stands out; null: all do. */
  only = $state<number | null>(null)
  /** Whether a point that is rested on is heard. */
  hears = $state(false)
  /** Whether dragging draws an outline around tracks. */
  lassoes = $state(false)
  listed = $state(false)
  places = $state.raw<Places>(noPlaces)
  axes = $state.raw<{ x: MapAxis | null; y: MapAxis | null }>({ x: null, y: null })
  colours = $state.raw<MapColours | null>(null)
  unplaced = $state(0)
  due = $state(false)
  loaded = $state(false)
  failure = $state.raw<Failure | null>(null)

  readonly tracks: MapTracks
  readonly viewport = new Viewport()
  readonly #bridge: PageBridge
  readonly #player: Player
  readonly #failed: (thrown: unknown) => void
  #asked = 0
  #shown = false
  readonly #timers: Partial<Record<keyof typeof waits, ReturnType<typeof setTimeout>>> = {}
  #hearing: number | null = null

  constructor(bridge: PageBridge, player: Player, failed: (thrown: unknown) => void) {
    this.#bridge = bridge
    this.#player = player
    this.#failed = failed
    this.tracks = new MapTracks(bridge, failed)
    bridge.on('library.changed', () => {
      if (this.#shown) this.#later('library', () => void this.load())
    })
    bridge.on('playlists.changed', () => this.#shown && this.by === 'playlist' && void this.#loadColours())
    bridge.on('models.changed', () => this.#shown && void this.load())
    bridge.on('job', job => {
      if (job.kind === 'map' && job.state === 'done' && this.#shown) void this.load()
    })
  }

  /** The class of each point, in their order; 0: none. */
  readonly classes: Uint8Array = $derived.by(() => {
    const { places, colours } = this
    const classes = new Uint8Array(places.ids.length)
    colours?.ids.forEach((id, i) => {
      const point = places.at.get(id)
      if (point !== undefined) classes[point] = colours.of[i]!
    })
    return classes
  })

  /** The map is looked at, from these axes on where no axis was typed yet. */
  async show(x: string, y: string): Promise<void> {
    this.#shown = true
    if (!this.loaded && this.x === '' && this.y === '') Object.assign(this, { x, y })
    await this.load()
  }

  /** Nobody looks at it any more. */
  leave(): void {
    this.#shown = false
    this.quiet()
  }

  readonly load = async (): Promise<void> => {
    const asked = ++this.#asked
    try {
      const { way, x, y } = this
      const answer =
        way === 'axes'
          ? await this.#bridge.call('map.axes', { x, y })
          : await this.#bridge.call('map.likeness', {})
      if (asked !== this.#asked) return
      if ('axes' in answer) this.#takeAxes(answer)
      else await this.#takeLikeness(answer)
      this.failure = null
      await this.#loadColours()
    } catch (thrown) {
      if (asked === this.#asked) this.failure = toFailure(thrown)
    } finally {
      if (asked === this.#asked) this.loaded = true
    }
  }

  go(way: MapWay): void {
    this.way = way
    this.viewport.fit()
    void this.load()
  }

  /** An axis is being typed. */
  type(axis: 'x' | 'y', text: string): void {
    this[axis] = text
    this.#later('typing', () => void this.load())
  }

  /** Both axes at once. */
  take(axes: { x: string; y: string }): void {
    Object.assign(this, axes)
    clearTimeout(this.#timers.typing)
    void this.load()
  }

  colourBy(by: MapColour): void {
    this.by = by
    this.only = null
    void this.#loadColours()
  }

  readonly layOut = async (): Promise<void> => {
    await this.#bridge.call('map.layOut', {}).catch(this.#failed)
  }

  /** What lies within an outline is chosen. */
  choose(outline: readonly number[], added: boolean): void {
    const { ids, grid } = this.places
    const points = grid.within(outline).filter(point => this.isShown(point))
    this.tracks.chooseAll(
      points.map(point => ids[point]!),
      added
    )
  }

  /** Whether a point is one of those that stand out. */
  isShown(point: number): boolean {
    return this.only === null || this.classes[point] === this.only
  }

  /** The mouse rests on a track: it is heard a moment later, if that is wanted. Null: on none. */
  rest(id: number | null): void {
    clearTimeout(this.#timers.hearing)
    if (!this.hears || id === null || id === this.#hearing) return
    this.#later('hearing', () => void this.hear(id))
  }

  /** From where it sounds most like its end of the first axis, or most like all of it. Beside the queue, which goes on afterwards. */
  async hear(id: number): Promise<void> {
    this.#hearing = id
    try {
      const { start } = await this.#bridge.call('map.passage', { id, text: this.#nearestEnd(id) })
      if (this.#hearing === id) await this.#player.hear(id, start)
    } catch (thrown) {
      this.#failed(thrown)
    }
  }

  /** What is heard in passing ends, and the queue goes on where it was. */
  quiet(): void {
    clearTimeout(this.#timers.hearing)
    if (this.#hearing === null) return
    const isStill = this.#player.beside !== null && this.#player.track?.id === this.#hearing
    this.#hearing = null
    if (!isStill) return
    if (this.#player.queue.current) void this.#player.backToQueue()
    else if (!this.#player.paused) void this.#player.toggle()
  }

  #nearestEnd(id: number): string {
    const point = this.places.at.get(id)
    const axis = this.way === 'axes' ? this.axes.x : null
    if (point === undefined || axis === null) return ''
    const end = this.places.grid.x[point]! < 0.5 ? axis.low : axis.high
    return end === null || end.trust === 'not-understood' ? '' : end.text
  }

  #takeAxes({ ids, x, y, axes, unheard }: AxesMap): void {
    this.axes = axes
    this.unplaced = unheard
    this.due = false
    this.#put(ids, x ?? strewn(ids, 0.618034), y ?? strewn(ids, 0.754878))
  }

  async #takeLikeness({ ids, x, y, due, unplaced }: LikenessMap): Promise<void> {
    this.axes = { x: null, y: null }
    this.unplaced = unplaced
    this.due = due
    this.#put(ids, x, y)
    if (due && this.way === 'likeness') await this.layOut()
  }

  #put(ids: Uint32Array, x: Float32Array, y: Float32Array): void {
    this.places = placesOf(ids, x, y)
    this.tracks.show(this.places.across)
  }

  async #loadColours(): Promise<void> {
    const { by } = this
    try {
      const colours = await this.#bridge.call('map.colours', { by })
      if (by === this.by) this.colours = colours
    } catch (thrown) {
      this.#failed(thrown)
    }
  }

  #later(what: keyof typeof waits, run: () => void): void {
    clearTimeout(this.#timers[what])
    this.#timers[what] = setTimeout(run, waits[what])
  }
}

/** Evenly, in no order that means anything: where an axis places nothing. */
const strewn = (ids: Uint32Array, step: number): Float32Array =>
  Float32Array.from(ids, (_, i) => (0.5 + i * step) % 1)
