import type { PageBridge } from '#contract/bridge.ts'
import type { SortField } from '#contract/field-uses.ts'
import { allOf } from '../chosen.ts'
import { ListedTracks, type Item, type ListOrder } from '../listed-tracks.svelte.ts'

/** The tracks of the map as a list: in the order of its first axis, or of a column. */
export class MapTracks extends ListedTracks implements ListOrder {
  ids = $state.raw<Uint32Array<ArrayBufferLike>>(new Uint32Array(0))
  sort = $state<SortField | null>(null)
  descending = $state(false)
  loading = $state(true)
  /** Whether somebody has been at a track: the first one is none that is meant. */
  #touched = $state(false)
  #alongAxis: Uint32Array<ArrayBufferLike> = new Uint32Array(0)

  readonly searching = false
  readonly ranked = false
  readonly #bridge: PageBridge
  readonly #failed: (thrown: unknown) => void

  constructor(bridge: PageBridge, failed: (thrown: unknown) => void) {
    super()
    this.#bridge = bridge
    this.#failed = failed
  }

  readonly length = $derived.by(() => this.ids.length)
  readonly activeRow = $derived.by(() => this.place)
  /** The one that somebody is at; null: none. */
  readonly at: number | null = $derived.by(() => (this.#touched ? this.activeId : null))
  /** What an action means: without a choice nothing. */
  readonly chosen: readonly number[] = $derived.by(() =>
    this.selected.length > 0 || this.#touched ? this.meant : []
  )

  /** Other places: the list follows. */
  show(alongAxis: Uint32Array): void {
    this.#alongAxis = alongAxis
    this.loading = false
    if (this.sort === null) this.ids = alongAxis
    else void this.#inOrder()
  }

  item(row: number): Item | null {
    const id = this.ids[row]
    return id === undefined ? null : { kind: 'track', id, place: row }
  }

  /** By a column, then the other way, then along the axis. */
  async sortBy(field: SortField): Promise<void> {
    if (this.sort !== field) [this.sort, this.descending] = [field, false]
    else if (!this.descending) this.descending = true
    else [this.sort, this.descending] = [null, false]
    await this.#inOrder()
  }

  override choose(id: number): void {
    super.choose(id)
    this.#touched = true
  }

  override toggle(id: number): void {
    super.toggle(id)
    this.#touched = true
  }

  override chooseAll(ids: readonly number[], added = false): void {
    super.chooseAll(ids, added)
    this.#touched = ids.length > 0
  }

  override forget(): void {
    super.forget()
    this.#touched = false
  }

  async #inOrder(): Promise<void> {
    const { sort, descending } = this
    if (sort === null) {
      this.ids = this.#alongAxis
      return
    }
    try {
      const { ids } = await this.#bridge.call('library.list', { sort, descending })
      const shown = allOf(this.#alongAxis)
      this.ids = ids.filter(id => shown.has(id))
    } catch (thrown) {
      this.#failed(thrown)
    }
  }
}
