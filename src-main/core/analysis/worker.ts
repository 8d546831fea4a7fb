import { Worker } from 'node:worker_threads'
import type { ProviderTrial } from '#contract/entities.ts'
import { EarshotError } from '#contract/errors.ts'
import type { AnalysisWorkerData, FromAnalysisWorker, Heard, ToAnalysisWorker } from './heard.ts'

export interface Wanted {
  path: string
  expectedSeconds: number | null
  /** What is wanted of it: what the model hears, tempo, key and loudness, or both. */
  embed: boolean
  measure: boolean
}

interface Pending {
  id: number
  resolve(heard: Heard): void
  reject(error: EarshotError): void
}

/** The main thread's side of one worker. One track at a time. */
export class AnalysisWorker {
  readonly #worker: Worker
  readonly #opened: Promise<{ provider: string; trials: ProviderTrial[] }>
  readonly #gone: Promise<void>
  #pending: Pending | null = null
  #nextId = 1
  #alive = true

  constructor(file: URL, data: AnalysisWorkerData) {
    // The WASM decoders print their complaints; as warnings they reach the user anyway.
    this.#worker = new Worker(file, { workerData: data, stderr: true, stdout: true })
    this.#worker.stderr.resume()
    this.#worker.stdout.resume()
    let why = 'it ended'
    this.#worker.on('error', (error: unknown) => {
      why = error instanceof Error ? error.message : String(error)
    })
    const opened = Promise.withResolvers<{ provider: string; trials: ProviderTrial[] }>()
    this.#opened = opened.promise
    this.#opened.catch(() => null)
    this.#gone = new Promise(resolve => {
      this.#worker.once('exit', () => {
        this.#alive = false
        const error = new EarshotError('internal', `The analysis of this file crashed: ${why}.`)
        opened.reject(error)
        this.#pending?.reject(error)
        this.#pending = null
        resolve()
      })
    })
    this.#worker.on('message', (message: FromAnalysisWorker) => {
      if (message.kind === 'ready') opened.resolve(message)
      else if (message.kind === 'refused') {
        opened.reject(new EarshotError(message.failure.code, message.failure.message))
      } else this.#settle(message)
    })
  }

  get alive(): boolean {
    return this.#alive
  }

  /** Once the tower is open. Rejects with `model-corrupt`, `model-refused` or `internal`. */
  opened(): Promise<{ provider: string; trials: ProviderTrial[] }> {
    return this.#opened
  }

  /** Rejects with what went wrong with this track; `internal` when the worker died over it. */
  hear(track: Wanted, signal: AbortSignal): Promise<Heard> {
    const id = this.#nextId++
    const cancel = (): void => this.#post({ kind: 'cancel', id })
    const heard = new Promise<Heard>((resolve, reject) => {
      this.#pending = { id, resolve, reject }
      if (!this.#alive) return reject(new EarshotError('internal', 'The analysis of this file crashed.'))
      signal.addEventListener('abort', cancel, { once: true })
      this.#post({ kind: 'hear', id, ...track })
      if (signal.aborted) cancel()
    })
    return heard.finally(() => signal.removeEventListener('abort', cancel))
  }

  /** Ends it in order: the tower is released, then the thread ends; by force when that takes long. */
  async close(): Promise<void> {
    if (!this.#alive) return
    this.#post({ kind: 'close' })
    const force = setTimeout(() => void this.#worker.terminate(), 5000)
    await this.#gone
    clearTimeout(force)
  }

  #post(message: ToAnalysisWorker): void {
    this.#worker.postMessage(message)
  }

  #settle(message: FromAnalysisWorker & { kind: 'heard' | 'failed' }): void {
    const pending = this.#pending
    if (pending?.id !== message.id) return
    this.#pending = null
    if (message.kind === 'heard') pending.resolve(message.heard)
    else pending.reject(new EarshotError(message.failure.code, message.failure.message))
  }
}
