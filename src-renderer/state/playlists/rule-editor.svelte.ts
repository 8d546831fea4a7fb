import type { PageBridge } from '#contract/bridge.ts'
import { toFailure, type Failure } from '#contract/errors.ts'
import type { SmartPreview } from '#contract/playlists.ts'
import type { SmartRules } from '#contract/rules.ts'
import { freshRules, isUnfinished } from './rule-shapes.ts'

const pause = 250

/** The rules of a smart playlist being made or changed, with a live count of what they come to. */
export class RuleEditor {
  /** Null: a new one. */
  id = $state<number | null>(null)
  name = $state('')
  rules = $state<SmartRules>(freshRules())
  preview = $state.raw<SmartPreview | null>(null)
  failure = $state.raw<Failure | null>(null)
  counting = $state(false)
  /** Some rule waits for its value: there is nothing to count yet. */
  readonly unfinished = $derived(isUnfinished(this.rules.match))

  readonly #bridge: PageBridge
  #timer: ReturnType<typeof setTimeout> | null = null
  #asking = new AbortController()

  constructor(bridge: PageBridge) {
    this.#bridge = bridge
  }

  start(id: number | null, name: string, rules: SmartRules | null): void {
    this.id = id
    this.name = name
    this.rules = rules ? structuredClone(rules) : freshRules()
    this.preview = null
    this.failure = null
    this.changed()
  }

  /** Counts again, once typing pauses. */
  changed(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#count(), pause)
  }

  async #count(): Promise<void> {
    this.#asking.abort()
    if (this.unfinished) return this.#wait()
    const { signal } = (this.#asking = new AbortController())
    this.counting = true
    try {
      const preview = await this.#bridge.call('smart.preview', { rules: $state.snapshot(this.rules) }, signal)
      if (signal.aborted) return
      this.preview = preview
      this.failure = null
    } catch (thrown) {
      if (!signal.aborted) this.failure = toFailure(thrown)
    } finally {
      if (!signal.aborted) this.counting = false
    }
  }

  #wait(): void {
    this.preview = null
    this.failure = null
    this.counting = false
  }
}
