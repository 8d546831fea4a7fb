import type { PageBridge } from '#contract/bridge.ts'
import type { Job } from '#contract/entities.ts'
import type { Mark, Plan } from '#contract/tagging.ts'
import { say } from '../../text/say.ts'
import type { Notices } from '../notices.svelte.ts'
import { Audit } from './audit.svelte.ts'
import { Heard } from './heard.svelte.ts'
import { History } from './history.svelte.ts'
import { Plans } from './plans.svelte.ts'
import { Review } from './review.svelte.ts'
import type { TagSection } from './sections.ts'
import { Taught } from './taught.svelte.ts'
import { Terms } from './terms.svelte.ts'

/** Everything about tags. */
export class Tags {
  section = $state<TagSection>('plans')

  readonly heard: Heard
  readonly terms: Terms
  readonly taught: Taught
  readonly audit: Audit
  readonly plans: Plans
  readonly review: Review
  readonly history: History

  readonly counts: Record<TagSection, number | null> = $derived.by(() => ({
    taught: this.taught.list.value?.length ?? null,
    vocabulary: this.terms.all.value?.filter(term => term.enabled).length ?? null,
    audit: this.audit.findings.value?.length ?? null,
    plans: this.plans.list.value ? this.plans.toReview : null,
    history: this.history.list.value?.length ?? null
  }))

  readonly #notices: Notices

  constructor(bridge: PageBridge, notices: Notices, failed: (thrown: unknown) => void) {
    this.#notices = notices
    this.heard = new Heard(bridge)
    this.terms = new Terms(bridge, failed)
    this.taught = new Taught(bridge, notices, failed)
    this.audit = new Audit(bridge)
    this.plans = new Plans(bridge, notices, failed)
    this.review = new Review(bridge, failed)
    this.history = new History(bridge, failed)
    bridge.on('tags.changed', ({ what }) => void this.#changed(what))
    bridge.on('job', job => void this.#ended(job))
  }

  /** What the sidebar counts; the slower parts wait until they are opened. */
  async load(): Promise<void> {
    await Promise.all([
      this.plans.list.load(),
      this.plans.oldTexts.load(),
      this.taught.list.load(),
      this.history.list.load()
    ])
  }

  async show(section: TagSection): Promise<void> {
    this.section = section
    void this.load()
    if (section === 'taught') await this.taught.load()
    if (section === 'vocabulary') await this.terms.all.load()
    if (section === 'audit' && !this.audit.findings.value) await this.audit.findings.load()
    if (section === 'plans') await this.review.refresh()
    if (section === 'history') await this.history.load()
  }

  async openPlan(plan: Plan): Promise<void> {
    this.section = 'plans'
    await this.review.open(plan)
    // It may have been made while we were on the way here.
    if (plan.state === 'making') await this.review.refresh()
  }

  /** The newest plan that could not be written everywhere, and what was refused of it. */
  async showRefused(): Promise<void> {
    const plan = this.plans.shown.filter(each => each.failed > 0).sort((a, b) => b.id - a.id)[0]
    if (!plan) return
    await this.openPlan(plan)
    this.review.narrow({ show: 'failed' })
  }

  /** Marks tracks for a taught tag, made first where only its name is given. The way back is in the notice. */
  async mark(ids: readonly number[], called: string, tag: number | string, mark: Mark): Promise<void> {
    const known = typeof tag === 'number' ? this.taught.list.value?.find(({ id }) => id === tag) : null
    const of = known ?? (typeof tag === 'string' ? await this.taught.create(tag) : null)
    if (!of) return
    await this.taught.mark(of.id, ids, mark)
    this.#notices.say(say.tags.picker.marked(called, of.name, mark), {
      label: say.undo,
      run: () => void this.taught.mark(of.id, ids, null)
    })
  }

  async #changed(what: 'terms' | 'taught' | 'plans' | 'history'): Promise<void> {
    if (what === 'terms') await this.terms.all.refresh()
    if (what === 'taught') await (this.taught.list.value ? this.taught.load() : null)
    if (what === 'plans') await Promise.all([this.plans.list.refresh(), this.review.refresh()])
    if (what === 'history')
      await (this.history.changes.length ? this.history.load() : this.history.list.refresh())
  }

  async #ended(job: Job): Promise<void> {
    if (job.state === 'running') return
    if (job.kind === 'tag-plan') await this.#changed('plans')
    if (job.kind !== 'tag-write' && job.kind !== 'tag-undo') return
    await Promise.all([this.#changed('plans'), this.plans.oldTexts.refresh(), this.history.list.load()])
    if (this.section === 'history') void this.history.load()
    this.#tell(job)
  }

  /** What came of a job that wrote, with the way back. */
  #tell(job: Job): void {
    const words = say.tags.history
    const kind = job.kind === 'tag-undo' ? 'undo' : 'write'
    const batch = this.history.list.value?.find(each => each.kind === kind && each.at >= job.startedAt)
    const refused = job.failed ? ` ${words.refused(job.failed)}.` : ''
    if (!batch) {
      if (job.state === 'done') this.#notices.say(`${words.nothingDone}.${refused}`)
      return
    }
    const said = kind === 'undo' ? words.undid : words.wrote
    this.#notices.say(`${said(batch.changes, batch.files)}.${refused}`, {
      label: say.undo,
      run: () => void this.history.undo(batch.id)
    })
  }
}
