import { RowCache } from './row-cache.ts'

const batch = 100

/** Rows of a list, asked for together as they are looked at. What was shown stays until the next is there. */
export class LazyRows<Row extends { id: number }> {
  #version = $state(0)
  readonly #cache = new RowCache<Row>()
  readonly #ask: (ids: number[]) => Promise<Row[]>
  readonly #failed: (thrown: unknown) => void

  constructor(ask: (ids: number[]) => Promise<Row[]>, failed: (thrown: unknown) => void) {
    this.#ask = ask
    this.#failed = failed
  }

  /** Undefined until it is known: looking at it asks for it. */
  get(id: number): Row | undefined {
    void this.#version
    if (this.#cache.want(id)) queueMicrotask(() => void this.#fetch())
    return this.#cache.get(id)
  }

  /** All of it may be different now. */
  expire(): void {
    this.#cache.expire()
    this.#version++
  }

  async #fetch(): Promise<void> {
    const ids = this.#cache.take()
    for (let at = 0; at < ids.length; at += batch) {
      try {
        this.#cache.keep(await this.#ask(ids.slice(at, at + batch)))
        this.#version++
      } catch (thrown) {
        this.#failed(thrown)
      }
    }
  }
}
