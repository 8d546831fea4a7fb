import { toFailure } from '#contract/errors.ts'
import { Listeners } from '#contract/listeners.ts'
import { DecoderChoice } from '../core/audio/decoder-choice.ts'
import { lockDataFolder } from '../core/database/lock.ts'
import { openDatabase, type Database } from '../core/database/open.ts'
import { settingsStore, type SettingsStore } from '../core/database/settings.ts'
import { modelStatements } from '../core/database/statements/models.ts'
import { settingStatements } from '../core/database/statements/settings.ts'
import { ModelChoice } from '../core/inference/model-choice.ts'
import { JobRunner } from '../core/jobs/index.ts'
import type { Changes } from './changes.ts'

/** What every feature may stand on. */
export interface Base {
  dataFolder: string
  modelsFolder: string
  db: Database
  jobs: JobRunner
  changes: Listeners<Changes>
  settings: SettingsStore
  models: ModelChoice
  decoders: DecoderChoice
  /** A line for the log: what went wrong where nobody waits for an answer. */
  log(line: string): void
}

/** Throws what opening the database throws. */
export function openBase({
  dataFolder,
  modelsFolder,
  log
}: Pick<Base, 'dataFolder' | 'modelsFolder' | 'log'>): Base {
  const db = openDatabase(dataFolder)
  const changes = new Listeners<Changes>()
  const settings = settingsStore(settingStatements(db), value => changes.tell('settings.changed', value))
  const jobs = new JobRunner({
    lock: () => lockDataFolder(dataFolder),
    onFault: thrown => log(`What follows a job failed: ${toFailure(thrown).message}`)
  })
  const models = new ModelChoice(modelsFolder, dataFolder, modelStatements(db), settingStatements(db))
  const decoders = new DecoderChoice(() => settings.get().ffmpeg)
  return { dataFolder, modelsFolder, db, jobs, changes, settings, models, decoders, log }
}

/** Does what nobody waits for: what it throws is logged. */
export function unasked({ log }: Pick<Base, 'log'>, what: string, work: () => unknown): void {
  try {
    work()
  } catch (thrown) {
    log(`${what}: ${toFailure(thrown).message}`)
  }
}
