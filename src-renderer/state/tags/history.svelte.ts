import type { PageBridge } from '#contract/bridge.ts'
import { toFailure, type Failure } from '#contract/errors.ts'
import type { Batch, WrittenChange } from '#contract/tagging.ts'
import { Asked } from '../asked.svelte.ts'

const page = 1000

/** What was written into files, batch by batch, and the way back. */
export class History {
  readonly list: Asked<Batch[]>
  openId = $state<number | null>(null)
  changes = $state.raw<WrittenChange[]>([])
  failure = $state.raw<Failure | null>(null)
  loading = $state(false)
  active = $state(0)

  readonly open = $derived.by(() => this.list.value?.find(batch => batch.id === this.openId) ?? null)

  readonly #bridge: PageBridge
  readonly #failed: (thrown: unknown) => void
  #asking = new AbortController()

  constructor(bridge: PageBridge, failed: (thrown: unknown) => void) {
    this.#bridge = bridge
    this.#failed = failed
    this.list = new Asked(async () => (await bridge.call('history.list', {})).sort((a, b) => b.id - a.id))
  }

  /** Reads the list and the open batch; the newest one opens by itself. */
  async load(): Promise<void> {
    await this.list.load()
    if (!this.open) this.openId = this.list.value?.[0]?.id ?? null
    await this.#read(Math.max(page, this.changes.length))
  }

  async choose(id: number): Promise<void> {
    this.openId = id
    this.active = 0
    this.changes = []
    await this.#read(page)
  }

  /** The rows in sight: more are read once the end comes near. */
  async sight(last: number): Promise<void> {
    if (this.loading || !this.open || last < this.changes.length) return
    if (this.changes.length < this.open.changes) await this.#read(page, this.changes.length)
  }

  /** Undoes these changes of a batch, or all of it. */
  async undo(id: number, changeIds?: number[]): Promise<void> {
    await this.#bridge.call('history.undo', changeIds ? { id, changeIds } : { id }).catch(this.#failed)
  }

  async #read(limit: number, offset = 0): Promise<void> {
    this.#asking.abort()
    const id = this.openId
    if (id === null) return
    const { signal } = (this.#asking = new AbortController())
    this.loading = true
    try {
      const changes = await this.#bridge.call(
        'history.changes',
        { id, offset, limit: Math.min(limit, 10_000) },
        signal
      )
      if (signal.aborted) return
      this.changes = offset ? [...this.changes, ...changes] : changes
      this.failure = null
    } catch (thrown) {
      if (!signal.aborted) this.failure = toFailure(thrown)
    } finally {
      if (!signal.aborted) this.loading = false
    }
  }
}
