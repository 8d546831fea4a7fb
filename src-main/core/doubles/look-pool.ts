import { EarshotError } from '#contract/errors.ts'
import { lossInWords, Thread, ThreadLost } from '../threads/index.ts'
import type { FileToLook, LookAnswer, LookTasks, LookWorkerData } from './messages.ts'

/** Milliseconds in which a worker has to end. */
const endsWithin = 5000

/** Workers that compare files, opened when first used; one that dies is replaced at its next turn. */
export class LookPool {
  readonly #file: URL
  readonly #data: LookWorkerData
  /** Those that are free; the one that was used last goes first: it has heard what comes next, most likely. */
  #idle: Thread<LookTasks>[] = []
  readonly #all = new Set<Thread<LookTasks>>()

  constructor(file: URL, data: LookWorkerData) {
    this.#file = file
    this.#data = data
  }

  /** Rejects with what ends all of it, such as no-decoder, and with decoder-crashed when the worker died. */
  async look(one: FileToLook, others: FileToLook[], signal: AbortSignal): Promise<LookAnswer> {
    const thread = this.#idle.pop() ?? new Thread<LookTasks>(this.#file, { data: this.#data, silent: true })
    this.#all.add(thread)
    try {
      return await thread.ask('look', { one, others }, { signal, untilStopped: true })
    } catch (thrown) {
      if (!(thrown instanceof ThreadLost)) throw thrown
      throw new EarshotError('decoder-crashed', `Comparing this file crashed: ${lossInWords(thrown.loss)}.`)
    } finally {
      if (thread.alive) this.#idle.push(thread)
      else this.#all.delete(thread)
    }
  }

  async close(): Promise<void> {
    const threads = [...this.#all]
    this.#all.clear()
    this.#idle = []
    await Promise.all(threads.map(thread => thread.close(endsWithin)))
  }
}
