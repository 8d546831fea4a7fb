import type { PageBridge } from '#contract/bridge.ts'
import type { TagField } from '#contract/field-uses.ts'
import type { Input } from '#contract/requests.ts'
import type { Plan, PlanMode } from '#contract/tagging.ts'
import { say } from '../../text/say.ts'
import type { Notices } from '../notices.svelte.ts'
import { Asked } from '../asked.svelte.ts'

export type Scope = 'all' | 'search' | 'one'

/** Plans: the list, and the making of a new one. */
export class Plans {
  readonly list: Asked<Plan[]>
  /** Whether the form of a new plan is shown. */
  forming = $state(false)
  making = $state(false)
  name = $state('')
  scope = $state<Scope>('all')
  fields = $state.raw<readonly TagField[]>(['genre'])
  mode = $state<PlanMode>('fill')
  unsure = $state(false)

  /** Tracks with texts that do not say how they are encoded; null until it is known. */
  readonly oldTexts: Asked<{ tracks: number }>

  /** Discarded ones are gone for the user. */
  readonly shown = $derived.by(() => (this.list.value ?? []).filter(plan => plan.state !== 'discarded'))
  readonly toReview = $derived(
    this.shown.filter(plan => plan.state === 'open' || plan.state === 'making').length
  )

  readonly #bridge: PageBridge
  readonly #notices: Notices
  readonly #failed: (thrown: unknown) => void

  constructor(bridge: PageBridge, notices: Notices, failed: (thrown: unknown) => void) {
    this.#bridge = bridge
    this.#notices = notices
    this.#failed = failed
    this.list = new Asked(() => bridge.call('plans.list', {}))
    this.oldTexts = new Asked(() => bridge.call('plans.oldTexts', {}))
  }

  setField(field: TagField, on: boolean): void {
    this.fields = on ? [...this.fields, field] : this.fields.filter(each => each !== field)
  }

  /** A plan as the form says. `ids`: the tracks, or undefined for all. Null where it could not be made. */
  async make(ids: number[] | undefined): Promise<Plan | null> {
    const { mode, unsure } = this
    const fields = [...this.fields]
    const make = async (): Promise<{ plan: Plan }> => {
      const name = this.name.trim() || (await this.#nameOf(fields, ids))
      return this.#bridge.call('plans.make', { name, ids, fields, mode, unsure })
    }
    return this.#made(make())
  }

  async #nameOf(fields: TagField[], ids: number[] | undefined): Promise<string> {
    const tracks = ids?.length ?? (await this.#bridge.call('library.overview', {})).analysed
    return say.tags.plans.named(fields, tracks)
  }

  /** A plan that puts right what an audit found. */
  async makeOfFindings(findings: string[]): Promise<Plan | null> {
    const name = say.tags.audit.planName
    return this.#made(this.#bridge.call('plans.make', { name, findings, fields: ['genre'], mode: 'replace' }))
  }

  /** A plan that writes such texts right, in the character set that is detected for each album. */
  async makeOfOldTexts(): Promise<Plan | null> {
    const name = say.tags.plans.oldTexts.planName
    return this.#made(this.#bridge.call('plans.repairTexts', { name }))
  }

  /** A plan of names and places for these tracks' files. */
  async makeOfNames(wish: Input<'plans.move'>): Promise<Plan | null> {
    return this.#made(this.#bridge.call('plans.move', wish))
  }

  async import(json: string): Promise<Plan | null> {
    return this.#made(this.#bridge.call('plans.import', { json }).then(plan => ({ plan })))
  }

  async discard(plan: Plan): Promise<void> {
    try {
      await this.#bridge.call('plans.discard', { id: plan.id })
      this.#notices.say(say.tags.plans.discarded(plan.name))
    } catch (thrown) {
      this.#failed(thrown)
    }
    await this.list.load()
  }

  /** The plan as text, for a file. */
  async export(plan: Plan): Promise<string | null> {
    try {
      return await this.#bridge.call('plans.export', { id: plan.id })
    } catch (thrown) {
      this.#failed(thrown)
      return null
    }
  }

  async #made(request: Promise<{ plan: Plan }>): Promise<Plan | null> {
    this.making = true
    try {
      const { plan } = await request
      this.forming = false
      this.name = ''
      await this.list.load()
      return plan
    } catch (thrown) {
      this.#failed(thrown)
      return null
    } finally {
      this.making = false
    }
  }
}
