import { statSync } from 'node:fs'
import type BetterSqlite3 from 'better-sqlite3'
import type { Backup, BackupKind } from '#contract/keeping.ts'
import { EarshotError } from '#contract/errors.ts'
import { freeSpace } from '../../files/free-space.ts'
import { makeSubfolderSync } from '../../files/make-folder.ts'
import { makeWholeSync, removeSync } from '../../files/whole-file.ts'
import { temporaryBeside } from '../../files/temporary.ts'
import { withDatabaseErrors } from '../errors.ts'
import { checkCopy } from './check.ts'
import { backupName, backupsFolder, dropOldBackups, listBackups } from './list.ts'
import { packSync } from './pack.ts'
import { join } from 'node:path'

/**
 * Makes a backup of an open database and drops the oldest beyond the limit. It counts only once its copy was opened and
 * found whole, and each compressed piece read back. Reads and writes the whole database in one go: for a worker where
 * somebody waits. Throws disk-full, database-damaged, write-unsafe.
 */
export function backUp(
  db: BetterSqlite3.Database,
  dataFolder: string,
  kind: BackupKind = 'migration',
  now: Date = new Date()
): Backup {
  const folder = backupsFolder(dataFolder)
  makeSubfolderSync(folder, 0o700)
  const version = Number(db.pragma('user_version', { simple: true }))
  const path = join(folder, backupName(version, kind, now))
  writeBackup(db, path)
  dropOldBackups(dataFolder)
  const made = listBackups(dataFolder).find(backup => backup.path === path)
  if (made === undefined)
    throw new EarshotError('write-unsafe', `The backup ${path} is not where it was written.`)
  return made
}

/** The same into a file of its own, which replaces what is there. */
function writeBackup(db: BetterSqlite3.Database, path: string): void {
  requireRoom(db, path)
  const copy = temporaryBeside(path, 'tmp')
  try {
    withDatabaseErrors(() => db.prepare('VACUUM INTO ?').run(copy))
    checkCopy(copy)
    makeWholeSync(path, temporary => packSync(copy, temporary), 'folder')
  } finally {
    removeSync(copy)
  }
}

/** For the copy and for what it becomes, side by side for a moment. */
function requireRoom(db: BetterSqlite3.Database, path: string): void {
  const bytes = statSync(db.name, { throwIfNoEntry: false })?.size ?? 0
  if (freeSpace(join(path, '..')) >= bytes * 2) return
  const needed = Math.ceil((bytes * 2) / 1e6)
  throw new EarshotError('disk-full', `A backup needs ${needed} MB of free space for a moment; free some.`)
}
