import { toFailure } from '#contract/errors.ts'
import { Listeners } from '#contract/listeners.ts'
import { DecoderChoice } from '../core/audio/decoder-choice.ts'
import { BackupKeeper } from '../core/database/backups/keeper.ts'
import { removeLeftovers } from '../core/database/leftovers.ts'
import { lockDataFolder, useDataFolder } from '../core/database/lock.ts'
import { openDatabase, type Database } from '../core/database/open.ts'
import { watchPlace } from '../core/database/place.ts'
import { tightenDataFolder } from '../core/database/tighten.ts'
import { settingsStore, type SettingsStore } from '../core/database/settings.ts'
import { modelStatements } from '../core/database/statements/models.ts'
import { settingStatements } from '../core/database/statements/settings.ts'
import { makeFolderSync } from '../core/files/make-folder.ts'
import { ModelChoice } from '../core/inference/model-choice.ts'
import { JobRunner } from '../core/jobs/index.ts'
import type { Changes } from './changes.ts'
import { workerFile } from './workers/worker-files.ts'

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
  backups: BackupKeeper
  /** A line for the log: what went wrong where nobody waits for an answer. */
  log(line: string): void
  /** Throws database-gone once the database is no longer in its place. */
  check(): void
  /** Closes the database, after everything that stands on it. */
  close(): void
}

/** Throws what opening the database throws. */
export function openBase({
  dataFolder,
  modelsFolder,
  decoderFolder,
  log
}: Pick<Base, 'dataFolder' | 'modelsFolder' | 'log'> & { decoderFolder?: string | undefined }): Base {
  makeFolderSync(dataFolder, 0o700)
  removeLeftovers(dataFolder)
  tightenDataFolder(dataFolder)
  const letGo = useDataFolder(dataFolder, log)
  const db = openOr(letGo, dataFolder)
  const check = watchPlace(db)
  const changes = new Listeners<Changes>()
  const settings = settingsStore(settingStatements(db), value => changes.tell('settings.changed', value))
  const jobs = new JobRunner({
    lock: () => lockDataFolder(dataFolder, log),
    check,
    onFault: thrown => log(`What follows a job failed: ${toFailure(thrown).message}`)
  })
  const models = new ModelChoice(modelsFolder, dataFolder, modelStatements(db), settingStatements(db))
  const decoders = new DecoderChoice(
    () => settings.get().ffmpeg,
    decoderFolder === undefined ? [] : [decoderFolder]
  )
  const backups = new BackupKeeper({ db, dataFolder, worker: workerFile('backup'), log })
  const close = (): void => {
    db.close()
    letGo()
  }
  return {
    dataFolder,
    modelsFolder,
    db,
    jobs,
    changes,
    settings,
    models,
    decoders,
    backups,
    log,
    check,
    close
  }
}

function openOr(letGo: () => void, dataFolder: string): Database {
  try {
    return openDatabase(dataFolder)
  } catch (thrown) {
    letGo()
    throw thrown
  }
}

/** Does what nobody waits for: what it throws is logged. */
export function unasked({ log }: Pick<Base, 'log'>, what: string, work: () => unknown): void {
  try {
    work()
  } catch (thrown) {
    log(`${what}: ${toFailure(thrown).message}`)
  }
}
