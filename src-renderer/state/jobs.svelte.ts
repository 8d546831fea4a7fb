import type { PageBridge } from '#contract/bridge.ts'
import type { Job } from '#contract/entities.ts'

/** Milliseconds a finished job stays in sight. */
const linger = 6000

/** What the engine is busy with. */
export class Jobs {
  #all = $state.raw<Job[]>([])
  #dismissed = $state.raw<readonly number[]>([])
  /** The end of the last job, for screen readers. */
  lastEnded = $state.raw<Job | null>(null)

  /** Running jobs, and those that ended in a way one should know. */
  readonly shown = $derived(this.#all.filter(job => !this.#dismissed.includes(job.id)))
  readonly scanning = $derived(this.#all.some(job => job.kind === 'scan' && job.state === 'running'))
  readonly analysing = $derived(this.#all.some(job => job.kind === 'analysis' && job.state === 'running'))

  readonly #bridge: PageBridge
  readonly #failed: (thrown: unknown) => void

  constructor(bridge: PageBridge, failed: (thrown: unknown) => void) {
    this.#bridge = bridge
    this.#failed = failed
    bridge.on('job', job => this.#put(job))
  }

  async load(): Promise<void> {
    try {
      const jobs = await this.#bridge.call('jobs.list', {})
      const running = jobs.filter(
        job => job.state === 'running' && !this.#all.some(known => known.id === job.id)
      )
      this.#all = [...this.#all, ...running]
    } catch (thrown) {
      this.#failed(thrown)
    }
  }

  /** An engine that was started again counts its jobs from one. */
  forget(): void {
    this.#all = []
    this.#dismissed = []
  }

  async cancel(job: Job): Promise<void> {
    await this.#bridge.call('jobs.cancel', { id: job.id }).catch(this.#failed)
  }

  /** Asks the job's question again: what is done stays done. */
  async resume(job: Job): Promise<void> {
    this.dismiss(job)
    const again =
      job.kind === 'scan' ? this.#bridge.call('library.scan', {}) : this.#bridge.call('analysis.start', {})
    await again.catch(this.#failed)
  }

  /** Listening that waits does so no more. */
  async goOn(): Promise<void> {
    await this.#bridge.call('analysis.goOn', {}).catch(this.#failed)
  }

  async analyse(): Promise<void> {
    await this.#bridge.call('analysis.start', {}).catch(this.#failed)
  }

  dismiss(job: Job): void {
    this.#dismissed = [...this.#dismissed, job.id]
  }

  #put(job: Job): void {
    const others = this.#all.filter(other => other.id !== job.id)
    // A new run of the same kind takes the place of how the last one ended.
    const kept = others.filter(other => other.kind !== job.kind || other.state === 'running')
    this.#all = [...kept, job].sort((a, b) => a.id - b.id)
    if (job.state === 'running') return
    this.lastEnded = job
    if (job.state === 'done') setTimeout(() => this.dismiss(job), linger)
  }
}
