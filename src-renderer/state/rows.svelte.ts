import type { PageBridge } from '#contract/bridge.ts'
import type { Played, TrackRow } from '#contract/entities.ts'
import { say } from '../text/say.ts'
import { RowStore } from './row-store.ts'

const batch = 500

/** Rows of lists, fetched in batches as they are looked at. Old rows stay visible until newer ones arrive. */
export class Rows {
  #version = $state(0)
  readonly #store = new RowStore()
  readonly #bridge: PageBridge
  readonly #failed: (thrown: unknown) => void

  constructor(bridge: PageBridge, failed: (thrown: unknown) => void) {
    this.#bridge = bridge
    this.#failed = failed
  }

  /** The row, or undefined until it has been fetched: looking at it asks for it. */
  get(id: number): TrackRow | undefined {
    void this.#version
    this.want([id])
    return this.#store.get(id)
  }

  /** What some tracks are called in a sentence: one by its title, several by their number; empty for none. */
  called(ids: readonly number[]): string {
    if (ids.length > 1) return say.numbers.tracks(ids.length)
    return ids[0] === undefined ? '' : (this.get(ids[0])?.title ?? '')
  }

  /** What of these is missing or out of date is asked for, in one go with what else is wanted now. */
  want(ids: Iterable<number>): void {
    if (this.#store.want(ids)) queueMicrotask(() => void this.#fetch())
  }

  async fetch(id: number): Promise<TrackRow | undefined> {
    if (!this.#store.get(id)) {
      this.#store.keep([id], await this.#bridge.call('library.rows', { ids: [id] }), this.#store.generation)
      this.#version++
    }
    return this.#store.get(id)
  }

  /** A track was played or rated: its row says so at once. */
  played(id: number, { plays, playedAt, rating }: Played): void {
    if (this.#store.change(id, { plays, played: playedAt, rating })) this.#version++
  }

  /** Everything may have changed: rows in sight are asked for again. */
  expire(): void {
    this.#store.generation++
    this.#version++
  }

  async #fetch(): Promise<void> {
    const { generation } = this.#store
    for (let ids = this.#store.take(batch); ids.length; ids = this.#store.take(batch)) {
      try {
        this.#store.keep(ids, await this.#bridge.call('library.rows', { ids }), generation)
        this.#version++
      } catch (thrown) {
        this.#failed(thrown)
      } finally {
        this.#store.settle(ids)
      }
    }
  }
}
