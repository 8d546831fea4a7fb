import type { Input } from '#contract/requests.ts'
import type { PageBridge } from '#contract/bridge.ts'
import type { SortField } from '#contract/field-uses.ts'
import { toFailure, type Failure } from '#contract/errors.ts'
import type { ColumnView } from '#contract/window.ts'
import { turned, type Orders } from '../orders.svelte.ts'
import { ListedTracks, type Item, type ListOrder } from '../listed-tracks.svelte.ts'

/** Whose tracks, as they are asked for. */
export type TracksOf = Pick<Input<'tracks.list'>, 'shelf' | 'id' | 'path'>

/** Tracks that have a head of their own: the discs of an album. */
export interface Headed {
  text: string
  tracks: number
}

/** Tracks of an album, an artist, a genre or a folder, or the newest. */
export class ShelfTracks extends ListedTracks implements ListOrder {
  ids = $state.raw<ArrayLike<number>>([])
  filter = $state('')
  loading = $state(true)
  failure = $state.raw<Failure | null>(null)
  /** In the order of its own only. */
  parts = $state.raw<readonly Headed[]>([])

  readonly searching = false
  readonly ranked = false
  readonly #bridge: PageBridge
  readonly #orders: Orders
  #of = $state.raw<TracksOf | null>(null)
  #asked = 0

  constructor(bridge: PageBridge, orders: Orders) {
    super()
    this.#bridge = bridge
    this.#orders = orders
  }

  /** Whose they are, for what is kept of each kind of list. */
  readonly view: ColumnView = $derived.by(() => this.#of?.shelf ?? 'added')
  readonly #order = $derived.by(() => this.#orders.of(this.view))
  /** Null: in the order of its own. */
  readonly sort: SortField | null = $derived.by(() => this.#order?.sort ?? null)
  readonly descending = $derived.by(() => this.#order?.descending ?? false)

  /** Rows of the heads, from top to bottom. */
  readonly #heads = $derived.by((): readonly { row: number; text: string }[] => {
    const shown = this.sort === null && this.filter === '' && this.parts.length > 1 ? this.parts : []
    let next = 0
    return shown.map(({ text, tracks }) => {
      const row = next
      next += tracks + 1
      return { row, text }
    })
  })

  readonly length = $derived.by(() => this.ids.length + this.#heads.length)
  readonly activeRow = $derived.by(() =>
    this.#heads.reduce((row, head) => (head.row <= row ? row + 1 : row), this.place)
  )

  item(row: number): Item | null {
    const head = this.#heads.find(one => one.row === row)
    if (head !== undefined) return { kind: 'head', text: head.text }
    const place = row - this.#heads.filter(one => one.row < row).length
    const id = this.ids[place]
    return id === undefined ? null : { kind: 'track', id, place }
  }

  /** Other tracks; `active` is the one to be at. */
  async show(of: TracksOf, active: number | null): Promise<void> {
    this.#of = of
    this.ids = []
    this.parts = []
    // The order of an album is its own.
    if (of.shelf === 'album') this.#orders.set('album', null)
    this.filter = ''
    this.loading = true
    await this.load()
    if (active === null) this.forget()
    else this.choose(active)
  }

  readonly load = async (): Promise<void> => {
    if (this.#of === null) return
    const asked = ++this.#asked
    const { sort, descending, filter } = this
    try {
      const order = sort === null ? {} : { sort, descending }
      const { ids } = await this.#bridge.call('tracks.list', { ...this.#of, ...order, filter })
      if (asked !== this.#asked) return
      this.ids = ids
      this.failure = null
    } catch (thrown) {
      if (asked === this.#asked) this.failure = toFailure(thrown)
    } finally {
      if (asked === this.#asked) this.loading = false
    }
  }

  /** By a column, then the other way, then in the order of its own. */
  async sortBy(field: SortField): Promise<void> {
    this.#orders.set(this.view, turned(this.#order, field))
    await this.load()
  }
}
