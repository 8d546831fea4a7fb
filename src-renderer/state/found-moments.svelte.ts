import type { PageBridge } from '#contract/bridge.ts'
import { toFailure, type Failure } from '#contract/errors.ts'
import { asksForMoments, type CueFormat, type MomentsAnswer } from '#contract/moments.ts'
import type { Player } from './player.svelte.ts'
import type { Variety } from './search.svelte.ts'

/** Milliseconds of silence before the passages are asked for: the tracks come first. */
const pause = 150

/** Passages of the library that sound like a search that asks for them. The last answer stays until the next is there. */
export class FoundMoments {
  answer = $state.raw<MomentsAnswer | null>(null)
  failure = $state.raw<Failure | null>(null)
  searching = $state(false)

  readonly list = $derived(this.answer?.moments ?? [])

  readonly #bridge: PageBridge
  readonly #player: Player
  readonly #failed: (thrown: unknown) => void
  #asking: AbortController | null = null
  #timer: ReturnType<typeof setTimeout> | null = null

  constructor(bridge: PageBridge, player: Player, failed: (thrown: unknown) => void) {
    this.#bridge = bridge
    this.#player = player
    this.#failed = failed
  }

  /** A search was answered; one that asks for no passages takes them away. */
  follow(text: string, variety: Variety): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    if (!asksForMoments(text)) {
      this.#asking?.abort()
      this.answer = null
      this.failure = null
      this.searching = false
    } else this.#timer = setTimeout(() => void this.ask(text, variety), pause)
  }

  async ask(text: string, { artistCap, foldDuplicates }: Variety): Promise<void> {
    this.#asking?.abort()
    const { signal } = (this.#asking = new AbortController())
    this.searching = true
    try {
      const answer = await this.#bridge.call('search.moments', { text, artistCap, foldDuplicates }, signal)
      signal.throwIfAborted()
      this.answer = answer
      this.failure = null
    } catch (thrown) {
      if (!signal.aborted) this.failure = toFailure(thrown)
    } finally {
      if (!signal.aborted) this.searching = false
    }
  }

  /** Plays them in a row, from the one at `place` on. */
  readonly play = (place: number): void => void this.#player.play(this.list, place)

  /** All of them as cue points, in a file the browser saves. */
  async save(format: CueFormat, give: (bytes: Uint8Array<ArrayBuffer>, name: string) => void): Promise<void> {
    const text = this.answer?.text ?? ''
    const moments = this.list.map(({ id, start, end, heat }) => ({ id, start, end, heat }))
    try {
      const { name, base64 } = await this.#bridge.call('playlists.exportMoments', { text, format, moments })
      give(
        Uint8Array.from(atob(base64), letter => letter.charCodeAt(0)),
        name
      )
    } catch (thrown) {
      this.#failed(thrown)
    }
  }
}
