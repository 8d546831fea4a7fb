import type { PageBridge } from '#contract/bridge.ts'
import type { LeftTrack } from '#contract/left-out.ts'
import { say } from '../text/say.ts'
import type { Notices } from './notices.svelte.ts'

/** So many are listed at first, and with each step on. */
const page = 200

/** Tracks that were left out by hand: nothing shows, finds or plays them until they are taken back. */
export class LeftTracks {
  list = $state.raw<readonly LeftTrack[]>([])
  /** How many there are, listed or not. */
  all = $state(0)

  readonly #bridge: PageBridge
  readonly #notices: Notices
  readonly #failed: (thrown: unknown) => void
  /** The lists of the window read what is in the library now. */
  readonly #changed: () => Promise<unknown>
  #shown = page

  constructor(
    bridge: PageBridge,
    notices: Notices,
    failed: (thrown: unknown) => void,
    changed: () => Promise<unknown>
  ) {
    this.#bridge = bridge
    this.#notices = notices
    this.#failed = failed
    this.#changed = changed
  }

  async load(): Promise<void> {
    try {
      const { tracks, all } = await this.#bridge.call('library.leftTracks', { limit: this.#shown })
      this.list = tracks
      this.all = all
    } catch (thrown) {
      this.#failed(thrown)
    }
  }

  /** How many the next step lists. */
  get next(): number {
    return Math.min(page, this.all - this.list.length)
  }

  async more(): Promise<void> {
    this.#shown += page
    await this.load()
  }

  /** `called`: how a notice names them. */
  async leave(ids: readonly number[], called: string): Promise<void> {
    if (ids.length === 0 || !(await this.#turn(ids, true))) return
    this.#notices.say(say.left.done(called), { label: say.undo, run: () => void this.takeBack(ids) })
  }

  async takeBack(ids: readonly number[]): Promise<void> {
    if (await this.#turn(ids, false)) await this.load()
  }

  async takeAllBack(): Promise<void> {
    try {
      const { tracks } = await this.#bridge.call('library.leftTracks', { limit: 100_000 })
      await this.takeBack(tracks.map(({ id }) => id))
    } catch (thrown) {
      this.#failed(thrown)
    }
  }

  async #turn(ids: readonly number[], out: boolean): Promise<boolean> {
    try {
      await this.#bridge.call('library.leaveOut', { ids: [...ids], out })
      await this.#changed()
      return true
    } catch (thrown) {
      this.#failed(thrown)
      return false
    }
  }
}
