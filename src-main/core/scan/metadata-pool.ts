import { EarshotError } from '#contract/errors.ts'
import { Thread, ThreadClosed, ThreadLost, type Loss } from '../threads/index.ts'
import type { MetadataTasks } from './metadata-port.ts'

/** So many tasks lie ready at a worker, so that it never waits for the next. */
const perWorker = 4

export interface MetadataPoolOptions {
  /** The file of the worker that calls `serveMetadata`. */
  worker: URL
  threads: number
  /** Milliseconds after which one file or folder is given up. A dead network drive can hold a thread for ever. */
  timeout?: number | undefined
}

interface Task {
  task: keyof MetadataTasks
  input: MetadataTasks[keyof MetadataTasks][0]
  resolve: (value: never) => void
  reject: (error: unknown) => void
}

/**
 * Workers that list folders and read tags. One that hangs or dies costs the one file it was at: it is replaced, and
 * what else it had goes to another.
 */
export class MetadataPool {
  readonly #options: MetadataPoolOptions
  readonly #threads = new Set<Thread<MetadataTasks>>()
  readonly #waiting: Task[] = []
  #closed = false

  constructor(options: MetadataPoolOptions) {
    this.#options = options
  }

  /** How many tasks keep all workers busy. */
  get capacity(): number {
    return this.#options.threads * perWorker
  }

  /** Rejects with what the task throws, with unreadable-file for a hang or crash, with cancelled once closed. */
  run<Name extends keyof MetadataTasks>(
    task: Name,
    input: MetadataTasks[Name][0]
  ): Promise<MetadataTasks[Name][1]> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(new ThreadClosed())
      this.#waiting.push({ task, input, resolve, reject })
      this.#assign()
    })
  }

  /** Ends the workers; what they were at is given up. */
  async close(): Promise<void> {
    this.#closed = true
    for (const task of this.#waiting.splice(0)) task.reject(new ThreadClosed())
    await Promise.all([...this.#threads].map(thread => thread.terminate()))
  }

  #assign(): void {
    while (this.#waiting.length > 0 && !this.#closed) {
      const thread = this.#freest()
      if (thread === null) return
      void this.#give(thread, this.#waiting.shift()!)
    }
  }

  #freest(): Thread<MetadataTasks> | null {
    for (const thread of this.#threads) if (!thread.alive) this.#threads.delete(thread)
    const [best] = [...this.#threads].sort((a, b) => a.waiting - b.waiting)
    if (best !== undefined && best.waiting === 0) return best
    if (this.#threads.size < this.#options.threads) return this.#open()
    return best !== undefined && best.waiting < perWorker ? best : null
  }

  #open(): Thread<MetadataTasks> {
    const thread = new Thread<MetadataTasks>(this.#options.worker, { heapMegabytes: 256 })
    this.#threads.add(thread)
    return thread
  }

  async #give(thread: Thread<MetadataTasks>, task: Task): Promise<void> {
    try {
      const limit = this.#options.timeout ?? 60_000
      task.resolve((await thread.ask(task.task, task.input as never, { limit })) as never)
    } catch (thrown) {
      if (!thread.alive) this.#threads.delete(thread)
      const lost = thrown instanceof ThreadLost
      // What it was at is to blame; the others get another chance.
      if (lost && !thrown.atWork && !this.#closed) this.#waiting.unshift(task)
      else task.reject(lost ? new EarshotError('unreadable-file', whyUnread(thrown.loss)) : thrown)
    }
    this.#assign()
  }
}

function whyUnread(loss: Loss): string {
  if (loss.how === 'slow') return `Reading it took longer than ${loss.seconds} seconds.`
  return loss.how === 'threw' ? `Reading it failed (${loss.message}).` : 'Reading it ended the reader.'
}
