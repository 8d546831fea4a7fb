import { statSync } from 'node:fs'
import BetterSqlite3 from 'better-sqlite3'
import type { DatabaseFault } from '#contract/faults.ts'
import { EarshotError } from '#contract/errors.ts'
import { makeFolderSync } from '../files/make-folder.ts'
import { tighten } from '../files/tighten.ts'
import { makeWholeSync } from '../files/whole-file.ts'
import { listBackups } from './backups/list.ts'
import { databaseError } from './errors.ts'
import { databaseFile } from './files.ts'
import { camelotOf } from '../library/camelot.ts'
import { fold } from './fold.ts'
import { compileLate } from './late-statements.ts'
import { lockDataFolder } from './lock.ts'
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
    makeFolderSync(dataFolder, 0o700)
    makeIfNone(dataFolder, path)
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
    prepare(db, caches.reader)
    return db
  })
}

/** The thorough check, for the doctor: 'ok' or what is wrong. Reads the whole database. */
export function checkIntegrity(db: Database): 'ok' | DatabaseFault {
  try {
    const found = db.pragma('integrity_check(5)') as { integrity_check: string }[]
    const foreign = db.pragma('foreign_key_check') as unknown[]
    if (foreign.length > 0) return { code: 'rows-astray', rows: foreign.length }
    const said = found.map(row => row.integrity_check).join('; ')
    return said === 'ok' ? 'ok' : { code: 'damaged', said }
  } catch (thrown) {
    return { code: 'damaged', said: thrown instanceof Error ? thrown.message : String(thrown) }
  }
}

/** Pages that are kept, kibibytes. What a worker reads most, vectors, it keeps in a form of its own. */
const caches = { own: 16_000, reader: 4000 }

function prepare(db: Database, cache = caches.own): void {
  compileLate(db)
  db.pragma('synchronous = NORMAL')
  db.pragma('foreign_keys = ON')
  db.pragma('temp_store = MEMORY')
  db.pragma(`cache_size = -${cache}`)
  db.pragma('journal_size_limit = 67108864')
  db.function('fold', { deterministic: true }, fold)
  db.function('camelot', { deterministic: true }, text => camelotOf(String(text ?? '')))
}

/**
 * A new database is made beside its place and put there whole: one of 0 bytes is therefore never a new one, but one
 * that has lost what it held.
 */
function makeIfNone(dataFolder: string, path: string): void {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat?.size === 0) throw new EarshotError('database-damaged', 'The database is empty (0 bytes).')
  if (stat !== undefined) return
  const free = lockDataFolder(dataFolder, undefined, 5_000)
  try {
    // Asked again: another process may have been quicker.
    if (statSync(path, { throwIfNoEntry: false }) === undefined) makeWholeSync(path, makeNew, 'folder')
  } finally {
    free()
  }

  function makeNew(temporary: string): void {
    const db = new BetterSqlite3(temporary)
    tighten(temporary)
    try {
      prepare(db)
      migrate(db, dataFolder)
    } finally {
      db.close()
    }
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
        : `The newest backup is ${backup.name} of ${new Date(backup.at).toISOString().slice(0, 16).replace('T', ' ')} UTC; "earshot restore" puts it back, and keeps the damaged one.`
    throw new EarshotError('database-damaged', `${error.message} ${advice}`, { cause: error })
  }
}
