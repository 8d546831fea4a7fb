import { closeSync, linkSync, lstatSync, openSync, renameSync, rmSync, statSync, unlinkSync } from 'node:fs'
import { dirname } from 'node:path'
import { EarshotError, type Failure } from '#contract/errors.ts'
import type { FileStamp } from '../../database/statements/plan-files.ts'
import { fileError, systemCode } from '../../files/errors.ts'
import { pathForDisplay, pathForFs } from '../../files/paths.ts'
import { flushFileSync, flushFolderSync, removeSync } from '../../files/whole-file.ts'
import { wholeHash } from '../../files/whole-hash.ts'
import type { FileFacts } from '../../scan/read-tags.ts'
import {
  allows,
  checkMovable,
  checkSpace,
  refuseIfTouched,
  sameStamp,
  stampOf,
  type Seen
} from '../write/checks.ts'
import { copyTimes, copyWhole } from '../write/copy.ts'
import { standing } from '../write/write-file.ts'
import { makeFolders, removeEmptyFolders, standingFolder, unmakeFolders } from './folders.ts'
import { longNames } from './lengths.ts'

/** A file and where it goes. */
export interface MoveOrder {
  from: string
  to: string
  /** Folders of the library: empty ones below the first go, and those that are lacking below the second are made. */
  root: string
  toRoot: string
  /** The name of the copy beside its new place, where that is on another disk. */
  temporary: string
  /** The file as it was when the move was reviewed. */
  expected: FileStamp
  /** How the library reads texts that do not say how they are encoded; null: it is no track. */
  charset: string | null
  /** Refused where its new place is on another disk. */
  oneDisk?: boolean
}

export interface Moved {
  state: 'done'
  /** Null where the file could not be looked at any more: the next scan will. */
  stamp: FileStamp | null
  /** What a scan would find of a track now. */
  facts: FileFacts | null
}

export type MoveOutcome = Moved | { state: 'abandoned' | 'unknown'; failure: Failure }

/**
 * Everything that must be so before a file is touched. Throws changed-since where it is not what was reviewed, or something
 * stands in its new place; read-only, hard-linked, disk-full, not-found, not-a-folder, write-unsafe.
 */
export function checkMove({ from, to, toRoot, expected }: MoveOrder): Seen {
  try {
    const long = longNames(to)
    if (long !== null) throw new EarshotError('bad-request', long)
    const seen = checkMovable(from)
    if (!sameStamp(stampOf(from), expected)) {
      throw new EarshotError('changed-since', 'The file has changed since the change was reviewed.')
    }
    const there = inodeAt(to)
    if (there !== null && there !== `${seen.device}:${seen.inode}`) throw inTheWay(to)
    const folder = standingFolder(to, toRoot)
    if (!allows(folder)) {
      throw new EarshotError('read-only', `The folder ${pathForDisplay(folder)} is read-only.`)
    }
    if (statSync(pathForFs(folder), { bigint: true }).dev !== seen.device) checkSpace(folder, seen.size)
    return seen
  } catch (thrown) {
    throw moveFailure(thrown)
  }
}

/**
 * Moves a file, never over another: its bytes, its times and its rights stay the same. Whatever happens in between, one
 * of the two names has the whole of it. Folders that are lacking are made, and those that are empty by it go.
 */
export async function moveFile(order: MoveOrder, seen: Seen): Promise<MoveOutcome> {
  const { from, to, root, toRoot } = order
  let made: string[] = []
  try {
    refuseIfTouched(from, seen)
    made = makeFolders(to, standingFolder(to, toRoot))
    if (place(from, to) === 'other-disk') {
      if (order.oneDisk) throw new EarshotError('write-unsafe', `${pathForDisplay(to)} is on another disk.`)
      await moveAcross(order, seen)
    }
  } catch (thrown) {
    const left = removeSync(order.temporary)
    unmakeFolders(made)
    const { code, message } = moveFailure(thrown)
    const told = message.replaceAll(pathForDisplay(order.temporary), () => pathForDisplay(to))
    return { state: left ? 'abandoned' : 'unknown', failure: { code, message: told } }
  }
  removeEmptyFolders(dirname(from), root)
  return movedTo(to, order.charset)
}

/** What has become of a file that lies in its new place. */
export async function movedTo(to: string, charset: string | null): Promise<Moved> {
  if (charset !== null) return { state: 'done', ...(await standing(to, charset)) }
  try {
    return { state: 'done', stamp: stampOf(to), facts: null }
  } catch {
    return { state: 'done', stamp: null, facts: null }
  }
}

/**
 * Gives a file another name on the same disk. A second name first, which the system refuses where one is there, then the
 * old one goes: so nothing is ever written over, and there is no moment without the file. Where the disk knows no second
 * names (FAT, exFAT, some networks), an empty file takes the place, which is refused in the same way, and the rename
 * writes over that one: what is left of a race is somebody who fills our empty file between these two steps.
 */
function place(from: string, to: string): 'placed' | 'other-disk' {
  try {
    linkSync(pathForFs(from), pathForFs(to))
  } catch (thrown) {
    const code = systemCode(thrown)
    if (code === 'EXDEV') return 'other-disk'
    if (code === 'EEXIST') {
      // The same file by another spelling, on a disk that knows no difference between "a" and "A".
      if (inodeAt(from) !== inodeAt(to)) throw inTheWay(to)
      renameSync(pathForFs(from), pathForFs(to))
      flushFolderSync(dirname(to))
      return 'placed'
    }
    if (!noLinks.includes(code)) throw thrown
    return renameIntoReserved(from, to)
  }
  flushFolderSync(dirname(to))
  leave(from, to)
  return 'placed'
}

const noLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL']

function renameIntoReserved(from: string, to: string): 'placed' | 'other-disk' {
  try {
    closeSync(openSync(pathForFs(to), 'wx'))
  } catch (thrown) {
    throw systemCode(thrown) === 'EEXIST' ? inTheWay(to) : thrown
  }
  try {
    renameSync(pathForFs(from), pathForFs(to))
  } catch (thrown) {
    rmSync(pathForFs(to))
    if (systemCode(thrown) === 'EXDEV') return 'other-disk'
    throw thrown
  }
  flushFolderSync(dirname(to))
  flushFolderSync(dirname(from))
  return 'placed'
}

/** The old name goes; where that is refused (somebody has the file open, on Windows), so does the new one. */
function leave(from: string, to: string): void {
  try {
    unlinkSync(pathForFs(from))
  } catch (thrown) {
    unlinkSync(pathForFs(to))
    throw thrown
  }
  flushFolderSync(dirname(from))
}

/** By a copy in the new place: verified, on the disk itself, named; then the old file goes. */
async function moveAcross({ from, to, temporary }: MoveOrder, seen: Seen): Promise<void> {
  checkSpace(dirname(to), seen.size)
  copyWhole(from, temporary)
  copyTimes(from, temporary)
  flushFileSync(temporary)
  if (!(await wholeHash(from)).equals(await wholeHash(temporary))) {
    throw new EarshotError(
      'write-unsafe',
      'The copy on the other disk is not the same; the file was left where it is.'
    )
  }
  refuseIfTouched(from, seen)
  place(temporary, to)
  const copy = inodeAt(to)
  try {
    refuseIfTouched(from, seen)
    unlinkSync(pathForFs(from))
  } catch (thrown) {
    if (inodeAt(to) === copy) unlinkSync(pathForFs(to))
    throw thrown
  }
  flushFolderSync(dirname(from))
}

/** Device and inode of what stands at a path itself; null: nothing. */
export function inodeAt(path: string): string | null {
  const stat = lstatSync(pathForFs(path), { bigint: true, throwIfNoEntry: false })
  return stat === undefined ? null : `${stat.dev}:${stat.ino}`
}

function inTheWay(to: string): EarshotError {
  return new EarshotError('changed-since', `${pathForDisplay(to)} is there already; nothing is written over.`)
}

function moveFailure(thrown: unknown): EarshotError {
  return fileError(thrown, { doing: 'write', what: 'file', otherwise: 'write-unsafe' })
}
