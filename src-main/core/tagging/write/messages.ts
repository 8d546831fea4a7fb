import type { FileStamp } from '../../database/statements/plan-files.ts'
import type { FileEdit, FileStep } from '../edits/edit-file.ts'
import type { MoveOrder, MoveOutcome } from '../move/move-file.ts'
import type { UnsettledMove } from '../move/settle-move.ts'
import type { TrashPlace } from '../../files/trash-place.ts'
import type { TrashOrder, UnsettledTrash } from '../aside/trash-file.ts'
import type { Contents } from './change-kinds.ts'
import type { EditedField } from '#contract/edits.ts'
import type { Tried } from '../edits/preview.ts'
import type { Seen } from './checks.ts'
import type { UnsettledWrite } from './settle.ts'
import type { NotDone, Outcome, Placing, Ready, Reviewed, WriteOrder } from './write-file.ts'

/** What is in a file, and which file that was. */
export interface FileReading extends Contents {
  stamp: FileStamp
  /** SHA-256 of all of it, where that was asked for. */
  hash: Uint8Array | null
}

/** What the worker that writes tags and moves files does, by name: what goes in, what comes back. */
export interface WriterTasks {
  read: [{ path: string; hashed?: boolean; covers?: boolean; charset?: string | undefined }, FileReading]
  /** What a file says, and what comes of steps over it. */
  edit: [
    { path: string; charset: string; steps: readonly FileStep[] },
    { reading: FileReading; edit: FileEdit }
  ]
  /** What would come of steps over values that no file has yet. */
  preview: [readonly Tried[], EditedField[]]
  check: [Reviewed, Seen]
  prepare: [{ order: WriteOrder; seen: Seen }, Ready | NotDone]
  place: [Placing, Outcome]
  settle: [UnsettledWrite, Outcome]
  stamp: [{ path: string }, FileStamp]
  checkMove: [MoveOrder, Seen]
  move: [{ order: MoveOrder; seen: Seen }, MoveOutcome]
  settleMove: [UnsettledMove, MoveOutcome]
  placeInTrash: [{ path: string }, TrashPlace]
  trash: [{ order: TrashOrder; seen: Seen }, MoveOutcome]
  checkRestore: [TrashOrder, Seen]
  restore: [{ order: TrashOrder; seen: Seen }, MoveOutcome]
  settleTrash: [UnsettledTrash, MoveOutcome]
}

export type WriterTask = keyof WriterTasks
