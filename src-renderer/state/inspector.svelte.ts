import type { PageBridge } from '#contract/bridge.ts'
import type { Played } from '#contract/entities.ts'
import type { TrackDetail } from '#contract/track-detail.ts'
import { toFailure, type Failure } from '#contract/errors.ts'
import type { Rows } from './rows.svelte.ts'

/** Everything about the active track. What was shown stays until the next is there. */
export class Inspector {
  open = $state(true)
  detail = $state.raw<TrackDetail | null>(null)
  failure = $state.raw<Failure | null>(null)

  readonly #bridge: PageBridge
  readonly #rows: Rows
  readonly #failed: (thrown: unknown) => void
  #asking: AbortController | null = null

  constructor(bridge: PageBridge, rows: Rows, failed: (thrown: unknown) => void) {
    this.#bridge = bridge
    this.#rows = rows
    this.#failed = failed
  }

  /** 0..100, or null for none, for the track that is shown. */
  async rate(rating: number | null): Promise<void> {
    const id = this.detail?.id
    if (id === undefined) return
    try {
      this.played(id, await this.#bridge.call('library.rate', { id, rating }))
    } catch (thrown) {
      this.#failed(thrown)
    }
  }

  /** A track was played or rated. */
  played(id: number, played: Played): void {
    if (this.detail?.id === id) this.detail = { ...this.detail, played }
    this.#rows.played(id, played)
  }

  async show(id: number | null): Promise<void> {
    this.#asking?.abort()
    if (id === null) {
      this.detail = null
      return
    }
    const asking = new AbortController()
    this.#asking = asking
    try {
      const detail = await this.#bridge.call('library.track', { id }, asking.signal)
      if (asking.signal.aborted) return
      this.detail = detail
      this.failure = null
    } catch (thrown) {
      if (!asking.signal.aborted) this.failure = toFailure(thrown)
    }
  }
}
