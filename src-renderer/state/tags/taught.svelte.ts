import type { PageBridge } from '#contract/bridge.ts'
import type { Mark, TaughtAnswer, TaughtTag, TaughtTrack } from '#contract/tagging.ts'
import { say } from '../../text/say.ts'
import type { Notices } from '../notices.svelte.ts'
import { Asked } from '../asked.svelte.ts'
import { taughtRows, type TaughtRow } from './taught-rows.ts'

const page = 2000

/** Taught tags: the list, and what the open one has learnt. */
export class Taught {
  readonly list: Asked<TaughtTag[]>
  readonly answer: Asked<TaughtAnswer>
  openId = $state<number | null>(null)
  /** The row of the list; the first one is a head. */
  active = $state(1)
  /** Marks given since the last answer: they stand beside the tracks until the next one is there. */
  #given = $state.raw<Readonly<Record<number, Mark | null>>>({})

  readonly open = $derived.by(() => this.list.value?.find(tag => tag.id === this.openId) ?? null)
  readonly rows: TaughtRow[] = $derived.by(() => {
    const answer = this.answer.value
    return answer && answer.tag.id === this.openId ? taughtRows(answer) : []
  })

  readonly #bridge: PageBridge
  readonly #notices: Notices
  readonly #failed: (thrown: unknown) => void

  constructor(bridge: PageBridge, notices: Notices, failed: (thrown: unknown) => void) {
    this.#bridge = bridge
    this.#notices = notices
    this.#failed = failed
    this.list = new Asked(() => bridge.call('taught.list', {}))
    this.answer = new Asked(() => bridge.call('taught.answer', { id: this.openId!, limit: page }))
  }

  /** Reads the list and the open tag; the first one opens by itself. */
  async load(): Promise<void> {
    await this.list.load()
    const known = this.list.value?.some(tag => tag.id === this.openId)
    if (!known) this.openId = this.list.value?.[0]?.id ?? null
    if (this.openId !== null) await this.answer.load()
    this.#given = {}
  }

  async choose(id: number): Promise<void> {
    if (this.openId !== id) this.active = 1
    this.openId = id
    this.#given = {}
    await this.answer.load()
  }

  markOf(track: TaughtTrack): Mark | null {
    const given = this.#given[track.id]
    return given === undefined ? track.mark : given
  }

  /** The new tag opens. Null where it could not be made. */
  async create(name: string): Promise<TaughtTag | null> {
    try {
      const tag = await this.#bridge.call('taught.create', { name })
      this.openId = tag.id
      await this.load()
      return tag
    } catch (thrown) {
      this.#failed(thrown)
      return null
    }
  }

  async rename(tag: TaughtTag, name: string): Promise<void> {
    if (name.trim() && name !== tag.name)
      await this.#then(this.#bridge.call('taught.rename', { id: tag.id, name }))
  }

  async remove(tag: TaughtTag): Promise<void> {
    await this.#then(
      this.#bridge.call('taught.remove', { id: tag.id }).then(() =>
        this.#notices.say(say.tags.taught.removed(tag.name), {
          label: say.undo,
          run: () => {
            this.openId = tag.id
            void this.#then(this.#bridge.call('taught.restore', { id: tag.id }))
          }
        })
      )
    )
  }

  /** Marks a track for the open tag; the same mark again takes it back. */
  async toggle(track: TaughtTrack, mark: Mark): Promise<void> {
    if (this.openId === null) return
    const next = this.markOf(track) === mark ? null : mark
    this.#given = { ...this.#given, [track.id]: next }
    await this.mark(this.openId, [track.id], next)
  }

  async mark(id: number, trackIds: readonly number[], mark: Mark | null): Promise<void> {
    await this.#then(this.#bridge.call('taught.mark', { id, trackIds: [...trackIds], mark }))
  }

  async #then(change: Promise<unknown>): Promise<void> {
    try {
      await change
    } catch (thrown) {
      this.#given = {}
      this.#failed(thrown)
    }
    await this.load()
  }
}
