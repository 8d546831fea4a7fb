import type { PageBridge } from '#contract/bridge.ts'
import type { Events } from '#contract/events.ts'
import { toFailure, type Failure } from '#contract/errors.ts'

/** Whether anybody is there to ask: the engine beside the window, or the server at the other end of the line. */
export class Engine {
  state = $state<Events['engine.changed']['state']>('running')
  failure = $state.raw<Failure | null>(null)

  readonly #bridge: PageBridge
  readonly #gone: () => void
  readonly #back: () => unknown

  /** `gone` is called when it stops answering, `back` once it answers again: all that was known may be old. */
  constructor(bridge: PageBridge, gone: () => void, back: () => unknown) {
    this.#bridge = bridge
    this.#gone = gone
    this.#back = back
    bridge.on('engine.changed', ({ state, failure }) => this.#changed(state, failure))
  }

  /** Failures that only say that the engine is away; the note about it says so already. */
  explains(failure: Failure | null): boolean {
    return failure?.code === 'internal' && this.state !== 'running'
  }

  /** Asks a stopped engine once more. */
  async retry(): Promise<void> {
    this.#changed('restarting', this.failure)
    try {
      await this.#bridge.call('settings.get', {})
      this.#changed('running', null)
    } catch (thrown) {
      this.#changed('stopped', toFailure(thrown))
    }
  }

  #changed(state: Engine['state'], failure: Failure | null): void {
    const before = this.state
    this.state = state
    this.failure = failure
    if (state === before) return
    if (state === 'running') this.#back()
    else if (before === 'running') this.#gone()
  }
}
