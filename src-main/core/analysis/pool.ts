import { EarshotError } from '#contract/errors.ts'
import { lossInWords, Thread, ThreadLost } from '../threads/index.ts'
import type { AnalysisTasks, AnalysisWorkerData, Apart, Heard, ProviderChoice, Wanted } from './analysed.ts'

/** Milliseconds in which a worker has to let go of its tower. */
const endsWithin = 5000

/** Of a worker's own heap; a track of six hours takes a tenth of that. */
const heapMegabytes = 512
/**
 * Sound passes through in pieces that lie outside the heap. With the usual room for young objects so many of them wait
 * there that the whole heap is collected several times a second.
 */
const youngMegabytes = 2

/** As many workers as asked for, opened when first used; one that dies is replaced at its next turn. */
export class AnalysisPool {
  readonly #file: URL
  readonly #data: AnalysisWorkerData
  readonly #size: number
  #idle: Thread<AnalysisTasks>[] = []
  #all = new Set<Thread<AnalysisTasks>>()
  #choice: Promise<ProviderChoice> | null = null

  constructor(file: URL, data: AnalysisWorkerData, size: number) {
    this.#file = file
    this.#data = data
    this.#size = size
  }

  /** What another process needs to hear a track as this pool would. */
  async apart(track: Wanted): Promise<Apart> {
    const { provider } = await this.choice()
    return { worker: this.#file.href, data: { ...this.#data, provider }, track }
  }

  get size(): number {
    return this.#size
  }

  /** Which provider runs and what the others said: the first worker tries them, the rest follow it. */
  choice(): Promise<ProviderChoice> {
    this.#choice ??= this.#open(this.#data)
      .then(({ thread, choice }) => {
        this.#idle.push(thread)
        return choice
      })
      .catch((thrown: unknown) => {
        this.#choice = null
        throw thrown
      })
    return this.#choice
  }

  /** No more than `size` at a time. Rejects with what went wrong with this track; `decoder-crashed` when the worker died. */
  async analyse(track: Wanted, signal: AbortSignal): Promise<Heard> {
    const { provider } = await this.choice()
    const thread = this.#idle.pop() ?? (await this.#open({ ...this.#data, provider })).thread
    try {
      // Another track may only follow once this one has let go of the tower.
      return await thread.ask('analyse', track, { signal, untilStopped: true })
    } catch (thrown) {
      throw crashed(thrown)
    } finally {
      if (thread.alive) this.#idle.push(thread)
      else this.#all.delete(thread)
    }
  }

  /** Ends all workers, so that nothing of the towers stays in memory. The pool can be used again afterwards. */
  async close(): Promise<void> {
    const threads = [...this.#all]
    this.#all.clear()
    this.#idle = []
    this.#choice = null
    await Promise.all(threads.map(thread => thread.close(endsWithin)))
  }

  async #open(data: AnalysisWorkerData): Promise<{ thread: Thread<AnalysisTasks>; choice: ProviderChoice }> {
    // The WASM decoders print their complaints; as warnings they reach the user anyway.
    const thread = new Thread<AnalysisTasks>(this.#file, {
      data,
      silent: true,
      heapMegabytes,
      youngMegabytes
    })
    this.#all.add(thread)
    try {
      return { thread, choice: await thread.ask('open', null) }
    } catch (thrown) {
      this.#all.delete(thread)
      await thread.close(endsWithin)
      throw crashed(thrown)
    }
  }
}

const crashed = (thrown: unknown): unknown =>
  thrown instanceof ThreadLost
    ? new EarshotError('decoder-crashed', `The analysis of this file crashed: ${lossInWords(thrown.loss)}.`)
    : thrown
