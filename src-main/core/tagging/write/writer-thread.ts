import { Worker } from 'node:worker_threads'
import { EarshotError } from '#contract/errors.ts'
import type { FromWriter, ToWriter, WriterTask, WriterTasks } from './messages.ts'

/** Milliseconds for one file: its size over the slowest disk worth waiting for, and some to begin with. */
export interface Patience {
  least: number
  perByte: number
}

const usual: Patience = { least: 120_000, perByte: 1 / 500 }

/** After a thread was told to end, it may still hang in the system for so long. */
const endsWithin = 10_000

interface Asked {
  worker: Worker
  resolve(value: never): void
  reject(error: Error): void
}

/**
 * The thread in which files are read and written. It starts with the first task; one that hangs or dies costs that
 * task, and the next gets a new thread.
 */
export class WriterThread {
  readonly #url: URL
  readonly #patience: Patience
  #worker: Worker | null = null
  #asked: Map<number, Asked> = new Map()
  #lastId = 0

  constructor(url: URL, patience: Patience = usual) {
    this.#url = url
    this.#patience = patience
  }

  /** `bytes`: size of the file, for patience. Rejects with what the task throws; with internal for a thread lost. */
  run<T extends WriterTask>(task: T, input: WriterTasks[T][0], bytes = 0): Promise<WriterTasks[T][1]> {
    const worker = this.#running()
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      const limit = this.#patience.least + bytes * this.#patience.perByte
      const timer = setTimeout(() => {
        void this.#lose(worker, `It took longer than ${Math.round(limit / 1000)} seconds.`)
      }, limit)
      this.#asked.set(id, {
        worker,
        resolve: value => {
          clearTimeout(timer)
          resolve(value)
        },
        reject: error => {
          clearTimeout(timer)
          reject(error)
        }
      })
      worker.postMessage({ id, task, input } as ToWriter)
    })
  }

  /** After what is in work. */
  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = null
    await worker?.terminate()
  }

  #running(): Worker {
    if (this.#worker !== null) return this.#worker
    const worker = new Worker(this.#url, { resourceLimits: { maxOldGenerationSizeMb: 1024 } })
    this.#worker = worker
    worker.on('message', (message: FromWriter) => {
      const asked = this.#asked.get(message.id)
      this.#asked.delete(message.id)
      if (message.ok) asked?.resolve(message.value as never)
      else asked?.reject(new EarshotError(message.failure.code, message.failure.message))
    })
    worker.on('error', thrown => void this.#lose(worker, String(thrown)))
    worker.on('exit', () => void this.#lose(worker, 'The writer ended.'))
    return worker
  }

  /** Rejects what it was at, once the thread has really ended: until then it may still touch the file. */
  async #lose(worker: Worker, why: string): Promise<void> {
    if (this.#worker === worker) this.#worker = null
    const ended = await Promise.race([
      worker.terminate().then(() => true),
      new Promise<false>(resolve => setTimeout(resolve, endsWithin, false).unref())
    ])
    for (const [id, asked] of this.#asked) {
      if (asked.worker !== worker) continue
      this.#asked.delete(id)
      asked.reject(new WriterLost(why, ended))
    }
  }
}

/** The thread hung or died. `ended`: it will not touch the file any more. */
export class WriterLost extends EarshotError {
  readonly ended: boolean
  constructor(why: string, ended: boolean) {
    super('unreadable-file', `Reading or writing its tags failed (${why}).`)
    this.name = 'WriterLost'
    this.ended = ended
  }
}
