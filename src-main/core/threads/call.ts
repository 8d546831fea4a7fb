import { Worker } from 'node:worker_threads'
import { EarshotError, toError } from '#contract/errors.ts'
import { forbidTelemetry } from './telemetry.ts'
import { ThreadClosed, ThreadLost, type Loss } from './lost.ts'
import type { FromThread, Tasks, ToThread } from './messages.ts'

export interface ThreadOptions {
  /** What it is started with. */
  data?: unknown
  /** Most megabytes of its heap. */
  heapMegabytes?: number
  /** Of its young objects: who lets go of much that lies outside the heap is to be collected often, and cheaply. */
  youngMegabytes?: number
  /** What is printed in it is dropped. */
  silent?: boolean
  /**
   * Once it is lost, whoever asked waits so many milliseconds for its real end: until then it may still touch what it
   * was at. Default 0.
   */
  endsWithin?: number
}

export interface AskOptions {
  signal?: AbortSignal | undefined
  /** Milliseconds it may take, counted from when nothing older waits for an answer. A thread past it is lost. */
  limit?: number
  /** A cancelled task is still waited for until the thread has stopped; else it is left to itself. */
  untilStopped?: boolean
}

interface Asked {
  limit: number | null
  resolve(value: unknown): void
  reject(error: unknown): void
  /** Its signal is listened to no more. */
  finish(): void
}

/**
 * The asking end of a thread, of which `serve.ts` is the answering end. It starts at once and lives once: whoever wants
 * another after it is lost makes another.
 */
export class Thread<T extends Tasks<T>> {
  readonly #worker: Worker
  readonly #endsWithin: number
  /** In the order in which they were asked. */
  readonly #asked = new Map<number, Asked>()
  readonly #exit: Promise<true>
  #lastId = 0
  #watched: Asked | undefined
  #timer: NodeJS.Timeout | undefined
  #over: Loss | 'closed' | null = null

  /** `file`: a module that calls `serveThread`. */
  constructor(
    file: URL,
    { data, heapMegabytes, youngMegabytes, silent = false, endsWithin = 0 }: ThreadOptions = {}
  ) {
    this.#endsWithin = endsWithin
    forbidTelemetry()
    this.#worker = new Worker(file, {
      workerData: data,
      stdout: silent,
      stderr: silent,
      resourceLimits: {
        ...(heapMegabytes === undefined ? {} : { maxOldGenerationSizeMb: heapMegabytes }),
        ...(youngMegabytes === undefined ? {} : { maxYoungGenerationSizeMb: youngMegabytes })
      }
    })
    if (silent) for (const stream of [this.#worker.stdout, this.#worker.stderr]) stream.resume()
    this.#worker.on('message', (message: FromThread) => this.#answered(message))
    this.#worker.on('error', (thrown: unknown) =>
      this.#lose({ how: 'threw', message: thrown instanceof Error ? thrown.message : String(thrown) })
    )
    this.#exit = new Promise(resolve => {
      this.#worker.once('exit', code => {
        this.#lose({ how: 'ended', code })
        resolve(true)
      })
    })
  }

  /** Whether it can still be asked. */
  get alive(): boolean {
    return this.#over === null
  }

  /** How many tasks it has not answered yet. */
  get waiting(): number {
    return this.#asked.size
  }

  /** Rejects with what the task throws, with cancelled, ThreadLost or ThreadClosed. */
  ask<Name extends keyof T & string>(
    task: Name,
    input: T[Name][0],
    { signal, limit, untilStopped = false }: AskOptions = {}
  ): Promise<T[Name][1]> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(new EarshotError('cancelled', 'Cancelled.'))
      if (this.#over !== null) return reject(this.#gone(this.#over))
      const id = ++this.#lastId
      const cancel = (): void => {
        this.#post({ kind: 'cancel', id })
        if (!untilStopped) this.#settle(id)?.reject(new EarshotError('cancelled', 'Cancelled.'))
      }
      signal?.addEventListener('abort', cancel, { once: true })
      const finish = (): void => signal?.removeEventListener('abort', cancel)
      this.#asked.set(id, { limit: limit ?? null, resolve: resolve as Asked['resolve'], reject, finish })
      this.#watch()
      try {
        this.#post({ kind: 'ask', id, task, input })
      } catch (thrown) {
        this.#settle(id)?.reject(thrown)
      }
    })
  }

  /** Says what is to be known and not answered. */
  notify(notice: unknown): void {
    if (this.alive) this.#post({ kind: 'notice', notice })
  }

  /**
   * Ends it in order: what was asked is given up, and the thread lets go of what it holds. By force after so many
   * milliseconds; never, unless told: ending a thread in the middle of native inference aborts the process.
   */
  async close(force?: number): Promise<void> {
    if (!this.alive) return
    this.#closed()
    this.#post({ kind: 'close' })
    const timer = force === undefined ? undefined : setTimeout(() => void this.#worker.terminate(), force)
    await this.#exit
    clearTimeout(timer)
  }

  /** Ends it by force, wherever it is. */
  async terminate(): Promise<void> {
    if (this.alive) this.#closed()
    await this.#worker.terminate()
  }

  #post(message: ToThread): void {
    this.#worker.postMessage(message)
  }

  #answered(message: FromThread): void {
    const asked = this.#settle(message.id)
    if (message.ok) asked?.resolve(message.value)
    else asked?.reject(toError(message.failure))
  }

  #settle(id: number): Asked | undefined {
    const asked = this.#asked.get(id)
    this.#asked.delete(id)
    asked?.finish()
    this.#watch()
    return asked
  }

  /** Gives the eldest its time. */
  #watch(): void {
    const [eldest] = this.#asked.values()
    if (eldest === this.#watched) return
    this.#watched = eldest
    clearTimeout(this.#timer)
    const limit = eldest?.limit ?? null
    if (limit === null) return
    this.#timer = setTimeout(() => this.#lose({ how: 'slow', seconds: Math.round(limit / 1000) }), limit)
  }

  #closed(): void {
    this.#over = 'closed'
    for (const id of [...this.#asked.keys()]) this.#settle(id)?.reject(new ThreadClosed())
  }

  #lose(loss: Loss): void {
    if (this.#over !== null) return
    this.#over = loss
    const asked = [...this.#asked.keys()].flatMap(id => this.#settle(id) ?? [])
    void this.#ended(loss).then(ended =>
      asked.forEach(({ reject }, at) => reject(new ThreadLost(loss, { atWork: at === 0, ended })))
    )
  }

  async #ended({ how }: Loss): Promise<boolean> {
    if (how === 'ended') return true
    void this.#worker.terminate()
    if (this.#endsWithin === 0) return false
    const late = new Promise<false>(resolve => setTimeout(resolve, this.#endsWithin, false).unref())
    return Promise.race([this.#exit, late])
  }

  #gone(over: Loss | 'closed'): EarshotError {
    return over === 'closed' ? new ThreadClosed() : new ThreadLost(over, { atWork: false, ended: false })
  }
}
