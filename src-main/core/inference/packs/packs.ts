import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Job } from '#contract/entities.ts'
import { EarshotError, toFailure } from '#contract/errors.ts'
import type { KnownModel, ModelTest } from '#contract/models.ts'
import type { ParsedInput } from '#contract/requests.ts'
import { pathForDisplay } from '../../files/paths.ts'
import type { JobRunner } from '../../jobs/index.ts'
import type { ModelChoice } from '../model-choice.ts'
import { canListen } from '../registry.ts'
import { readProfile, type ScoringProfile } from '../scoring-profile.ts'
import { addPackPlan } from './add-pack.ts'
import { checkPack } from './check-pack.ts'
import { downloadPackPlan, dropDownload, fetchedOf } from './download-pack.ts'
import { inspectPack, type FoundPack, type Looking } from './inspect.ts'
import { knownPacks, requireKnown, type KnownPack } from './known.ts'
import { modelFailure } from './stage.ts'

export interface PacksOptions {
  models: ModelChoice
  jobs: JobRunner
  dataFolder: string
  /** The file of the worker that tests a model. */
  selfTest: URL
}

/** Models beside those that come along: how they come, are tested, and go. */
export class Packs {
  readonly #options: PacksOptions

  constructor(options: PacksOptions) {
    this.#options = options
  }

  inspect(paths: readonly string[], looking: Looking): Promise<FoundPack> {
    return inspectPack(paths, looking)
  }

  /** Throws bad-request for a licence that was not accepted, pack-refused. */
  async add({ paths, licence, ...looking }: ParsedInput<'models.add'>): Promise<Job> {
    const { models, jobs, selfTest } = this.#options
    const pack = await inspectPack(paths, looking)
    requireAccepted(pack.licence, licence)
    models.requireFree(pack.id)
    const source = pathForDisplay(paths[0] ?? '')
    const { packsFolder } = models
    return jobs.start('model-add', addPackPlan({ packsFolder, pack, source, selfTest, usual: this.#usual }))
  }

  /** Throws not-found, bad-request for a licence that was not accepted, pack-refused. */
  download({ id, licence, from }: ParsedInput<'models.download'>): Job {
    const { models, jobs, dataFolder, selfTest } = this.#options
    const pack = requireKnown(id)
    requireAccepted(pack.licence, licence)
    models.requireFree(id)
    const { packsFolder } = models
    const pins = join(dataFolder, 'model-pins.json')
    const rest = { pins, pack, address: from, selfTest, usual: this.#usual }
    return jobs.start('model-download', downloadPackPlan({ packsFolder, ...rest }))
  }

  /** Models that can be fetched by name. */
  known(): Promise<KnownModel[]> {
    return Promise.all(knownPacks.map(pack => this.#known(pack)))
  }

  /** Throws not-found, and model-corrupt for a folder that is no pack. */
  async test(id: string): Promise<ModelTest> {
    const { models, selfTest } = this.#options
    const model = models.requireNamed(id)
    if (!canListen(model)) {
      throw new EarshotError('bad-request', `${id} came with an earlier Earshot and hears no more.`)
    }
    try {
      await models.requireIntact(model)
      const { alike, soundsAlike, milliseconds, ...is } = await checkPack(selfTest, model.folder, model.files)
      if (is.family !== model.family || is.dimension !== model.dimension) {
        const found = `of the family ${is.family} with ${is.dimension} numbers`
        throw new EarshotError('model-corrupt', `Its files are ${found}, its manifest says otherwise.`)
      }
      return { id, failure: null, alike, soundsAlike, milliseconds }
    } catch (thrown) {
      return { id, failure: toFailure(thrown), alike: null, soundsAlike: null, milliseconds: null }
    }
  }

  /**
   * What there is of a model that may go; `heard`: only what it heard, for its files are Earshot's. Throws bad-request for
   * one that comes along.
   */
  removable(id: string): 'pack' | 'download' | 'heard' {
    const { models } = this.#options
    models.refresh()
    const model = models.find(id)
    if (model !== null && !canListen(model)) return 'heard'
    if (model?.origin === 'shipped') {
      throw new EarshotError('bad-request', `${id} comes with Earshot and cannot be removed.`)
    }
    return model === null && !models.broken.some(pack => pack.id === id) ? 'download' : 'pack'
  }

  /** Out of sight in one step, then gone: a pack that is half removed would look like a damaged one. */
  async remove(id: string): Promise<void> {
    const { packsFolder } = this.#options.models
    const away = join(packsFolder, `.removed-${id}`)
    try {
      await rm(away, { recursive: true, force: true })
      await rename(join(packsFolder, id), away)
      await rm(away, { recursive: true, force: true })
    } catch (thrown) {
      throw modelFailure(thrown)
    }
  }

  /** Half a download is all there is of it. Throws not-found where there is not even that. */
  async dropDownload(id: string): Promise<void> {
    const { models, jobs } = this.#options
    const pack = knownPacks.find(one => one.id === id)
    if (!pack || (await fetchedOf(models.packsFolder, pack)) === 0) {
      throw new EarshotError('not-found', `There is no model ${id}.`)
    }
    if (jobs.isRunning('model-download')) {
      throw new EarshotError('bad-request', 'It is being downloaded: stop that first.')
    }
    await dropDownload(models.packsFolder, id)
  }

  readonly #usual = (): ScoringProfile => {
    const { shipped } = this.#options.models
    if (shipped === null) throw new EarshotError('model-missing', 'The model that comes along is missing.')
    return readProfile(shipped.folder)
  }

  async #known(pack: KnownPack): Promise<KnownModel> {
    const { models } = this.#options
    const { id, title, licence, page, blocked } = pack
    const bytes = pack.files.reduce((sum, file) => sum + file.bytes, 0)
    const installed = models.find(id) !== null
    const fetched = await fetchedOf(models.packsFolder, pack)
    return { id, title, licence, page, bytes, blocked, installed, fetched }
  }
}

function requireAccepted(licence: string, accepted: string): void {
  if (licence === accepted) return
  throw new EarshotError('bad-request', `The licence is "${licence}"; it has to be accepted first.`)
}
