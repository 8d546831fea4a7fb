import type { PageBridge } from '#contract/bridge.ts'
import type { TrackFailure } from '#contract/entities.ts'
import type { LeftOut } from '#contract/left-out.ts'
import { toFailure, type Failure } from '#contract/errors.ts'

/** Files that could not be read, and trying them again; what scans pass by. */
export class Problems {
  all = $state.raw<TrackFailure[]>([])
  leftOut = $state.raw<LeftOut[]>([])
  loading = $state(false)
  loaded = $state(false)
  failure = $state.raw<Failure | null>(null)
  #retrying = $state.raw<readonly string[] | 'all'>([])
  readonly busy = $derived(this.#retrying === 'all')

  readonly #bridge: PageBridge

  constructor(bridge: PageBridge) {
    this.#bridge = bridge
    bridge.on('job', job => {
      if (job.state !== 'running' && this.loaded) void this.load()
    })
  }

  async load(): Promise<void> {
    this.loading = true
    try {
      const [all, leftOut] = await Promise.all([
        this.#bridge.call('library.failures', {}),
        this.#bridge.call('library.leftOut', {})
      ])
      this.all = all
      this.leftOut = leftOut
      this.#retrying = []
      this.failure = null
      this.loaded = true
    } catch (thrown) {
      this.failure = toFailure(thrown)
    } finally {
      this.loading = false
    }
  }

  /** Whether this file is being tried again. */
  isRetrying(path: string): boolean {
    return this.#retrying === 'all' || this.#retrying.includes(path)
  }

  /** Tries these files again; all of them where none is named. */
  async retry(paths?: string[]): Promise<void> {
    this.#retrying = paths ? [...this.#retrying, ...paths] : 'all'
    try {
      await this.#bridge.call('library.retry', paths ? { paths } : {})
    } catch (thrown) {
      this.#retrying = []
      this.failure = toFailure(thrown)
    }
  }
}
