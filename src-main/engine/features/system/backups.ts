import type { BackupKeeper } from '../../../core/database/backups/keeper.ts'
import type { Family } from '../../wire/handler.ts'

export function backupHandlers(backups: BackupKeeper): Family<'backups'> {
  return {
    'backups.list': () => backups.list(),
    'backups.make': () => backups.make('asked'),
    'backups.restore': async ({ name }) => {
      await backups.restoreAtNextStart(name)
      return backups.list()
    }
  }
}
