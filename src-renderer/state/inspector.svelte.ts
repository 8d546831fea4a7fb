import type { PageBridge } from '#contract/bridge.ts'
import type { TrackDetail } from '#contract/entities.ts'
import { toFailure, type Failure } from '#contract/errors.ts'

/** Everything about the active track. What was shown stays until the next is there. */
export class Inspector {
  open = $state(true)
  detail = $state.raw<TrackDetail | null>(null)
  failure = $state.raw<Failure | null>(null)

  readonly #bridge: PageBridge
  #asking: AbortController | null = null

  constructor(bridge: PageBridge) {
    this.#bridge = bridge
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
