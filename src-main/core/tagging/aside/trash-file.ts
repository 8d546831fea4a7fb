import { lstatSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname } from 'node:path'
import { env, getuid, platform } from 'node:process'
import { EarshotError, toFailure, type Failure } from '#contract/errors.ts'
import { fileError, systemCode } from '../../files/errors.ts'
import { pathForFs } from '../../files/paths.ts'
import { removeTrashInfo, speaksOf, writeTrashInfo, type TrashInfo } from '../../files/trash-info.ts'
import { trashPlace, type TrashPlace } from '../../files/trash-place.ts'
import { checkMove, inodeAt, moveFile, type MoveOrder, type MoveOutcome } from '../move/move-file.ts'
import { isAway, settleMove } from '../move/settle-move.ts'
import type { Seen } from '../write/checks.ts'

/** A move into the trash, or out of it. */
export interface TrashOrder extends MoveOrder {
  info: TrashInfo | null
}

/** One that was cut short. */
export interface UnsettledTrash {
  /** Where the file was in the library, and where it lies in the trash. */
  path: string
  place: string
  info: TrashInfo | null
  temporary: string
  /** Folder of the library; null where that is none any more. */
  root: string | null
  /** Out of the trash again. */
  back: boolean
}

/** Of the person whose program this is. Throws where the file cannot go to a trash, with why. */
export function placeInTrash(path: string): TrashPlace {
  return trashPlace(path, { platform, home: homedir(), dataHome: env.XDG_DATA_HOME, uid: getuid?.() ?? -1 })
}

/** Checks one that is to come back. Throws not-found where the trash was emptied. */
export function checkRestore(order: TrashOrder): Seen {
  if (inodeAt(order.from) === null) {
    throw new EarshotError(
      'not-found',
      'The file is not in the trash any more: it was emptied, or the file taken out.'
    )
  }
  return checkMove(order)
}

/** Never over what is in the trash already, nor as a copy from another disk. */
export async function moveToTrash({ info, ...order }: TrashOrder, seen: Seen): Promise<MoveOutcome> {
  try {
    if (info !== null) writeTrashInfo(info, new Date())
  } catch (thrown) {
    const taken = systemCode(thrown) === 'EEXIST'
    const error = taken ? takenMeanwhile : fileError(thrown, { doing: 'write', what: 'file' })
    return { state: 'abandoned', failure: toFailure(error) }
  }
  const outcome = await moveFile(order, seen)
  if (outcome.state === 'abandoned' && info !== null && inodeAt(order.from) !== null) removeTrashInfo(info)
  return outcome
}

export async function moveFromTrash({ info, ...order }: TrashOrder, seen: Seen): Promise<MoveOutcome> {
  const outcome = await moveFile(order, seen)
  if (outcome.state === 'done' && info !== null) removeTrashInfo(info)
  return outcome
}

/** Brings it to one of its ends: the file is in the library or in the trash, or somebody emptied that. */
export async function settleTrash(move: UnsettledTrash): Promise<MoveOutcome> {
  const { path, place, info, temporary, root, back } = move
  try {
    if (inodeAt(path) === null && inodeAt(place) === null) return settleGone(move)
    const rest = { temporary, charset: null, root: null }
    if (back) {
      const outcome = await settleMove({ ...rest, from: place, to: path, toRoot: root })
      if (outcome.state === 'done' && info !== null) removeTrashInfo(info)
      return outcome
    }
    // Before the note is made nothing is done; what lies there by that name is somebody else's.
    const begun = info === null || speaksOf(info)
    if (inodeAt(path) !== null && !begun) return { state: 'abandoned', failure: cutShort }
    const outcome = await settleMove({ ...rest, from: path, to: place, toRoot: null })
    if (outcome.state === 'abandoned' && info !== null && inodeAt(place) === null) removeTrashInfo(info)
    return outcome
  } catch (thrown) {
    return { state: 'unknown', failure: toFailure(thrown) }
  }
}

/** Neither here nor there: a drive is away, or the trash was emptied before this was told of. */
function settleGone({ place, root, back }: UnsettledTrash): MoveOutcome {
  const reached = root !== null && !isAway(root) && isFolder(dirname(place))
  if (!reached) return { state: 'unknown', failure: gone }
  return back ? { state: 'abandoned', failure: gone } : { state: 'done', stamp: null, facts: null }
}

const isFolder = (path: string): boolean =>
  lstatSync(pathForFs(path), { throwIfNoEntry: false })?.isDirectory() === true

const takenMeanwhile = new EarshotError(
  'changed-since',
  'Another program put a file of that name into the trash in this moment; try again.'
)
const gone: Failure = { code: 'not-found', message: 'The file cannot be reached.' }
const cutShort: Failure = {
  code: 'write-unsafe',
  message: 'Moving the file to the trash was cut short; it is where it was.'
}
