import { mkdirSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { EarshotError } from '#contract/errors.ts'
import { listBackups } from './backup.ts'
import { databaseError } from './errors.ts'
import { databaseFile } from './files.ts'
import { fold } from './fold.ts'
import { identify, migrate } from './migrate.ts'

export type Database = BetterSqlite3.Database

/** Up to this size every opening checks the whole database (about 0.1 s); above, only after an unclean end. */
const alwaysChecked = 64 * 1024 * 1024

/**
 * Opens the database of a data folder, making both where they are not: checked, migrated after a backup, ready.
 * Several processes may have it open; see lock.ts for jobs.
 * Throws database-damaged, database-newer, database-busy, disk-full, no-access.
 */
export function openDatabase(dataFolder: string): Database {
  const path = databaseFile(dataFolder)
  return guarded(dataFolder, () => {
    makeFolder(dataFolder)
    const suspect = wantsCheck(path)
    const db = new BetterSqlite3(path)
    try {
      identify(db) // before anything is written: what is not ours stays as it is
      db.pragma('journal_mode = WAL')
      prepare(db)
      if (suspect) check(db)
      migrate(db, dataFolder)
      return db
    } catch (thrown) {
      db.close()
      throw thrown
    }
  })
}

/** A second, read-only handle for a worker, after `openDatabase` has done its part. */
export function openReader(dataFolder: string): Database {
  return guarded(dataFolder, () => {
    const db = new BetterSqlite3(databaseFile(dataFolder), { readonly: true, fileMustExist: true })
    prepare(db)
    return db
  })
}

/** The thorough check, for the doctor: 'ok' or what is wrong. Reads the whole database. */
export function checkIntegrity(db: Database): string {
  try {
    const found = db.pragma('integrity_check(5)') as { integrity_check: string }[]
    const foreign = db.pragma('foreign_key_check') as unknown[]
    if (foreign.length > 0) return `${foreign.length} rows point to nothing`
    return found.map(row => row.integrity_check).join('; ')
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown)
  }
}

function prepare(db: Database): void {
  db.pragma('synchronous = NORMAL')
  db.pragma('foreign_keys = ON')
  db.pragma('temp_store = MEMORY')
  db.pragma('cache_size = -16000') // kibibytes
  db.pragma('journal_size_limit = 67108864')
  db.function('fold', { deterministic: true }, fold)
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (thrown) {
    throw new EarshotError('no-access', `The data folder ${folder} cannot be made (${String(thrown)}).`, {
      cause: thrown
    })
  }
}

/** A write-ahead log left behind means that the last end was not a clean one (or that someone else is at it). */
function wantsCheck(path: string): boolean {
  const bytes = sizeOf(path)
  return bytes > 0 && (bytes <= alwaysChecked || sizeOf(`${path}-wal`) > 0)
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

function check(db: Database): void {
  const found = db.pragma('quick_check(1)', { simple: true })
  if (found !== 'ok')
    throw new EarshotError('database-damaged', `The database is damaged (${String(found)}).`)
}

/** Gives every error a code, and a damaged database the way back. */
function guarded<Result>(dataFolder: string, work: () => Result): Result {
  try {
    return work()
  } catch (thrown) {
    const error = databaseError(thrown)
    if (!(error instanceof EarshotError) || error.code !== 'database-damaged') throw error
    const backup = listBackups(dataFolder)[0]
    const advice =
      backup === undefined
        ? `There is no backup; move ${databaseFile(dataFolder)} away and scan your folders again.`
        : `The newest backup is ${basename(backup)} in ${dataFolder}/backups; restore it to go on from there.`
    throw new EarshotError('database-damaged', `${error.message} ${advice}`, { cause: error })
  }
}
