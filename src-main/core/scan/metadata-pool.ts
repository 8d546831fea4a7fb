import { Worker } from 'node:worker_threads'
import { EarshotError } from '#contract/errors.ts'
import type { MetadataReply, MetadataTasks } from './metadata-port.ts'

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
  path: string
  resolve: (value: never) => void
  reject: (error: Error) => void
}

interface Lane {
  worker: Worker
  /** What the worker has, in the order it answers. */
  tasks: Map<number, Task>
  timer: NodeJS.Timeout | undefined
}

/**
 * Workers that list folders and read tags. One that hangs or dies costs the one file it was at: it is replaced, and
 * what else it had goes to another.
 */
export class MetadataPool {
  readonly #options: MetadataPoolOptions
  readonly #lanes = new Set<Lane>()
  readonly #waiting: Task[] = []
  #nextId = 1
  #closed = false

  constructor(options: MetadataPoolOptions) {
    this.#options = options
  }

  /** How many tasks keep all workers busy. */
  get capacity(): number {
    return this.#options.threads * perWorker
  }

  /** Rejects with what the task throws, with unreadable-file for a hang or crash, with cancelled once closed. */
  run<Name extends keyof MetadataTasks>(task: Name, path: string): Promise<MetadataTasks[Name]> {
    return new Promise((resolve, reject) => {
      if (this.#closed) reject(new EarshotError('cancelled', 'Cancelled.'))
      this.#waiting.push({ task, path, resolve, reject })
      this.#assign()
    })
  }

  /** Ends the workers; what they were at is given up. */
  async close(): Promise<void> {
    this.#closed = true
    const lanes = [...this.#lanes]
    const given = [...lanes.flatMap(lane => [...lane.tasks.values()]), ...this.#waiting.splice(0)]
    this.#lanes.clear()
    for (const lane of lanes) clearTimeout(lane.timer)
    for (const task of given) task.reject(new EarshotError('cancelled', 'Cancelled.'))
    await Promise.all(lanes.map(lane => lane.worker.terminate()))
  }

  #assign(): void {
    while (this.#waiting.length > 0 && !this.#closed) {
      const lane = this.#freest()
      if (lane === null) return
      const task = this.#waiting.shift()!
      const id = this.#nextId++
      lane.tasks.set(id, task)
      if (lane.tasks.size === 1) this.#watch(lane)
      lane.worker.postMessage({ id, task: task.task, path: task.path })
    }
  }

  #freest(): Lane | null {
    const [best] = [...this.#lanes].sort((a, b) => a.tasks.size - b.tasks.size)
    if (best !== undefined && best.tasks.size === 0) return best
    if (this.#lanes.size < this.#options.threads) return this.#open()
    return best !== undefined && best.tasks.size < perWorker ? best : null
  }

  #open(): Lane {
    const worker = new Worker(this.#options.worker, { resourceLimits: { maxOldGenerationSizeMb: 512 } })
    const lane: Lane = { worker, tasks: new Map(), timer: undefined }
    this.#lanes.add(lane)
    worker.on('message', (reply: MetadataReply) => this.#answered(lane, reply))
    worker.on('error', (error: unknown) => this.#lost(lane, `Reading it failed (${String(error)}).`))
    worker.on('exit', () => this.#lost(lane, 'Reading it ended the reader.'))
    return lane
  }

  #answered(lane: Lane, reply: MetadataReply): void {
    const task = lane.tasks.get(reply.id)
    lane.tasks.delete(reply.id)
    this.#watch(lane)
    if (reply.ok) task?.resolve(reply.value as never)
    else task?.reject(new EarshotError(reply.failure.code, reply.failure.message))
    this.#assign()
  }

  /** Gives the task at the head of a lane its time. */
  #watch(lane: Lane): void {
    clearTimeout(lane.timer)
    if (lane.tasks.size === 0) return
    const timeout = this.#options.timeout ?? 60_000
    const words = `Reading it took longer than ${Math.round(timeout / 1000)} seconds.`
    lane.timer = setTimeout(() => this.#lost(lane, words), timeout)
  }

  /** The head of the lane is to blame; the others get another chance. */
  #lost(lane: Lane, why: string): void {
    if (!this.#lanes.delete(lane)) return
    clearTimeout(lane.timer)
    void lane.worker.terminate()
    const [culprit, ...others] = lane.tasks.values()
    this.#waiting.unshift(...others)
    culprit?.reject(new EarshotError('unreadable-file', why))
    this.#assign()
  }
}
