import type { PageBridge } from '#contract/bridge.ts'
import type { FileField } from '#contract/change-fields.ts'
import type { KnownValue } from '#contract/edits.ts'
import type { Job } from '#contract/entities.ts'
import { toFailure, type Failure } from '#contract/errors.ts'
import type { Batch } from '#contract/tagging.ts'
import { say } from '../../text/say.ts'
import { Review } from '../tags/review.svelte.ts'
import { CoverEdits } from './cover-edits.svelte.ts'
import { editsOfCovers, inEither } from './cover-steps.ts'
import { Draft } from './draft.svelte.ts'
import { Helper } from './helper.svelte.ts'
import { Table } from './table.svelte.ts'
import { editsOf } from './typed.ts'

/** Files read at once; the first of them can be edited while the others are. */
const page = 500
/** Values offered while somebody types. */
const offered = 8

/** `edit`: typing; `look`: what would be written; `write`: it is being written; `done`: what came of it. */
export type Stage = 'edit' | 'look' | 'write' | 'done'
export type EditView = 'sheet' | 'table'

/** The tags of some tracks, edited by hand: what is typed, what would be written, and what was. */
export class Editing {
  stage = $state<Stage | null>(null)
  view = $state<EditView>('sheet')
  draft = $state.raw(new Draft())
  /** What it was opened for. */
  ids = $state.raw<readonly number[]>([])
  /** The one that is looked at alone; null: all of them together. */
  at = $state<number | null>(null)
  reading = $state(false)
  failure = $state.raw<Failure | null>(null)
  /** Whether it was asked what becomes of that which was typed. */
  leaving = $state(false)
  /** The plan could not hold these many files. */
  refused = $state(0)
  batch = $state.raw<Batch | null>(null)
  undone = $state(false)
  /** What is being made, written or taken back. */
  job = $state.raw<Job | null>(null)
  readonly putBackInPart: boolean = $derived(
    this.stage === 'done' && this.job?.kind === 'tag-undo' && this.job.failed > 0
  )

  readonly review: Review
  readonly helper: Helper
  readonly table: Table
  readonly covers: CoverEdits

  /** Where the step to the next one leads. */
  #among = $state.raw<ArrayLike<number>>([])
  /** Whose fields the sheet shows. */
  readonly scope: readonly number[] = $derived.by(() => (this.at === null ? this.draft.ids : [this.at]))
  readonly place = $derived.by(() =>
    this.at === null ? -1 : Array.prototype.indexOf.call(this.#among, this.at)
  )
  readonly places = $derived.by(() => this.#among.length)
  readonly many = $derived(this.ids.length > 1)
  /** How many tracks are changed, in their texts or pictures. */
  readonly changed: number = $derived.by(() => inEither(this.draft.typed.keys(), this.covers.changed))

  readonly #bridge: PageBridge
  /** What the dialog says went wrong: what the window says lies behind it. */
  problem = $state.raw<Failure | null>(null)
  #asking = new AbortController()

  constructor(bridge: PageBridge) {
    this.#bridge = bridge
    this.review = new Review(bridge, this.#failed)
    this.covers = new CoverEdits(bridge)
    this.table = new Table(() => this.draft)
    this.helper = new Helper(bridge, () => this.draft)
    bridge.on('job', job => this.#told(job))
    bridge.on('tags.changed', ({ what }) => {
      if (what === 'plans' && this.stage !== null && this.review.plan) void this.review.refresh()
    })
  }

  /** Opens these tracks; a single one has its neighbours in the list it stands in. */
  async open(ids: readonly number[], among: ArrayLike<number>, view: EditView = 'sheet'): Promise<void> {
    if (!ids.length) return
    this.ids = [...ids]
    this.#among = ids.length > 1 ? this.ids : among
    this.at = ids.length > 1 ? null : ids[0]!
    this.view = view
    this.draft = new Draft()
    this.table.reset()
    this.#restart()
    await this.load()
  }

  /** Reads what is not read yet. */
  async load(): Promise<void> {
    this.#asking.abort()
    const { signal } = (this.#asking = new AbortController())
    this.reading = true
    try {
      for (;;) {
        const missing = this.ids.filter(id => !this.draft.track(id)).slice(0, page)
        if (!missing.length) break
        const read = await this.#bridge.call('tags.read', { ids: missing }, signal)
        if (signal.aborted) return
        this.draft.tracks = [...this.draft.tracks, ...read]
        // What is not in the library any more cannot be edited.
        const here = read.map(({ id }) => id)
        this.ids = this.ids.filter(id => !missing.includes(id) || here.includes(id))
      }
      this.failure = null
    } catch (thrown) {
      if (!signal.aborted) this.failure = toFailure(thrown)
    } finally {
      if (!signal.aborted) this.reading = false
    }
  }

  /** To the track before or behind; what was typed stays. */
  async step(by: 1 | -1): Promise<void> {
    const at = this.place + by
    const id = this.#among[at]
    if (id === undefined) return
    if (!this.many) this.ids = this.ids.includes(id) ? this.ids : [...this.ids, id]
    this.at = id
    if (!this.draft.track(id)) await this.load()
  }

  /** One of them alone, or all of them together. */
  show(id: number | null): void {
    this.at = id
  }

  async known(field: FileField, begins: string): Promise<KnownValue[]> {
    return this.#bridge.call('tags.known', { field, begins, limit: offered }).catch(() => [])
  }

  /** What would be written, before anything is. */
  async lookOver(): Promise<void> {
    if (this.stage !== 'edit' || !this.changed || this.draft.wrong || this.reading) return
    const edits = [...editsOf(this.draft.typed, this.draft.ids), ...editsOfCovers(this.covers.edits)]
    const [only] = [...this.draft.typed.keys(), ...this.covers.changed]
    const name = say.edit.planName(this.changed, this.#titleOf(only))
    this.problem = null
    try {
      const { plan, job } = await this.#bridge.call('plans.byHand', { name, edits })
      this.refused = 0
      this.stage = 'look'
      this.#follow(job)
      await this.review.open(plan)
      await this.review.refresh()
    } catch (thrown) {
      this.#failed(thrown)
    }
  }

  /** Back to the typing; the plan was only a look. */
  async back(): Promise<void> {
    if (this.stage !== 'look') return
    await this.#drop()
    this.stage = 'edit'
  }

  async write(): Promise<void> {
    const { plan, keepTimes } = this.review
    if (this.stage !== 'look' || !plan) return
    try {
      this.stage = 'write'
      this.#follow(await this.#bridge.call('plans.write', { id: plan.id, keepTimes }))
    } catch (thrown) {
      this.stage = 'look'
      this.#failed(thrown)
    }
  }

  async undo(): Promise<void> {
    if (!this.batch || this.job?.state === 'running') return
    try {
      this.#follow(await this.#bridge.call('history.undo', { id: this.batch.id }))
    } catch (thrown) {
      this.#failed(thrown)
    }
  }

  async stop(): Promise<void> {
    if (this.job) await this.#bridge.call('jobs.cancel', { id: this.job.id }).catch(this.#failed)
  }

  /** Closes it; asks first where something was typed that would be lost. */
  close(): void {
    if (this.helper.kind !== null) this.helper.close()
    else if (this.stage === 'look') void this.back()
    else if (this.stage === 'edit' && this.changed) this.leaving = true
    else if (this.stage !== 'write') this.leave()
  }

  /** The plan stays under Review. */
  keep(): void {
    this.#end()
  }

  leave(): void {
    if (this.stage === 'look') void this.#drop()
    this.#end()
  }

  /** More of the same tracks, as the files say now. */
  async again(): Promise<void> {
    this.draft = new Draft()
    this.#restart()
    await this.load()
  }

  readonly #failed = (thrown: unknown): void => {
    this.problem = toFailure(thrown)
  }

  #restart(): void {
    this.covers.reset()
    this.helper.close()
    this.review.close()
    this.leaving = false
    this.failure = null
    this.problem = null
    this.refused = 0
    this.batch = null
    this.undone = false
    this.job = null
    this.stage = 'edit'
  }

  #end(): void {
    this.#asking.abort()
    this.#restart()
    this.stage = null
    this.draft = new Draft()
    this.ids = []
  }

  async #drop(): Promise<void> {
    const { plan } = this.review
    if (this.job?.state === 'running') await this.stop()
    this.review.close()
    this.job = null
    if (plan) await this.#bridge.call('plans.discard', { id: plan.id }).catch(this.#failed)
  }

  /** The last word of each job, for one that ends before it is known which it was. */
  #lastTold: Job | null = null

  #follow(job: Job): void {
    const told = this.#lastTold
    this.job = told?.id === job.id ? told : job
    if (this.job.state !== 'running') void this.#ended(this.job)
  }

  #told(job: Job): void {
    if (job.kind !== 'tag-plan' && job.kind !== 'tag-write' && job.kind !== 'tag-undo') return
    this.#lastTold = job
    if (job.id !== this.job?.id || this.job.state !== 'running') return
    this.job = job
    if (job.state !== 'running') void this.#ended(job)
  }

  async #ended(job: Job): Promise<void> {
    if (job.kind === 'tag-plan') {
      this.refused = job.failed
      await this.review.refresh()
    } else if (job.kind === 'tag-write') {
      await this.review.refresh()
      const batches = await this.#bridge.call('history.list', {}).catch((): Batch[] => [])
      this.batch =
        batches
          .filter(({ kind, at }) => kind === 'write' && at >= job.startedAt)
          .sort((a, b) => b.id - a.id)[0] ?? null
      this.stage = 'done'
    } else this.undone = job.state === 'done' && job.failed === 0
  }

  #titleOf(id: number | undefined): string {
    return id === undefined ? '' : (this.draft.values(id, 'title')[0] ?? '')
  }
}
