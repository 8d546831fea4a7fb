import { z } from 'zod'
import type { Job } from '#contract/entities.ts'
import { EarshotError } from '#contract/errors.ts'
import type { SettingStatements } from '../database/statements/settings.ts'
import { canListen, type Model } from '../inference/registry.ts'
import type { ModelChoice } from '../inference/model-choice.ts'

export interface SwitchPorts {
  models: ModelChoice
  settings: SettingStatements
  /** Whether tracks wait to be heard by a model. */
  hasPending(model: Model): boolean
  /** Whether the first has heard a track of the library that the second has not. */
  lacks(heard: Model, by: Model): boolean
  /** Starts listening with a model, or gives the analysis that runs. */
  analyse(model: Model): Job
  isAnalysing(): boolean
  /** Another model is in use, or on its way. */
  changed(what: 'in-use' | 'preparing'): void
}

const nameSchema = z.string().nullable().catch(null)
const namesSchema = z.array(z.string()).catch([])

/**
 * Changes the model in use. A new one hears the library first, into vectors of its own beside the old ones; searches are
 * answered by the old one until it has heard everything. One that was in use before takes over at once: its vectors
 * have stayed, and what came meanwhile it hears afterwards.
 *
 * A pair that came along with an earlier Earshot answers in the same way until the one in its place has heard the library;
 * it hears nothing itself any more.
 */
export class ModelSwitch {
  readonly #ports: SwitchPorts
  /** The last job that was started for the model on its way. */
  #job: number | null = null

  constructor(ports: SwitchPorts) {
    this.#ports = ports
  }

  /** The model that hears the library so as to be used afterwards. */
  get preparing(): Model | null {
    const { models, settings } = this.#ports
    const name = nameSchema.parse(settings.get('modelPreparing'))
    const named = name === null ? null : models.find(name)
    return named ?? models.model?.through ?? null
  }

  /** At the start: a pair that heard this library before goes on answering while the one in its place listens. */
  succeed(): void {
    const { models, lacks, changed } = this.#ports
    const { model } = models
    if (models.chosen !== null || model === null || this.#wasInUse(model)) return
    const before = models.earlier.find(earlier => lacks(earlier, model))
    if (before === undefined) return
    models.choose(before)
    changed('in-use')
  }

  /** Pairs of before that nothing is asked of any more: all that they heard, the one in their place has heard. */
  get done(): Model[] {
    const { models, lacks } = this.#ports
    return models.earlier.filter(one => models.model?.id !== one.id && !lacks(one, one.through!))
  }

  /** Throws `not-found`, what verifying and starting the analysis throw. */
  async use(id: string): Promise<{ inUse: boolean; job: Job | null }> {
    const { models } = this.#ports
    const model = models.find(id)
    if (model === null) throw new EarshotError('not-found', `There is no model ${id}.`)
    await models.requireIntact(model)
    if (models.model?.id === id) {
      if (canListen(model)) this.#prepare(null)
      return { inUse: true, job: null }
    }
    if (!canListen(model)) {
      const why = 'came with an earlier Earshot and hears no more: another model is in its place.'
      throw new EarshotError('bad-request', `${id} ${why}`)
    }
    if (this.#wasInUse(model) || !this.#ports.hasPending(model)) {
      this.#takeOver(model)
      return { inUse: true, job: null }
    }
    this.#prepare(model)
    return { inUse: false, job: this.#analyse(model) }
  }

  /** Which model should listen now: the one in use first, so that new tracks can be searched. */
  nextToAnalyse(): Model | null {
    const { models, hasPending } = this.#ports
    const { model } = models
    if (model !== null && canListen(model) && hasPending(model)) return model
    const { preparing } = this
    return preparing !== null && hasPending(preparing) ? preparing : null
  }

  /** After a job: takes over when everything is heard, goes on where the job was another model's. */
  onJob(job: Job): void {
    const { preparing } = this
    if (job.kind !== 'analysis' || job.state !== 'done' || preparing === null) return
    const { hasPending, isAnalysing } = this.#ports
    if (!hasPending(preparing)) return this.#takeOver(preparing)
    // Its own job that brought nothing on would bring nothing on again.
    const inVain = job.id === this.#job && job.done + job.failed === 0
    if (!isAnalysing() && !inVain) this.#analyse(preparing)
  }

  /** Throws bad-request for a model in use, or on its way. */
  requireUnused(id: string): void {
    if (this.#ports.models.model?.id === id) {
      throw new EarshotError('bad-request', `${id} is in use: use another model first.`)
    }
    if (this.preparing?.id === id) {
      throw new EarshotError('bad-request', `${id} is on its way: use another model first.`)
    }
  }

  /** A pack is gone: whatever was planned with it is off. */
  removed(id: string): void {
    const { settings } = this.#ports
    if (settings.get('modelPreparing') === id) settings.set('modelPreparing', null)
    const used = namesSchema.parse(settings.get('modelsUsed'))
    settings.set(
      'modelsUsed',
      used.filter(name => !name.startsWith(`${id} `))
    )
  }

  #analyse(model: Model): Job {
    const job = this.#ports.analyse(model)
    this.#job = job.id
    return job
  }

  #prepare(model: Model | null): void {
    const { settings, changed } = this.#ports
    if (nameSchema.parse(settings.get('modelPreparing')) === (model?.id ?? null)) return
    settings.set('modelPreparing', model?.id ?? null)
    changed('preparing')
  }

  #takeOver(model: Model): void {
    const { models, settings, changed } = this.#ports
    const used = new Set(namesSchema.parse(settings.get('modelsUsed')))
    if (models.model !== null) used.add(nameOf(models.model))
    used.add(nameOf(model))
    settings.set('modelsUsed', [...used])
    settings.set('modelPreparing', null)
    models.choose(model)
    changed('in-use')
  }

  #wasInUse(model: Model): boolean {
    return namesSchema.parse(this.#ports.settings.get('modelsUsed')).includes(nameOf(model))
  }
}

/** Other weights of the same name were never in use. */
const nameOf = (model: Model): string => `${model.id} ${model.version}`
