import type { PageBridge } from '#contract/bridge.ts'
import { toFailure, type Failure } from '#contract/errors.ts'
import type { ChangeChoice, Plan, PlanChange, PlanFile } from '#contract/tagging.ts'
import {
  accepting,
  fieldFacets,
  noFilter,
  reviewRows,
  valueFacets,
  type ReviewFilter
} from './review-rows.ts'

const page = 2000

/** One plan, file by file. Read in pages; what has arrived can be looked through while the rest comes. */
export class Review {
  plan = $state.raw<Plan | null>(null)
  files = $state.raw<PlanFile[]>([])
  reading = $state(false)
  failure = $state.raw<Failure | null>(null)
  filter = $state.raw<ReviewFilter>(noFilter)
  active = $state(0)
  /** The change whose values are being edited. */
  editing = $state<number | null>(null)
  keepTimes = $state(false)
  starting = $state(false)

  readonly rows = $derived(reviewRows(this.files, this.filter))
  readonly fields = $derived(fieldFacets(this.files))
  readonly values = $derived(valueFacets(this.files))
  readonly filtered = $derived(JSON.stringify(this.filter) !== JSON.stringify(noFilter))
  readonly shownChanges = $derived(this.rows.flatMap(row => (row.kind === 'change' ? [row.change] : [])))
  readonly complete = $derived(this.plan !== null && !this.reading && this.files.length >= this.plan.files)
  readonly toWrite = $derived.by(() => {
    const open = this.files.map(
      file => file.changes.filter(each => each.accepted && each.state === 'open').length
    )
    return { files: open.filter(Boolean).length, changes: open.reduce((sum, each) => sum + each, 0) }
  })

  readonly #bridge: PageBridge
  readonly #failed: (thrown: unknown) => void
  #reading = new AbortController()

  constructor(bridge: PageBridge, failed: (thrown: unknown) => void) {
    this.#bridge = bridge
    this.#failed = failed
  }

  async open(plan: Plan): Promise<void> {
    this.close()
    this.plan = plan
    if (plan.state !== 'making') await this.#read(plan.id)
  }

  close(): void {
    this.#reading.abort()
    this.plan = null
    this.files = []
    this.failure = null
    this.filter = noFilter
    this.active = 0
    this.editing = null
  }

  narrow(filter: Partial<ReviewFilter>): void {
    this.filter = { ...this.filter, ...filter }
    this.active = 0
    this.editing = null
  }

  /** The plan may have changed under us: made, written, or accepted elsewhere. */
  async refresh(): Promise<void> {
    const before = this.plan
    if (!before || this.reading) return
    try {
      const plan = await this.#bridge.call('plans.get', { id: before.id })
      if (this.plan?.id !== plan.id) return
      this.plan = plan
      const same = (['state', 'changes', 'written', 'failed'] as const).every(
        key => plan[key] === before[key]
      )
      if (!same || plan.accepted !== this.#acceptedHere()) await this.#read(plan.id)
    } catch (thrown) {
      this.failure = toFailure(thrown)
    }
  }

  /** Shown at once. Where the engine counts otherwise, its word is read again. */
  async accept(choice: ChangeChoice, accepted: boolean): Promise<void> {
    if (this.plan?.state !== 'open') return
    const before = this.files
    this.files = accepting(before, choice, accepted)
    try {
      const plan = await this.#bridge.call('plans.accept', { id: this.plan.id, choice, accepted })
      if (this.plan?.id !== plan.id) return
      this.plan = plan
      if (this.complete && plan.accepted !== this.#acceptedHere()) await this.#read(plan.id)
    } catch (thrown) {
      this.files = before
      this.#failed(thrown)
    }
  }

  /** All that is shown: everything where nothing is filtered. */
  async acceptShown(accepted: boolean): Promise<void> {
    const choice = this.filtered || !this.complete ? { changeIds: this.shownChanges.map(({ id }) => id) } : {}
    await this.accept(choice, accepted)
  }

  async edit(file: PlanFile, change: PlanChange, after: string[]): Promise<void> {
    this.editing = null
    if (!this.plan || after.join('\n') === change.after.join('\n')) return
    try {
      const edited = await this.#bridge.call('plans.edit', { id: this.plan.id, changeId: change.id, after })
      this.#put(file.id, edited)
    } catch (thrown) {
      this.#failed(thrown)
    }
  }

  /** Starts the writing of everything accepted. */
  async write(): Promise<void> {
    if (!this.plan) return
    this.starting = true
    try {
      await this.#bridge.call('plans.write', { id: this.plan.id, keepTimes: this.keepTimes })
    } catch (thrown) {
      this.#failed(thrown)
    } finally {
      this.starting = false
    }
  }

  async #read(id: number): Promise<void> {
    this.#reading.abort()
    const { signal } = (this.#reading = new AbortController())
    this.reading = true
    const read: PlanFile[] = []
    try {
      for (;;) {
        const files = await this.#bridge.call('plans.files', { id, offset: read.length, limit: page }, signal)
        if (signal.aborted) return
        read.push(...files)
        if (read.length > this.files.length || files.length < page) this.files = [...read]
        if (files.length < page) break
      }
      this.failure = null
    } catch (thrown) {
      if (!signal.aborted) this.failure = toFailure(thrown)
    } finally {
      if (!signal.aborted) this.reading = false
    }
  }

  #put(fileId: number, change: PlanChange): void {
    this.files = this.files.map(file =>
      file.id === fileId
        ? { ...file, changes: file.changes.map(each => (each.id === change.id ? change : each)) }
        : file
    )
  }

  #acceptedHere(): number {
    return this.files.reduce((sum, file) => sum + file.changes.filter(each => each.accepted).length, 0)
  }
}
