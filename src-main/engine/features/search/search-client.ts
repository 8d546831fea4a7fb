import { Worker } from 'node:worker_threads'
import { EarshotError } from '#contract/errors.ts'
import type {
  FromSearch,
  SearchAsk,
  SearchKind,
  SearchReply,
  SearchWorkerData,
  ToSearch
} from './messages.ts'

export interface AskOptions {
  signal?: AbortSignal | undefined
  /** Asks in one lane cancel their elders. */
  lane?: string
}

interface Waiting {
  /** As it was asked, for another worker to answer. */
  message: ToSearch
  resolve(value: SearchReply[SearchKind]): void
  reject(error: Error): void
}

/** The engine's end of the search worker. The worker starts with the first ask, and again after a crash. */
export class SearchClient {
  readonly #url: URL
  #data: SearchWorkerData
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | null = null
  #lastId = 0
  #closed = false
  /** Workers of models that were in use before, on their way out. */
  #leaving = new Set<Promise<void>>()

  constructor(worker: URL, data: SearchWorkerData) {
    this.#url = worker
    this.#data = data
  }

  /** Rejects with cancelled, bad-request, not-found, or what the model at hand gives. */
  query(input: SearchAsk['query'], options?: AskOptions): Promise<SearchReply['query']> {
    return this.ask('query', input, options)
  }

  similar(input: SearchAsk['similar'], options?: AskOptions): Promise<SearchReply['similar']> {
    return this.ask('similar', input, options)
  }

  heat(input: SearchAsk['heat'], options?: AskOptions): Promise<SearchReply['heat']> {
    return this.ask('heat', input, options)
  }

  /** What fits these tracks; those that were not heard are left out. */
  suggest(input: SearchAsk['suggest'], options?: AskOptions): Promise<SearchReply['suggest']> {
    return this.ask('suggest', input, options)
  }

  /** Starts the worker, so that the first ask finds everything loaded. */
  warm(): void {
    if (!this.#closed) this.#running()
  }

  /** The library changed: what is asked from now on sees it. */
  changed(): void {
    this.#worker?.postMessage({ kind: 'changed' } satisfies ToSearch)
  }

  /** From now on this is what answers: another model. What waits is asked again there. */
  use(data: SearchWorkerData): void {
    this.#data = data
    const before = this.#worker
    if (!before) return
    this.#worker = null
    const leaving: Promise<void> = leave(before).finally(() => this.#leaving.delete(leaving))
    this.#leaving.add(leaving)
    for (const { message } of this.#waiting.values()) this.#running().postMessage(message)
  }

  async close(): Promise<void> {
    this.#closed = true
    const worker = this.#worker
    this.#worker = null
    this.#rejectAll(cancelled())
    await Promise.all([...this.#leaving, ...(worker ? [leave(worker)] : [])])
  }

  /** Any ask, for the families that have a file of their own. */
  ask<K extends SearchKind>(kind: K, input: SearchAsk[K], options: AskOptions = {}): Promise<SearchReply[K]> {
    const { signal, lane = null } = options
    return new Promise((resolve, reject) => {
      if (this.#closed || signal?.aborted) return reject(cancelled())
      const id = ++this.#lastId
      const message = { kind, id, input, lane } as ToSearch
      const abort = (): void => {
        this.#worker?.postMessage({ kind: 'cancel', id } satisfies ToSearch)
        this.#waiting.get(id)?.reject(cancelled())
      }
      const done = (): void => {
        this.#waiting.delete(id)
        signal?.removeEventListener('abort', abort)
      }
      this.#waiting.set(id, {
        message,
        resolve: value => {
          done()
          resolve(value as SearchReply[K])
        },
        reject: error => {
          done()
          reject(error)
        }
      })
      signal?.addEventListener('abort', abort, { once: true })
      this.#running().postMessage(message)
    })
  }

  #running(): Worker {
    if (this.#worker) return this.#worker
    const worker = new Worker(this.#url, { workerData: this.#data })
    this.#worker = worker
    worker.on('message', (message: FromSearch) => {
      // What a worker on its way out still says has been asked again elsewhere.
      if (this.#worker !== worker) return
      const waiting = this.#waiting.get(message.id)
      if (message.ok) waiting?.resolve(message.value)
      else waiting?.reject(new EarshotError(message.error.code, message.error.message))
    })
    const gone = (why: string): void => {
      if (this.#worker !== worker) return
      this.#worker = null
      this.#rejectAll(new EarshotError('internal', `The search stopped (${why}); ask again.`))
    }
    worker.on('error', error => gone(error instanceof Error ? error.message : String(error)))
    worker.on('exit', code => gone(`exit code ${code}`))
    return worker
  }

  #rejectAll(error: EarshotError): void {
    for (const waiting of [...this.#waiting.values()]) waiting.reject(error)
  }
}

/** Not `terminate`: ending a thread in the middle of native inference aborts the process. */
async function leave(worker: Worker): Promise<void> {
  const exit = new Promise(resolve => worker.once('exit', resolve))
  worker.postMessage({ kind: 'close' } satisfies ToSearch)
  await exit
}

const cancelled = (): EarshotError => new EarshotError('cancelled', 'Cancelled.')
