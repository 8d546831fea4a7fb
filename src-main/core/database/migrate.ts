import type BetterSqlite3 from 'better-sqlite3'
import { EarshotError } from '#contract/errors.ts'
import { backUp } from './backups/back-up.ts'
import { applicationId } from './files.ts'
import { migrations as all, newestVersion, type Migration } from './migrations/index.ts'

/**
 * Brings a database to the newest version: all that is pending in one transaction, after a backup.
 * Throws database-newer, or database-damaged for a database of another program.
 */
export function migrate(
  db: BetterSqlite3.Database,
  dataFolder: string,
  migrations: readonly Migration[] = all
): void {
  const newest = migrations.at(-1)?.version ?? newestVersion
  const before = identify(db, newest)
  if (before === newest) return
  if (before > 0) backUp(db, dataFolder)
  db.transaction(() => {
    // Asked again under the write lock: another process may have been quicker.
    const version = identify(db, newest)
    for (const migration of migrations) {
      if (migration.version <= version) continue
      db.exec(migration.sql)
      migration.run?.(db)
    }
    db.pragma(`application_id = ${applicationId}`)
    db.pragma(`user_version = ${newest}`)
  }).immediate()
}

/** Version of the database, 0 for an empty one. Only reads. Throws as `migrate` does. */
export function identify(db: BetterSqlite3.Database, newest: number = newestVersion): number {
  const version = Number(db.pragma('user_version', { simple: true }))
  const owner = Number(db.pragma('application_id', { simple: true }))
  const empty = version === 0 && db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined
  if (owner !== applicationId && !(empty && owner === 0)) {
    throw new EarshotError(
      'database-damaged',
      `${db.name} is not a database of Earshot; move it away or choose another data folder.`
    )
  }
  if (version > newest) {
    throw new EarshotError(
      'database-newer',
      `The library was written by a newer Earshot (version ${version}, this one knows ${newest}). Update Earshot; or "earshot restore" puts back a backup of before, and keeps the newer library beside it.`
    )
  }
  return version
}
