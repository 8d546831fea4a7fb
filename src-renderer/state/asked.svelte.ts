import { toFailure, type Failure } from '#contract/errors.ts'

/** An answer of the engine: the last one stays until the next is there; the newest question wins. */
export class Asked<Value> {
  value = $state.raw<Value | null>(null)
  loading = $state(false)
  failure = $state.raw<Failure | null>(null)

  readonly #ask: () => Promise<Value>
  #asked = 0

  constructor(ask: () => Promise<Value>) {
    this.#ask = ask
  }

  async load(): Promise<void> {
    const asked = ++this.#asked
    this.loading = true
    try {
      const value = await this.#ask()
      if (asked !== this.#asked) return
      this.value = value
      this.failure = null
    } catch (thrown) {
      if (asked === this.#asked) this.failure = toFailure(thrown)
    } finally {
      if (asked === this.#asked) this.loading = false
    }
  }

  /** Asks again, where it has been asked before. */
  async refresh(): Promise<void> {
    if (this.value !== null || this.failure !== null) await this.load()
  }
}
