import { accessSync, constants, lstatSync, type BigIntStats } from 'node:fs'
import { dirname } from 'node:path'
import { EarshotError } from '#contract/errors.ts'
import type { FileStamp } from '../../database/statements/plan-files.ts'
import { isNotThere } from '../../files/errors.ts'
import { freeSpace } from '../../files/free-space.ts'
import { pathForFs } from '../../files/paths.ts'
import { AudioFile } from '../../scan/audio-file.ts'
import { contentIdentity } from '../../scan/content-identity.ts'

/** Tags and covers grow; so much is left over beside the copy itself. */
const spare = 16 * 1024 * 1024

/** Whether a file is the one that was looked at, to the nanosecond: between looking and renaming. */
export interface Seen {
  device: bigint
  inode: bigint
  size: bigint
  mtimeNs: bigint
  ctimeNs: bigint
}

function seenOf(stat: BigIntStats): Seen {
  const { dev, ino, size, mtimeNs, ctimeNs } = stat
  return { device: dev, inode: ino, size, mtimeNs, ctimeNs }
}

/** Throws changed-since where it is another file, or not as it was a moment ago. */
export function refuseIfTouched(path: string, seen: Seen): void {
  const now = seenOf(lstatSync(pathForFs(path), { bigint: true }))
  if ((Object.keys(seen) as (keyof Seen)[]).every(name => now[name] === seen[name])) return
  throw new EarshotError(
    'changed-since',
    'Another program changed the file while its tags were being written.'
  )
}

/**
 * What a file must be before it is written: a regular file, by no other name, writable, in a folder that is writable
 * and on a disk with room. Throws not-found, write-unsafe, hard-linked, read-only, disk-full.
 */
export function checkWritable(path: string): Seen {
  const seen = checkMovable(path)
  checkSpace(dirname(path), seen.size)
  return seen
}

/** The same of a file that only gets another name: that takes no room. */
export function checkMovable(path: string): Seen {
  const stat = lstatSync(pathForFs(path), { bigint: true })
  if (stat.isSymbolicLink()) {
    throw new EarshotError(
      'write-unsafe',
      'This is a link to a file elsewhere; add the folder it is in instead.'
    )
  }
  if (!stat.isFile()) throw new EarshotError('write-unsafe', 'This is not a regular file.')
  if (stat.nlink > 1n) {
    throw new EarshotError(
      'hard-linked',
      'The file has another name elsewhere, from which a safe write would part it; copy it first.'
    )
  }
  checkAccess(path, stat)
  return seenOf(stat)
}

function checkAccess(path: string, stat: BigIntStats): void {
  // Whoever may do everything (root) is still told what the owner wants.
  const marked = (stat.mode & 0o222n) === 0n
  if (marked || !allows(path)) throw new EarshotError('read-only', 'The file is read-only.')
  if (!allows(dirname(path))) {
    throw new EarshotError('read-only', 'The folder is read-only, and a safe write needs a copy in it.')
  }
}

export function allows(path: string): boolean {
  try {
    accessSync(pathForFs(path), constants.W_OK)
    return true
  } catch (thrown) {
    if (isNotThere(thrown)) throw thrown
    return false
  }
}

/** Throws disk-full where a folder's disk has no room for a copy of a file of this size. */
export function checkSpace(folder: string, size: bigint): void {
  if (freeSpace(folder) >= Number(size) + spare) return
  throw new EarshotError('disk-full', 'The disk has no room for a copy of the file; free some space.')
}

/** Size, time and content of a file, as the library knows files by. */
export function stampOf(path: string): FileStamp {
  const file = new AudioFile(path)
  try {
    return { size: file.size, mtime: file.mtime, contentId: contentIdentity(file) }
  } finally {
    file.close()
  }
}

export function sameStamp(a: FileStamp, b: FileStamp): boolean {
  return a.size === b.size && a.mtime === b.mtime && Buffer.from(a.contentId).equals(b.contentId)
}
