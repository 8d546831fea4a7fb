import type { Analyses, Yielding } from '../../../core/analysis/index.ts'
import { folderStatements } from '../../../core/database/statements/folders.ts'
import type { Base } from '../../base.ts'
import type { Family } from '../../wire/handler.ts'
import { backupHandlers } from './backups.ts'
import { settingStatements } from '../../../core/database/statements/settings.ts'
import { systemHandlers } from './handlers.ts'
import { jobHandlers } from './jobs.ts'
import { settingsHandlers } from './settings.ts'
import { windowHandlers } from './window.ts'

interface SystemFeature {
  handlers: Family<'system'> & Family<'settings'> & Family<'jobs'> & Family<'backups'> & Family<'window'>
}

interface Listening {
  analyses: Analyses
  yielding: Yielding
}

/** Settings, jobs and the doctor. */
export function openSystem(base: Base, { analyses, yielding }: Listening): SystemFeature {
  const folders = folderStatements(base.db)
  const missingFolders = (): string[] =>
    folders.all().flatMap(({ state, path }) => (state === 'missing' ? [path] : []))
  return {
    handlers: {
      ...systemHandlers({ ...base, analyses, yielding, missingFolders }),
      ...backupHandlers(base.backups),
      ...settingsHandlers(base.settings),
      ...windowHandlers(settingStatements(base.db), () => base.changes.tell('window.opened', null)),
      ...jobHandlers(base.jobs)
    }
  }
}
