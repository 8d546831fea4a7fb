import { setImmediate } from 'node:timers/promises'
import { EarshotError, toFailure } from '#contract/errors.ts'
import type { Pause } from '../../../core/jobs/pause.ts'
import type { FromSearch, SearchKind, SearchReply, ToSearch } from './messages.ts'

type Ask = Extract<ToSearch, { input: unknown }>

interface Queued {
  ask: Ask
  cancelled: boolean
}

/**
 * Answers asks one after the other. An ask that was cancelled, or overtaken in its lane, is answered `cancelled` at
 * its next pause, so that typing never waits for an answer that nobody wants.
 */
export class AskQueue {
  readonly #answer: (ask: Ask, pause: Pause) => Promise<SearchReply[SearchKind]>
  readonly #reply: (message: FromSearch) => void
  readonly #queue: Queued[] = []
  #current: Queued | null = null

  constructor(
    answer: (ask: Ask, pause: Pause) => Promise<SearchReply[SearchKind]>,
    reply: (message: FromSearch) => void
  ) {
    this.#answer = answer
    this.#reply = reply
  }

  add(ask: Ask): void {
    for (const one of this.#known()) if (ask.lane !== null && one.ask.lane === ask.lane) one.cancelled = true
    this.#queue.push({ ask, cancelled: false })
    if (!this.#current) void this.#run()
  }

  cancel(id: number): void {
    for (const one of this.#known()) if (one.ask.id === id) one.cancelled = true
  }

  /** Whether somebody waits behind what runs. */
  get waiting(): boolean {
    return this.#queue.some(one => !one.cancelled)
  }

  /** Everything that waits or runs is cancelled. */
  close(): void {
    for (const one of this.#known()) one.cancelled = true
  }

  #known(): Queued[] {
    return this.#current ? [this.#current, ...this.#queue] : this.#queue
  }

  async #run(): Promise<void> {
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      const one = next
      this.#current = one
      // Messages that came meanwhile are taken in here: only then it is known whether somebody still waits.
      const pause = async (): Promise<void> => {
        await setImmediate()
        if (one.cancelled) throw new EarshotError('cancelled', 'Cancelled.')
      }
      try {
        await pause()
        const value = await this.#answer(one.ask, pause)
        this.#reply({ id: one.ask.id, ok: true, value })
      } catch (thrown) {
        this.#reply({ id: one.ask.id, ok: false, error: toFailure(thrown) })
      }
    }
    this.#current = null
  }
}
