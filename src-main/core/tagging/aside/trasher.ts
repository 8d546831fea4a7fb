import { lstatSync } from 'node:fs'
import { dirname } from 'node:path'
import { EarshotError, toError, toFailure } from '#contract/errors.ts'
import { withDatabaseErrors } from '../../database/errors.ts'
import type { Database } from '../../database/open.ts'
import { folderStatements } from '../../database/statements/folders.ts'
import { handoverStatements } from '../../database/statements/handovers.ts'
import { moveStatements } from '../../database/statements/moves.ts'
import type { PlannedWrite } from '../../database/statements/plan-files.ts'
import { planStatements } from '../../database/statements/plans.ts'
import {
  journalStatements,
  type DoneChange,
  type FieldChange
} from '../../database/statements/tag-journal.ts'
import { trackStatements } from '../../database/statements/tracks.ts'
import { trashingStatements, type Trashing } from '../../database/statements/trashings.ts'
import { pathForFs } from '../../files/paths.ts'
import { temporaryBeside } from '../../files/temporary.ts'
import { ownerOf } from '../../scan/starts.ts'
import type { MoveOutcome } from '../move/move-file.ts'
import type { BegunMove } from '../move/mover.ts'
import { requireRoot, rootOf } from '../move/roots.ts'
import { WriterLost, type WriterThread } from '../write/writer-thread.ts'
import { setAside } from './set-aside.ts'
import type { TrashOrder, UnsettledTrash } from './trash-file.ts'

/** Files that leave the library for the system's trash, and come back: moves, with what setting aside hands over. */
export interface Trasher {
  /** Throws what refuses it; the file is where it was then. */
  trash(batchId: number, file: PlannedWrite, change: FieldChange): Promise<void>
  /** Whether a change of the journal went that way. */
  did(writeId: number): boolean
  restore(batchId: number, change: DoneChange): Promise<void>
  /** Brings one that was cut short to an end; false: it is none. */
  settle(begun: BegunMove): Promise<boolean>
}

export function trasher(db: Database, thread: WriterThread, now: () => number): Trasher {
  const journal = journalStatements(db)
  const trashings = trashingStatements(db)
  const handovers = handoverStatements(db)
  const folders = folderStatements(db)
  const plans = planStatements(db)
  const tracks = trackStatements(db)
  const moves = moveStatements(db)
  const aside = setAside(db, now)

  type Begun = Omit<Trashing, 'writeId'> & {
    batchId: number
    path: string
    change: FieldChange
    undone: number[]
  }

  function begin({ batchId, path, change, undone, ...trashing }: Begun, temporary: string): number {
    const write = { batchId, trackId: trashing.trackId, path, temporary, changes: [change], undoes: undone }
    const putBack = undone.length > 0 ? ('bytes' as const) : null
    return withDatabaseErrors(() =>
      journal.begin({ ...write, putBack }, now(), writeId => trashings.add({ writeId, ...trashing }))
    )
  }

  /** The journal, the library and the plans in one transaction. */
  function record(trashing: Trashing, path: string, outcome: MoveOutcome): void {
    const { writeId, undoes } = trashing
    const all = db.transaction(() => {
      if (outcome.state === 'abandoned') journal.abandon(writeId)
      if (outcome.state !== 'done') return
      journal.finish(writeId, null, [])
      if (undoes === null) {
        handovers.give(trashing, now())
        plans.setWritten(path, { field: 'path', before: [path], after: [] })
        return
      }
      const handover = handovers.byWrite(undoes)
      if (handover !== null) handovers.takeBack(handover)
      const owner = ownerOf(path, folders.all())
      const pathText = path.slice(owner?.path.length ?? 0).replace(/^[/\\]/, '')
      moves.follow({ from: path, to: path, folderId: owner?.id ?? null, pathText })
    })
    withDatabaseErrors(() => all.immediate())
  }

  /** A thread that is lost leaves open where the file is. */
  async function orSettled(
    move: () => Promise<MoveOutcome>,
    unsettled: UnsettledTrash
  ): Promise<MoveOutcome> {
    try {
      return await move()
    } catch (thrown) {
      if (thrown instanceof WriterLost && !thrown.ended) throw thrown
      const settled = await thread.run('settleTrash', unsettled)
      return settled.state === 'done' ? settled : { ...settled, failure: toFailure(thrown) }
    }
  }

  async function carryOut(begun: Begun, order: TrashOrder, task: 'trash' | 'restore'): Promise<void> {
    const { path, place, info, stamp } = begun
    const seen = await thread.run(task === 'trash' ? 'checkMove' : 'checkRestore', order, stamp.size)
    const writeId = begin(begun, order.temporary)
    const root = rootOf(path, folders.all())
    const outcome = await orSettled(() => thread.run(task, { order, seen }, stamp.size), {
      path,
      place,
      info,
      temporary: order.temporary,
      root,
      back: task === 'restore'
    })
    record({ ...begun, writeId }, path, outcome)
    if (outcome.state !== 'done') throw toError(outcome.failure)
  }

  return {
    trash: async (batchId, file, change) => {
      const { trackId, keepId, kept } = aside.require(file, change)
      const { path, size, mtime, contentId } = file
      if (sameFile(kept, path)) {
        throw new EarshotError('bad-request', 'It is the file that is to be kept, by another way to it.')
      }
      const { path: place, info } = await thread.run('placeInTrash', { path })
      const stamp = { size, mtime, contentId }
      await carryOut(
        {
          batchId,
          trackId,
          keepId,
          path,
          place,
          info,
          stamp,
          change: { field: 'path', before: [path], after: [place] },
          undoes: null,
          undone: []
        },
        {
          from: path,
          to: place,
          // Its folder stays, also where it is empty now: trashes put files back only where that is there.
          root: dirname(path),
          toRoot: dirname(place),
          temporary: temporaryBeside(place),
          expected: stamp,
          charset: null,
          oneDisk: true,
          info
        },
        'trash'
      )
    },
    did: writeId => trashings.byWrite(writeId) !== null,
    restore: async (batchId, { id, writeId }) => {
      const trashing = trashings.byWrite(writeId)
      const track = trashing === null ? null : tracks.byId(trashing.trackId)
      if (trashing === null || track === null || trashing.undoes !== null) {
        throw new EarshotError('bad-request', 'A file is set aside by a plan, not by taking its return back.')
      }
      const { path } = track
      const { trackId, keepId, place, info, stamp } = trashing
      const change: FieldChange = { field: 'path', before: [place], after: [path] }
      await carryOut(
        { batchId, trackId, keepId, path, place, info, stamp, change, undoes: writeId, undone: [id] },
        {
          from: place,
          to: path,
          root: dirname(place),
          toRoot: requireRoot(path, folders.all()),
          temporary: temporaryBeside(path),
          expected: stamp,
          charset: null,
          oneDisk: true,
          info
        },
        'restore'
      )
    },
    settle: async ({ id, path, temporary }) => {
      const trashing = trashings.byWrite(id)
      if (trashing === null) return false
      const { place, info, undoes } = trashing
      const root = rootOf(path, folders.all())
      const unsettled = { path, place, info, temporary, root, back: undoes !== null }
      const outcome = await thread.run('settleTrash', unsettled).catch(() => null)
      if (outcome !== null) record(trashing, path, outcome)
      return true
    }
  }
}

/** A file can be reached by links to its folders: that is one copy, not two. */
function sameFile(one: string, other: string): boolean {
  const [a, b] = [one, other].map(path => lstatSync(pathForFs(path), { bigint: true, throwIfNoEntry: false }))
  return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino
}
