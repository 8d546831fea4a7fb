import type { Backup, BackupList } from '#contract/keeping.ts'
import type { RequestName } from '#contract/requests.ts'
import type { ErrorCode } from '#contract/errors.ts'
import type { FakeEngine, Handlers } from './fake-engine.ts'

export interface FakeBackupOptions {
  backups: Backup[]
  /** Restoring one ends the failures of everything else. */
  damaged: boolean
}

interface Options {
  backups: Partial<FakeBackupOptions>
  errors: Partial<Record<RequestName, ErrorCode>>
}

export const fakeBackup = (kind: Backup['kind'], at: number): Backup => ({
  name: `earshot-v90-${at}-${kind}.db.gz`,
  path: `/home/someone/.local/share/earshot/backups/earshot-v90-${at}-${kind}.db.gz`,
  kind,
  version: 90,
  at,
  bytes: 21_400_000
})

export function backupHandlers(engine: FakeEngine<Options>): Handlers {
  const { options } = engine
  let waiting: string | null = null
  const list = (): BackupList => ({ backups: options.backups.backups ?? [], waiting })
  return {
    'backups.list': list,
    'backups.make': () => {
      const made = fakeBackup('asked', Date.UTC(2026, 10, 28, 12))
      options.backups = { ...options.backups, backups: [made, ...list().backups] }
      return made
    },
    'backups.restore': ({ name }) => {
      if (options.backups.damaged) options.errors = {}
      else waiting = name
      return list()
    }
  }
}
