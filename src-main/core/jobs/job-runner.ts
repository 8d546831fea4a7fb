import type { Job, JobKind } from '#contract/entities.ts'
import { EarshotError, toFailure } from '#contract/errors.ts'
import { Listeners } from '#contract/listeners.ts'
import { databaseError } from '../database/errors.ts'
import { Pace } from './pace.ts'
import { runJob, type JobPlan, type Tally } from './run-job.ts'

/** Progress is told at most this often (and once at the end). */
const interval = 100

interface Running {
  job: Job
  stop: AbortController
  settled: Promise<Job>
}

export interface JobRunnerOptions {
  /** Taken while any job runs, given back by the function it returns; throws when another process has it. */
  lock?: () => () => void
  /** Asked before each step and before a job counts as done: throws where what is written would be lost. */
  check?: () => void
  /** Unix milliseconds. */
  now?: () => number
  /** Told what a listener threw: it must neither end the job nor, from a timer, the process. */
  onFault?: (thrown: unknown) => void
}

/** Runs jobs, one of a kind at a time, and tells how they stand. */
export class JobRunner {
  readonly #options: JobRunnerOptions
  readonly #listeners: Listeners<{ job: Job }>
  readonly #running = new Map<JobKind, Running>()
  readonly #ended = new Map<JobKind, Job>()
  #unlock: (() => void) | null = null
  #nextId = 1
  #closed = false

  constructor(options: JobRunnerOptions = {}) {
    this.#options = options
    this.#listeners = new Listeners(options.onFault ?? (() => undefined))
  }

  /**
   * Starts a job and returns how it stands. A job of the same kind that runs already is returned instead.
   * Throws what the lock throws (database-busy), and cancelled once closed.
   */
  start<Item>(kind: JobKind, plan: JobPlan<Item>): Job {
    const running = this.#running.get(kind)
    if (running !== undefined) return { ...running.job }
    if (this.#closed) throw new EarshotError('cancelled', 'Earshot is closing.')
    if (this.#running.size === 0) this.#unlock = this.#options.lock?.() ?? null
    const job = this.#newJob(kind)
    const stop = new AbortController()
    // Begun a tick later, so that the caller has the job before the first event about it.
    const settled = Promise.resolve().then(() => this.#run(job, plan, stop))
    this.#running.set(kind, { job, stop, settled })
    return { ...job }
  }

  /** Asks a job to stop; what is in work ends first. False when no such job runs. */
  cancel(id: number): boolean {
    const running = [...this.#running.values()].find(({ job }) => job.id === id)
    running?.stop.abort()
    return running !== undefined
  }

  /** Those that run, and the last ended one of each kind, oldest first. */
  list(): Job[] {
    const running = [...this.#running.values()].map(({ job }) => job)
    return [...this.#ended.values(), ...running].map(job => ({ ...job })).sort((a, b) => a.id - b.id)
  }

  /** Whether a job of one of these kinds runs. */
  isRunning(...kinds: JobKind[]): boolean {
    return kinds.some(kind => this.#running.has(kind))
  }

  /** Returns the function that ends the subscription. */
  on(listener: (job: Job) => void): () => void {
    return this.#listeners.on('job', listener)
  }

  /** The job once it has ended. Rejects with not-found for a job that is not known (any more). */
  async settled(id: number): Promise<Job> {
    const running = [...this.#running.values()].find(({ job }) => job.id === id)
    if (running !== undefined) return running.settled
    const ended = [...this.#ended.values()].find(job => job.id === id)
    if (ended === undefined) throw new EarshotError('not-found', `There is no job ${id}.`)
    return { ...ended }
  }

  /** Cancels what runs and waits for it to end. Nothing starts afterwards. */
  async close(): Promise<void> {
    this.#closed = true
    const running = [...this.#running.values()]
    for (const { stop } of running) stop.abort()
    await Promise.all(running.map(({ settled }) => settled))
  }

  #now(): number {
    return this.#options.now?.() ?? Date.now()
  }

  #newJob(kind: JobKind): Job {
    return {
      id: this.#nextId++,
      kind,
      state: 'running',
      done: 0,
      total: null,
      skipped: 0,
      failed: 0,
      startedAt: this.#now(),
      endedAt: null,
      pace: null,
      remaining: null,
      current: null,
      waits: null,
      error: null
    }
  }

  async #run<Item>(job: Job, plan: JobPlan<Item>, stop: AbortController): Promise<Job> {
    const progress = this.#progressOf(job)
    const check = this.#options.check ?? (() => undefined)
    const step: typeof plan.step = (item, signal) => {
      check()
      return plan.step(item, signal)
    }
    try {
      try {
        await runJob({ ...plan, step }, stop, progress.tally)
      } catch (thrown) {
        await plan.finish?.(false)
        throw thrown
      }
      await plan.finish?.(true)
      check()
      job.state = 'done'
    } catch (thrown) {
      job.error = toFailure(databaseError(thrown))
      job.state = job.error.code === 'cancelled' ? 'cancelled' : 'failed'
    }
    progress.close()
    job.endedAt = this.#now()
    job.current = null
    job.waits = null
    job.remaining = null
    this.#running.delete(job.kind)
    this.#ended.set(job.kind, job)
    if (this.#running.size === 0) {
      this.#unlock?.()
      this.#unlock = null
    }
    this.#listeners.tell('job', { ...job })
    return { ...job }
  }

  /** Counts, and tells at most once an interval. */
  #progressOf(job: Job): { tally: Tally; close: () => void } {
    const pace = new Pace()
    let found = 0
    let told = -Infinity
    let timer: NodeJS.Timeout | null = null
    const tell = (): void => {
      timer = null
      told = performance.now()
      const worked = job.done + job.failed
      pace.note(told, worked)
      job.pace = pace.perMinute()
      const left = job.total === null ? null : job.total - worked - job.skipped
      job.remaining = left === null || !job.pace || job.waits !== null ? null : (left / job.pace) * 60
      this.#listeners.tell('job', { ...job })
    }
    const changed = (): void => {
      if (timer !== null) return
      const wait = told + interval - performance.now()
      if (wait <= 0) tell()
      else timer = setTimeout(tell, wait)
    }
    pace.note(performance.now(), 0)
    const tally: Tally = {
      found: count => {
        found += count
        if (job.total !== null) job.total = found
      },
      complete: () => {
        job.total = found
        changed()
      },
      begun: label => {
        job.current = label
        changed()
      },
      ended: outcome => {
        job[outcome]++
        changed()
      },
      waits: what => {
        job.waits = what
        changed()
      },
      skipped: count => {
        found += count
        job.skipped += count
        changed()
      }
    }
    return { tally, close: () => timer !== null && clearTimeout(timer) }
  }
}
