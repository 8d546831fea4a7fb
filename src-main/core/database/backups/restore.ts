import { copyFileSync, constants, renameSync, rmSync, statSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import type { Backup } from '#contract/keeping.ts'
import { EarshotError } from '#contract/errors.ts'
import { fileError } from '../../files/errors.ts'
import { makeFolderSync, makeSubfolderSync } from '../../files/make-folder.ts'
import { makeWhole } from '../../files/whole-file.ts'
import { databaseFile } from '../files.ts'
import { lockDataFolder, ownDataFolder } from '../lock.ts'
import { backUp } from './back-up.ts'
import { checkCopy } from './check.ts'
import { backupsFolder, listBackups, stampOf } from './list.ts'
import { unpack } from './pack.ts'

/** What a restoring did. */
export interface Restored {
  /** The backup that is in place now. */
  path: string
  tracks: number
  /** Where the database that was there is kept; null where there was none. */
  kept: string | null
}

/** Databases that were damaged when they were replaced; the oldest go first. */
const damagedKept = 3

/**
 * Puts a backup (the newest unless told) in the place of the database. What was there is kept: as a backup where it is
 * whole, as it stands where it is damaged. At no moment is there neither. Throws not-found without a backup,
 * database-damaged for a bad one, database-newer, and database-busy while any Earshot has the data folder open.
 */
export async function restoreBackup(
  dataFolder: string,
  backup?: string,
  now: Date = new Date()
): Promise<Restored> {
  const source = backup ?? listBackups(dataFolder)[0]?.path
  if (source === undefined)
    throw new EarshotError('not-found', `There is no backup in ${backupsFolder(dataFolder)}.`)
  makeFolderSync(dataFolder, 0o700)
  const free = ownDataFolder(dataFolder)
  let unlock: (() => void) | null = null
  try {
    unlock = lockDataFolder(dataFolder)
    const target = databaseFile(dataFolder)
    let tracks = 0
    let kept: string | null = null
    const bring = async (temporary: string): Promise<void> => {
      await copyOut(source, temporary)
      tracks = checkCopy(temporary, `The backup ${basename(source)}`).tracks
      kept = setAside(target, dataFolder, now)
    }
    await makeWhole(target, bring, 'folder')
    return { path: source, tracks, kept }
  } finally {
    unlock?.()
    free()
  }
}

export async function copyOut(source: string, temporary: string): Promise<void> {
  const name = basename(source)
  try {
    if (!statSync(source).isFile()) throw new EarshotError('unreadable-file', `${name} is not a file.`)
    if (source.endsWith('.gz')) await unpack(source, temporary)
    else copyFileSync(source, temporary, constants.COPYFILE_EXCL)
  } catch (thrown) {
    if (isOfZlib(thrown)) {
      const advice = 'choose another one'
      throw new EarshotError('database-damaged', `The backup ${name} is damaged; ${advice}.`, {
        cause: thrown
      })
    }
    throw fileError(thrown, { doing: 'read', what: 'file', name: source })
  }
}

const isOfZlib = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && /^Z_/.test(String(thrown.code))

/**
 * Keeps the database that is there, and leaves none of the files that SQLite keeps beside it: a log must never meet
 * another database. The database itself stays in place until another takes it.
 */
function setAside(target: string, dataFolder: string, now: Date): string | null {
  if (statSync(target, { throwIfNoEntry: false }) === undefined) {
    for (const suffix of ['-wal', '-shm']) rmSync(target + suffix, { force: true })
    return null
  }
  return keepWhole(target, dataFolder, now)?.path ?? keepDamaged(target, dataFolder, now)
}

/** Null where it is damaged. Closing the only connection brings what is in the log into the database. */
function keepWhole(target: string, dataFolder: string, now: Date): Backup | null {
  let db: BetterSqlite3.Database | null = null
  try {
    db = new BetterSqlite3(target, { fileMustExist: true })
    const made = backUp(db, dataFolder, 'replaced', now)
    db.pragma('wal_checkpoint(TRUNCATE)')
    db.close()
    const logged = statSync(`${target}-wal`, { throwIfNoEntry: false })?.size ?? 0
    return logged === 0 ? made : null
  } catch (thrown) {
    if (thrown instanceof EarshotError && thrown.code === 'disk-full') throw thrown
    return null
  } finally {
    db?.close()
  }
}

function keepDamaged(target: string, dataFolder: string, now: Date): string {
  const folder = backupsFolder(dataFolder)
  makeSubfolderSync(folder, 0o700)
  const kept = join(folder, `damaged-${stampOf(now)}.db`)
  copyFileSync(target, kept, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL)
  for (const suffix of ['-wal', '-shm']) {
    if (statSync(target + suffix, { throwIfNoEntry: false })) renameSync(target + suffix, kept + suffix)
  }
  const all = readdirSync(folder).filter(name => /^damaged-\d{8}T\d{9}Z\.db$/.test(name))
  for (const old of all.sort().reverse().slice(damagedKept)) {
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(folder, old + suffix), { force: true })
  }
  return kept
}
