import type { Job } from '#contract/entities.ts'
import type { ModelSwitch } from '../../../core/analysis/index.ts'
import { importVectors } from '../../../core/analysis/imported/import-vectors.ts'
import { lockDataFolder } from '../../../core/database/lock.ts'
import { analysisStatements } from '../../../core/database/statements/analyses.ts'
import { modelStatements } from '../../../core/database/statements/models.ts'
import { trackStatements } from '../../../core/database/statements/tracks.ts'
import { Packs } from '../../../core/inference/packs/packs.ts'
import type { Base } from '../../base.ts'
import type { Family } from '../../wire/handler.ts'
import { workerFile } from '../../workers/worker-files.ts'
import { modelHandlers, type ModelPorts } from './handlers.ts'

interface ModelsFeature {
  handlers: Family<'models'>
  onJob(job: Job): void
}

export function openModels(base: Base, modelSwitch: ModelSwitch): ModelsFeature {
  const { db, jobs, changes, models, dataFolder } = base
  const analyses = analysisStatements(db)
  const tracks = trackStatements(db)
  /** Nothing may be at the tracks meanwhile, here or in another process. */
  const importing: ModelPorts['importVectors'] = async (paths, signal) => {
    const unlock = lockDataFolder(dataFolder, base.log)
    try {
      models.refresh()
      const found = await importVectors({ db, findModel: id => models.find(id) }, paths, signal)
      if (found.taken > 0) changes.tell('vectors.imported', null)
      return found
    } finally {
      unlock()
    }
  }
  return {
    handlers: modelHandlers({
      models,
      modelSwitch,
      packs: new Packs({ models, jobs, dataFolder, selfTest: workerFile('model-check') }),
      statements: modelStatements(db),
      countAnalysed: id => analyses.count(id),
      countTracks: () => tracks.totals().tracks,
      importVectors: importing,
      changed: () => changes.tell('models.changed', null)
    }),
    onJob: ({ kind, state }) => {
      if (!kind.startsWith('model-') || state !== 'done') return
      models.refresh()
      changes.tell('models.changed', null)
    }
  }
}
