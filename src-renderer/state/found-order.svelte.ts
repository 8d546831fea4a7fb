import type { PageBridge } from '#contract/bridge.ts'
import type { SortField } from '#contract/field-uses.ts'
import { turned, type Order } from './orders.svelte.ts'
import type { ListOrder } from './listed-tracks.svelte.ts'

/** The place of each track, by its number. */
export type Places = Readonly<Partial<Record<number, number>>>

/** The order of what a search found, where it is not the best first. Another question takes it back. */
export class FoundOrder implements ListOrder {
  readonly loading = false
  /** Null: the best first. */
  places = $state.raw<Places | null>(null)

  #order = $state.raw<Order | null>(null)
  readonly #bridge: PageBridge
  readonly #ids: () => number[]
  readonly #failed: (thrown: unknown) => unknown

  /** `ids`: what was found. */
  constructor(bridge: PageBridge, ids: () => number[], failed: (thrown: unknown) => unknown) {
    this.#bridge = bridge
    this.#ids = ids
    this.#failed = failed
  }

  get sort(): SortField | null {
    return this.#order?.sort ?? null
  }

  get descending(): boolean {
    return this.#order?.descending ?? false
  }

  /** The best first again. */
  unsort(): void {
    this.#order = null
    this.places = null
  }

  async sortBy(field: SortField): Promise<void> {
    const order = turned(this.#order, field)
    this.#order = order
    try {
      const places = await this.placesOf(this.#ids())
      if (this.#order === order) this.places = places
    } catch (thrown) {
      if (this.#order === order) this.unsort()
      this.#failed(thrown)
    }
  }

  /** Where tracks stand in the order that is asked for. */
  async placesOf(found: number[]): Promise<Places | null> {
    if (this.#order === null) return null
    const { ids } = await this.#bridge.call('library.sorted', { ids: found, ...this.#order })
    return Object.fromEntries(Array.from(ids, (id, place) => [id, place] as const))
  }
}
