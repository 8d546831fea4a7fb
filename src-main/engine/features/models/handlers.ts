import type { ModelEntry, ModelList, VectorImport } from '#contract/models.ts'
import type { ModelSwitch } from '../../../core/analysis/model-switch.ts'
import type { ModelStatements } from '../../../core/database/statements/models.ts'
import { tellsMusic, type ModelChoice } from '../../../core/inference/model-choice.ts'
import type { Packs } from '../../../core/inference/packs/packs.ts'
import { canListen, modelFileIfAny, type Model } from '../../../core/inference/registry.ts'
import type { Family } from '../../wire/handler.ts'

export interface ModelPorts {
  models: ModelChoice
  modelSwitch: ModelSwitch
  packs: Packs
  statements: ModelStatements
  /** Tracks of the library a model has heard, and all of them. */
  countAnalysed(modelId: number): number
  countTracks(): number
  importVectors(paths: string[], signal: AbortSignal): Promise<VectorImport>
  /** The list of models is another one now. */
  changed(): void
}

/** Answers everything about models. */
export function modelHandlers(ports: ModelPorts): Family<'models'> {
  const { models, modelSwitch, packs } = ports
  return {
    'models.list': () => listModels(ports),
    'models.inspect': async ({ paths, ...looking }) => {
      const { id, title, licence, variant, bytes } = await packs.inspect(paths, looking)
      return { id, title, licence, variant, bytes }
    },
    'models.add': input => packs.add(input),
    'models.download': input => packs.download(input),
    'models.importVectors': ({ paths }, signal) => ports.importVectors(paths, signal),
    'models.test': ({ id }) => packs.test(id),
    'models.use': ({ id }) => modelSwitch.use(id),
    'models.remove': async ({ id, analysed }) => {
      const kind = packs.removable(id)
      if (kind === 'download') await packs.dropDownload(id)
      else {
        modelSwitch.requireUnused(id)
        if (kind === 'pack') await packs.remove(id)
        modelSwitch.removed(id)
        // What an earlier pair heard is all there is of it.
        if (analysed || kind === 'heard') ports.statements.forget(id)
        models.refresh()
      }
      ports.changed()
      return null
    }
  }
}

async function listModels(ports: ModelPorts): Promise<ModelList> {
  const { models, packs } = ports
  models.refresh()
  const tracks = ports.countTracks()
  const entries = await Promise.all(models.all.map(model => entryOf(model, tracks, ports)))
  const broken = models.broken.map(({ id, detail }) => brokenEntry(id, detail))
  return { models: [...entries, ...broken], known: await packs.known() }
}

async function entryOf(model: Model, tracks: number, ports: ModelPorts): Promise<ModelEntry> {
  const { models, modelSwitch, statements } = ports
  const { id, version, title, licence, family, dimension, origin, source = null } = model
  const { state, fault, bytes } = await models.state(model)
  const number = statements.findId(id, version)
  const analysed = number === null ? 0 : ports.countAnalysed(number)
  return {
    ...{ id, version, title, licence, family, dimension, bytes, origin, source, state, fault, analysed },
    inUse: id === models.model?.id,
    preparing: id === modelSwitch.preparing?.id,
    earlier: !canListen(model),
    unanalysed: Math.max(0, tracks - analysed),
    tags: modelFileIfAny(model, 'tags') !== null,
    music: tellsMusic(model)
  }
}

function brokenEntry(id: string, said: string): ModelEntry {
  const nothing = { version: '', licence: '', family: null, dimension: 0, bytes: 0, source: null }
  const unused = { inUse: false, preparing: false, earlier: false, analysed: 0, unanalysed: 0, tags: false, music: false }
  const fault = { code: 'unreadable' as const, said }
  return { id, title: id, ...nothing, origin: 'installed', state: 'corrupt', fault, ...unused }
}
