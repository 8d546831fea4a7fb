import type { PageBridge } from '#contract/bridge.ts'
import type { ThumbnailSize } from '#contract/covers.ts'
import { CoverStore, type ShownCover } from './cover-store.ts'

/** Asked for at once: few, as whoever moves on waits for no more than these. */
const batch = 12

/** Covers of tracks, fetched together as they are looked at. */
export class Covers {
  #version = $state(0)
  readonly #store = new CoverStore()
  readonly #bridge: PageBridge

  constructor(bridge: PageBridge) {
    this.#bridge = bridge
    bridge.on('library.changed', () => this.expire())
  }

  /** Undefined until it is known: looking at it asks for it. */
  get(id: number, size: ThumbnailSize): ShownCover | undefined {
    void this.#version
    this.want([id], size)
    return this.#store.get(id, size)
  }

  /** What of these is missing or out of date is asked for, in one go with what else is wanted now. */
  want(ids: Iterable<number>, size: ThumbnailSize): void {
    let first = false
    for (const id of ids) if (!this.#store.isFresh(id, size) && this.#store.want(id, size)) first = true
    if (first) queueMicrotask(() => void this.#fetch(size))
  }

  /** Files may have other pictures now: what is in sight is asked for again. */
  expire(): void {
    this.#store.generation++
    this.#version++
  }

  async #fetch(size: ThumbnailSize): Promise<void> {
    for (let ids = this.#store.take(size, batch); ids.length; ids = this.#store.take(size, batch)) {
      await this.#ask(ids, size)
      this.#store.settle(ids, size)
      this.#version++
    }
  }

  async #ask(ids: number[], size: ThumbnailSize): Promise<void> {
    try {
      this.#store.keep(ids, size, await this.#bridge.call('covers.thumbnails', { ids, size }))
    } catch {
      // One picture may have brought down the thread that reads them: the others are not to go without.
      if (ids.length > 1) for (const id of ids) await this.#ask([id], size)
      else this.#store.keep(ids, size, { tracks: [], pictures: [] })
    }
  }
}
