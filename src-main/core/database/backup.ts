import { copyFileSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { EarshotError } from '#contract/errors.ts'
import { makeWholeSync } from '../files/whole-file.ts'
import { applicationId, databaseFile } from './files.ts'
import { lockDataFolder } from './lock.ts'
import { newestVersion } from './migrations/index.ts'

/** Backups kept; the oldest go first. */
export const backupsKept = 5

const pattern = /^earshot-v(\d+)-\d{8}T\d{9}Z\.db$/

/** The backups of a data folder as absolute paths, newest first. */
export function listBackups(dataFolder: string): string[] {
  const folder = join(dataFolder, 'backups')
  return namesIn(folder)
    .filter(name => pattern.test(name))
    .sort((a, b) => b.slice(b.lastIndexOf('-')).localeCompare(a.slice(a.lastIndexOf('-'))))
    .map(name => join(folder, name))
}

/** Writes a complete copy of an open database beside it and drops the oldest beyond the limit. Gives its path. */
export function backUp(db: BetterSqlite3.Database, dataFolder: string, now: Date = new Date()): string {
  const folder = join(dataFolder, 'backups')
  mkdirSync(folder, { recursive: true })
  const version = Number(db.pragma('user_version', { simple: true }))
  const stamp = now.toISOString().replace(/[-:.]/g, '')
  const path = join(folder, `earshot-v${version}-${stamp}.db`)
  makeWholeSync(path, temporary => db.prepare('VACUUM INTO ?').run(temporary), 'folder')
  for (const old of listBackups(dataFolder).slice(backupsKept)) rmSync(old, { force: true })
  return path
}

/**
 * Puts a backup (the newest unless told) in the place of the database; what was there is kept beside the backups.
 * Nothing may have the database open. Gives the path of the backup used.
 * Throws not-found without a backup, database-damaged for a bad one, database-newer, database-busy.
 */
export function restoreBackup(dataFolder: string, backup?: string, now: Date = new Date()): string {
  const source = backup ?? listBackups(dataFolder)[0]
  if (source === undefined)
    throw new EarshotError('not-found', `There is no backup in ${join(dataFolder, 'backups')}.`)
  const unlock = lockDataFolder(dataFolder)
  try {
    checkBackup(source)
    const target = databaseFile(dataFolder)
    const bring = (temporary: string): void => {
      copyFileSync(source, temporary)
      setAside(target, dataFolder, now)
    }
    makeWholeSync(target, bring, 'folder')
    return source
  } finally {
    unlock()
  }
}

function checkBackup(path: string): void {
  let db: BetterSqlite3.Database | null = null
  try {
    db = new BetterSqlite3(path, { readonly: true, fileMustExist: true })
    const sound = db.pragma('quick_check(1)', { simple: true }) === 'ok'
    if (!sound || db.pragma('application_id', { simple: true }) !== applicationId) {
      throw new EarshotError(
        'database-damaged',
        `The backup ${basename(path)} is damaged; choose an older one.`
      )
    }
    if (Number(db.pragma('user_version', { simple: true })) > newestVersion) {
      throw new EarshotError('database-newer', `The backup ${basename(path)} was written by a newer Earshot.`)
    }
  } catch (thrown) {
    if (thrown instanceof EarshotError) throw thrown
    throw new EarshotError(
      'database-damaged',
      `The backup ${basename(path)} cannot be read; choose an older one.`,
      {
        cause: thrown
      }
    )
  } finally {
    db?.close()
  }
}

/** Moves the database and the files SQLite keeps beside it out of the way: a log must never meet another database. */
function setAside(target: string, dataFolder: string, now: Date): void {
  const stamp = now.toISOString().replace(/[-:.]/g, '')
  mkdirSync(join(dataFolder, 'backups'), { recursive: true })
  for (const suffix of ['', '-wal', '-shm']) {
    const name = `replaced-${stamp}.db${suffix}`
    if (namesIn(dataFolder).includes(basename(target) + suffix)) {
      renameSync(target + suffix, join(dataFolder, 'backups', name))
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return [] // no folder, nothing in it
  }
}
