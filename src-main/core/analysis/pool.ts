import type { ProviderTrial } from '#contract/entities.ts'
import { AnalysisWorker } from './worker.ts'
import type { Wanted } from './worker.ts'
import type { AnalysisWorkerData, Heard } from './heard.ts'

/** As many workers as asked for, opened when first used; one that dies is replaced at its next turn. */
export class AnalysisPool {
  readonly #file: URL
  readonly #data: AnalysisWorkerData
  readonly #size: number
  #idle: AnalysisWorker[] = []
  #all = new Set<AnalysisWorker>()
  #choice: Promise<{ provider: string; trials: ProviderTrial[] }> | null = null

  constructor(file: URL, data: AnalysisWorkerData, size: number) {
    this.#file = file
    this.#data = data
    this.#size = size
  }

  get size(): number {
    return this.#size
  }

  /** Which provider runs and what the others said: the first worker tries them, the rest follow it. */
  choice(): Promise<{ provider: string; trials: ProviderTrial[] }> {
    this.#choice ??= this.#open(this.#data)
      .then(async worker => {
        this.#idle.push(worker)
        return worker.opened()
      })
      .catch((thrown: unknown) => {
        this.#choice = null
        throw thrown
      })
    return this.#choice
  }

  /** No more than `size` at a time. Rejects with what went wrong. */
  async hear(track: Wanted, signal: AbortSignal): Promise<Heard> {
    const { provider } = await this.choice()
    const worker = this.#idle.pop() ?? (await this.#open({ ...this.#data, provider }))
    try {
      return await worker.hear(track, signal)
    } finally {
      if (worker.alive) this.#idle.push(worker)
      else this.#all.delete(worker)
    }
  }

  /** Ends all workers, so that nothing of the towers stays in memory. The pool can be used again afterwards. */
  async close(): Promise<void> {
    const workers = [...this.#all]
    this.#all.clear()
    this.#idle = []
    this.#choice = null
    await Promise.all(workers.map(worker => worker.close()))
  }

  async #open(data: AnalysisWorkerData): Promise<AnalysisWorker> {
    const worker = new AnalysisWorker(this.#file, data)
    this.#all.add(worker)
    try {
      await worker.opened()
      return worker
    } catch (thrown) {
      this.#all.delete(worker)
      throw thrown
    }
  }
}
