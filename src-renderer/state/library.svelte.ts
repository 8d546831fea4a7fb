import { tick } from 'svelte'
import type { PageBridge } from '#contract/bridge.ts'
import type { SortField } from '#contract/field-uses.ts'
import type { LibraryOverview, Watched } from '#contract/entities.ts'
import { toFailure, type Failure } from '#contract/errors.ts'
import type { Order, Orders } from './orders.svelte.ts'
import type { Rows } from './rows.svelte.ts'

/** How often the list may be read again while tracks keep arriving, milliseconds. */
const settle = 1000

/** What is in the library, and its order. */
export class Library {
  overview = $state.raw<LibraryOverview | null>(null)
  /** How changes in the folders are noticed. */
  watched = $state.raw<Watched[]>([])
  ids = $state.raw<Uint32Array>(new Uint32Array())
  loading = $state(true)
  failure = $state.raw<Failure | null>(null)

  readonly empty = $derived(this.overview !== null && this.overview.folders.length === 0)
  /** Nothing of it can be shown: a page of its own offers its backups. */
  readonly damaged = $derived(this.failure?.code === 'database-damaged' ? this.failure : null)
  /** Whether everything that can be heard has been; what failed is not waited for. */
  readonly heardAll = $derived(
    this.overview === null || this.overview.analysed + this.overview.failures >= this.overview.available
  )

  readonly sort: SortField = $derived.by(() => this.#order.sort)
  readonly descending = $derived.by(() => this.#order.descending)

  readonly #bridge: PageBridge
  readonly #rows: Rows
  readonly #orders: Orders
  #timer: ReturnType<typeof setTimeout> | null = null
  #asked = 0

  constructor(bridge: PageBridge, rows: Rows, orders: Orders) {
    this.#bridge = bridge
    this.#rows = rows
    this.#orders = orders
    bridge.on('library.changed', () => this.#soon())
  }

  async load(): Promise<void> {
    const asked = ++this.#asked
    const current = (): boolean => asked === this.#asked
    try {
      await this.#readList(current)
      // The engine answers in turn: rows that are in sight are asked for before everything is counted.
      await tick()
      if (current()) await this.#readOverview(current)
      if (current()) this.failure = null
    } catch (thrown) {
      if (current()) this.failure = toFailure(thrown)
    } finally {
      if (current()) this.loading = false
    }
  }

  async #readList(current: () => boolean): Promise<void> {
    const { sort, descending } = this
    const { ids } = await this.#bridge.call('library.list', { sort, descending })
    if (!current()) return
    this.#rows.expire()
    this.ids = ids
    // Whether nothing is there for want of folders, the overview says.
    if (ids.length > 0) this.loading = false
  }

  async #readOverview(current: () => boolean): Promise<void> {
    const [overview, watched] = await Promise.all([
      this.#bridge.call('library.overview', {}),
      this.#bridge.call('library.watched', {})
    ])
    if (!current()) return
    this.overview = overview
    this.watched = watched
  }

  /** Sorts by a column; the same column again turns the order round. */
  async sortBy(field: SortField): Promise<void> {
    const descending = this.sort === field && !this.descending
    this.#orders.set('library', { sort: field, descending })
    await this.load()
  }

  get #order(): Order {
    return this.#orders.of('library') ?? { sort: 'artist', descending: false }
  }

  #soon(): void {
    if (this.#timer) return
    this.#timer = setTimeout(() => {
      this.#timer = null
      void this.load()
    }, settle)
  }
}
