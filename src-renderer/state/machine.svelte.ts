import type { PageBridge } from '#contract/bridge.ts'
import type { Doctor, EngineStatus } from '#contract/entities.ts'
import { toFailure, type Failure } from '#contract/errors.ts'

/** The technical truth: providers, decoder, model, database. */
export class Machine {
  status = $state.raw<EngineStatus | null>(null)
  doctor = $state.raw<Doctor | null>(null)
  checking = $state(false)
  failure = $state.raw<Failure | null>(null)

  readonly #bridge: PageBridge

  constructor(bridge: PageBridge) {
    this.#bridge = bridge
  }

  async load(): Promise<void> {
    try {
      this.status = await this.#bridge.call('system.status', {})
      this.failure = null
    } catch (thrown) {
      this.failure = toFailure(thrown)
    }
  }

  async check(): Promise<void> {
    this.checking = true
    try {
      this.doctor = await this.#bridge.call('system.doctor', {})
      this.status = this.doctor
      this.failure = null
    } catch (thrown) {
      this.failure = toFailure(thrown)
    } finally {
      this.checking = false
    }
  }
}
