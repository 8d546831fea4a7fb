import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { EarshotError, toFailure } from '#contract/errors.ts'
import type { KnownModel, ModelEntry, ModelList, ModelTest } from '#contract/models.ts'
import type { ModelStatements } from '../../../core/database/statements/models.ts'
import { inspectPack } from '../../../core/inference/packs/inspect.ts'
import { knownPacks } from '../../../core/inference/packs/known.ts'
import type { KnownPack } from '../../../core/inference/packs/known.ts'
import { modelFailure } from '../../../core/inference/packs/stage.ts'
import { modelFileIfAny } from '../../../core/inference/registry.ts'
import type { Model } from '../../../core/inference/registry.ts'
import type { JobRunner } from '../../../core/jobs/index.ts'
import { pathForDisplay } from '../../../core/files/paths.ts'
import { readProfile } from '../../../core/search/scoring/profile.ts'
import type { ScoringProfile } from '../../../core/search/scoring/profile.ts'
import type { Family } from '../../wire/handler.ts'
import { tellsMusic } from './model-choice.ts'
import type { ModelChoice } from './model-choice.ts'
import { addPackPlan } from './add-pack.ts'
import { checkPack } from './check-pack.ts'
import { downloadPackPlan, dropDownload, fetchedOf } from './download-pack.ts'
import type { ModelSwitch } from './model-switch.ts'

export interface ModelPorts {
  models: ModelChoice
  modelSwitch: ModelSwitch
  statements: ModelStatements
  jobs: JobRunner
  dataFolder: string
  /** Tracks of the library a model has heard, and those it has not. */
  countHeard(modelId: number): number
  countTracks(): number
  /** The list of models is another one now. */
  changed(): void
}

/** Answers everything about models. */
export function modelHandlers(ports: ModelPorts): Family<'models'> {
  const { models, modelSwitch, jobs } = ports
  const usual = (): ScoringProfile => {
    const { shipped } = models
    if (shipped === null) throw new EarshotError('model-missing', 'The model that comes along is missing.')
    return readProfile(shipped.folder)
  }

  return {
    'models.list': () => listModels(ports),

    'models.inspect': async ({ paths, ...looking }) => {
      const { id, title, licence, variant, bytes } = await inspectPack(paths, looking)
      return { id, title, licence, variant, bytes }
    },

    'models.add': async ({ paths, licence, ...looking }) => {
      const pack = await inspectPack(paths, looking)
      requireAccepted(pack.licence, licence)
      requireFree(models, pack.id)
      const source = pathForDisplay(paths[0] ?? '')
      const { packsFolder } = models
      return jobs.start('model-add', addPackPlan({ packsFolder, pack, source, usual }))
    },

    'models.download': ({ id, licence, from }) => {
      const pack = requireKnown(id)
      if (pack.blocked !== null) throw new EarshotError('pack-refused', `${pack.title}: ${pack.blocked}`)
      requireAccepted(pack.licence, licence)
      requireFree(models, id)
      const { packsFolder } = models
      const pins = join(ports.dataFolder, 'model-pins.json')
      return jobs.start('model-download', downloadPackPlan({ packsFolder, pins, pack, address: from, usual }))
    },

    'models.test': async ({ id }) => testModel(models, requireModel(models, id)),
    'models.use': ({ id }) => modelSwitch.use(id),

    'models.remove': async ({ id, heard }) => {
      models.refresh()
      const broken = models.broken.some(pack => pack.id === id)
      const model = models.find(id)
      if (model?.origin === 'shipped') {
        throw new EarshotError('bad-request', `${id} comes with Earshot and cannot be removed.`)
      }
      if (model === null && !broken) {
        await dropPart(ports, id)
        return null
      }
      if (models.model?.id === id) {
        throw new EarshotError('bad-request', `${id} is in use: use another model first.`)
      }
      if (modelSwitch.preparing?.id === id) {
        throw new EarshotError('bad-request', `${id} is on its way: use another model first.`)
      }
      await removeFolder(models.packsFolder, id)
      modelSwitch.removed(id)
      if (heard) ports.statements.forget(id)
      models.refresh()
      ports.changed()
      return null
    }
  }
}

async function listModels(ports: ModelPorts): Promise<ModelList> {
  const { models, modelSwitch } = ports
  models.refresh()
  const preparing = modelSwitch.preparing?.id
  const tracks = ports.countTracks()
  const entries = await Promise.all(
    models.all.map(async (model): Promise<ModelEntry> => {
      const { state, detail, bytes } = await models.state(model)
      const number = ports.statements.findId(model.id, model.version)
      const heard = number === null ? 0 : ports.countHeard(number)
      return {
        id: model.id,
        version: model.version,
        title: model.title,
        licence: model.licence,
        family: model.family,
        dimension: model.dimension,
        bytes,
        origin: model.origin,
        source: model.source ?? null,
        state,
        detail,
        inUse: model.id === models.model?.id,
        preparing: model.id === preparing,
        heard,
        unheard: Math.max(0, tracks - heard),
        tags: modelFileIfAny(model, 'tags') !== null,
        music: tellsMusic(model)
      }
    })
  )
  const broken = models.broken.map(({ id, detail }) => brokenEntry(id, detail))
  const known = await Promise.all(knownPacks.map(pack => knownEntry(models, pack)))
  return { models: [...entries, ...broken], known }
}

function brokenEntry(id: string, detail: string): ModelEntry {
  const nothing = { version: '', licence: '', family: null, dimension: 0, bytes: 0, source: null }
  const unused = { inUse: false, preparing: false, heard: 0, unheard: 0, tags: false, music: false }
  return { id, title: id, ...nothing, origin: 'installed', state: 'corrupt', detail, ...unused }
}

async function knownEntry(models: ModelChoice, pack: KnownPack): Promise<KnownModel> {
  const { id, title, licence, page, blocked } = pack
  const bytes = pack.files.reduce((sum, file) => sum + file.bytes, 0)
  const installed = models.find(id) !== null
  return { id, title, licence, page, bytes, blocked, installed, fetched: await fetchedOf(models.packsFolder, pack) }
}

async function testModel(models: ModelChoice, model: Model): Promise<ModelTest> {
  const unknown = { alike: null, soundsAlike: null, milliseconds: null }
  try {
    const { state, detail } = await models.state(model)
    if (state !== 'ok') throw new EarshotError(`model-${state}`, detail ?? `${model.id} is ${state}.`)
    const { alike, soundsAlike, milliseconds, family, dimension } = await checkPack(model.folder, model.files)
    if (family !== model.family || dimension !== model.dimension) {
      const is = `of the family ${family} with ${dimension} numbers`
      throw new EarshotError('model-corrupt', `Its files are ${is}, its manifest says otherwise.`)
    }
    return { id: model.id, failure: null, alike, soundsAlike, milliseconds }
  } catch (thrown) {
    return { id: model.id, failure: toFailure(thrown), ...unknown }
  }
}

/** Half a download is all there is of it. */
async function dropPart({ models, jobs, changed }: ModelPorts, id: string): Promise<void> {
  const pack = knownPacks.find(one => one.id === id)
  if (!pack || (await fetchedOf(models.packsFolder, pack)) === 0) {
    throw new EarshotError('not-found', `There is no model ${id}.`)
  }
  if (jobs.list().some(job => job.kind === 'model-download' && job.state === 'running')) {
    throw new EarshotError('bad-request', 'It is being downloaded: stop that first.')
  }
  await dropDownload(models.packsFolder, id)
  changed()
}

/** Out of sight in one step, then gone: a pack that is half removed would look like a damaged one. */
async function removeFolder(packsFolder: string, id: string): Promise<void> {
  const away = join(packsFolder, `.removed-${id}`)
  try {
    await rm(away, { recursive: true, force: true })
    await rename(join(packsFolder, id), away)
    await rm(away, { recursive: true, force: true })
  } catch (thrown) {
    throw modelFailure(thrown)
  }
}

function requireModel(models: ModelChoice, id: string): Model {
  models.refresh()
  const model = models.find(id)
  if (model !== null) return model
  const broken = models.broken.find(pack => pack.id === id)
  if (broken) throw new EarshotError('model-corrupt', broken.detail)
  throw new EarshotError('not-found', `There is no model ${id}.`)
}

function requireKnown(id: string): KnownPack {
  const pack = knownPacks.find(one => one.id === id)
  if (pack) return pack
  const names = knownPacks.filter(one => one.blocked === null).map(one => one.id)
  throw new EarshotError('not-found', `No model ${id} is known; there are ${names.join(' and ')}.`)
}

function requireAccepted(licence: string, accepted: string): void {
  if (licence === accepted) return
  throw new EarshotError('bad-request', `The licence is "${licence}"; it has to be accepted first.`)
}

function requireFree(models: ModelChoice, id: string): void {
  models.refresh()
  if (models.find(id) === null && !models.broken.some(pack => pack.id === id)) return
  throw new EarshotError(
    'pack-refused',
    `There is a model ${id} already; remove it first, or give this one another short name.`
  )
}
