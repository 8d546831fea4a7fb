import type { PageBridge } from '#contract/bridge.ts'
import { toFailure, type Failure } from '#contract/errors.ts'
import type { MovePreview } from '#contract/moves.ts'
import type { Input } from '#contract/requests.ts'
import { usualPatterns } from '#contract/name-patterns.ts'

/** Milliseconds after the last letter. */
const pause = 250

/** A pattern for names of files while it is typed, and what would come of it. The last answer stays until the next. */
export class Names {
  readonly ids: number[]
  pattern = $state<string>(usualPatterns[0])
  /** A folder; null: of each file its own. */
  root = $state<string | null>(null)
  preview = $state.raw<MovePreview | null>(null)
  failure = $state.raw<Failure | null>(null)
  looking = $state(false)

  readonly #bridge: PageBridge
  #timer: ReturnType<typeof setTimeout> | undefined
  #asked: AbortController | null = null

  constructor(bridge: PageBridge, ids: readonly number[]) {
    this.#bridge = bridge
    this.ids = [...ids]
  }

  get wish(): Input<'plans.movePreview'> {
    const { ids, pattern, root } = this
    return { ids, pattern, ...(root === null ? {} : { root }) }
  }

  /** The pattern or the folder is another. */
  changed(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.look(), pause)
  }

  async look(): Promise<void> {
    this.stop()
    const asked = (this.#asked = new AbortController())
    this.looking = true
    try {
      const preview = await this.#bridge.call('plans.movePreview', this.wish, asked.signal)
      if (this.#asked !== asked) return
      this.preview = preview
      this.failure = null
    } catch (thrown) {
      if (this.#asked === asked) this.failure = toFailure(thrown)
    } finally {
      if (this.#asked === asked) this.looking = false
    }
  }

  /** Nobody waits for an answer any more. */
  stop(): void {
    clearTimeout(this.#timer)
    this.#asked?.abort()
    this.#asked = null
  }
}
