import { lstatSync, readdirSync, rmSync, unlinkSync } from 'node:fs'
import { dirname } from 'node:path'
import { toFailure, type Failure } from '#contract/errors.ts'
import { pathForFs } from '../../files/paths.ts'
import { isTemporaryOf } from '../../files/temporary.ts'
import { flushFolderSync } from '../../files/whole-file.ts'
import { wholeHash } from '../../files/whole-hash.ts'
import { removeEmptyFolders } from './folders.ts'
import { inodeAt, movedTo, type MoveOrder, type MoveOutcome } from './move-file.ts'

/** A move that was cut short. The roots are null where the library has no such folder any more. */
export interface UnsettledMove extends Pick<MoveOrder, 'from' | 'to' | 'temporary' | 'charset'> {
  root: string | null
  toRoot: string | null
}

/**
 * Finds out how a move ended that was cut short, and brings it to one of its ends: one of the two names has the file, and
 * only one. Only what is the same file, or the same byte for byte, is ever taken away.
 */
export async function settleMove(move: UnsettledMove): Promise<MoveOutcome> {
  const { from, to, temporary, root, toRoot } = move
  try {
    const old = inodeAt(from)
    if (old === null && root !== null && isAway(root)) return { state: 'unknown', failure: away }
    if (isTemporaryOf(temporary, to) && old !== null) rmSync(pathForFs(temporary), { force: true })
    const placed = inodeAt(to)
    if (old === null && placed === null) return { state: 'unknown', failure: away }
    if (old !== null && placed !== null && (await isTwice(from, to))) {
      unlinkSync(pathForFs(from))
      flushFolderSync(dirname(from))
    } else if (old !== null) {
      // An empty file that kept its place is ours.
      if (placed !== null && lstatSync(pathForFs(to)).size === 0) unlinkSync(pathForFs(to))
      if (toRoot !== null) removeEmptyFolders(dirname(to), toRoot)
      return { state: 'abandoned', failure: cutShort }
    }
  } catch (thrown) {
    return { state: 'unknown', failure: toFailure(thrown) }
  }
  if (root !== null) removeEmptyFolders(dirname(from), root)
  return movedTo(to, move.charset)
}

/** One file by both names, or a whole copy of it. */
async function isTwice(from: string, to: string): Promise<boolean> {
  const [one, other] = [from, to].map(path => lstatSync(pathForFs(path), { bigint: true }))
  if (!one!.isFile() || !other!.isFile()) return false
  if (one!.dev === other!.dev && one!.ino === other!.ino) return one!.nlink > 1n
  return one!.size === other!.size && (await wholeHash(from)).equals(await wholeHash(to))
}

/** A drive that is not connected leaves nothing behind, or an empty folder. */
export function isAway(root: string): boolean {
  try {
    return readdirSync(pathForFs(root)).length === 0
  } catch {
    return true
  }
}

const away: Failure = { code: 'not-found', message: 'The file cannot be reached.' }
const cutShort: Failure = {
  code: 'write-unsafe',
  message: 'Moving the file was cut short; it is where it was.'
}
