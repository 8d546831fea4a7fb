import { lstatSync } from 'node:fs'
import { EarshotError } from '#contract/errors.ts'
import { withDatabaseErrors } from '../../database/errors.ts'
import type { Database } from '../../database/open.ts'
import { handoverStatements } from '../../database/statements/handovers.ts'
import type { PlannedWrite } from '../../database/statements/plan-files.ts'
import { planStatements } from '../../database/statements/plans.ts'
import {
  journalStatements,
  type DoneChange,
  type FieldChange
} from '../../database/statements/tag-journal.ts'
import { trackStatements } from '../../database/statements/tracks.ts'
import { fileError } from '../../files/errors.ts'
import { pathForFs } from '../../files/paths.ts'

/**
 * A file whose recording is kept in another file leaves the library: what is known of it goes over to the one that is kept.
 * In the journal it is a change of its place to nowhere; the file itself is not touched.
 */
export const isLeaving = ({ field, before, after }: FieldChange): boolean =>
  field === 'path' && (before.length === 0 || after.length === 0)

export interface SetAside {
  /** What is kept in its place, and where that is. Throws where the file may not be set aside. */
  require(file: PlannedWrite, change: FieldChange): { trackId: number; keepId: number; kept: string }
  goesToTrash(fileId: number): boolean
  /** Throws not-found where the file that is to be kept is not there: the last copy is never set aside. */
  leave(batchId: number, file: PlannedWrite, change: FieldChange): void
  /** Throws not-found where the journal does not know what was handed over. */
  comeBack(batchId: number, change: DoneChange): void
  /** Of a write that was cut short: nothing was done, for all of it is done at once. */
  settle(writeId: number): void
}

export function setAside(db: Database, now: () => number): SetAside {
  const journal = journalStatements(db)
  const handovers = handoverStatements(db)
  const plans = planStatements(db)
  const tracks = trackStatements(db)

  /** Throws not-found for a track that is not shown, or whose file is not there. */
  function requireFile(id: number): string {
    const track = tracks.byId(id)
    if (track === null || track.hidden) {
      throw new EarshotError('not-found', 'The file that is to be kept is no longer in the library.')
    }
    try {
      if (lstatSync(pathForFs(track.path)).isFile()) return track.path
    } catch (thrown) {
      throw fileError(thrown, { doing: 'read', what: 'file' })
    }
    throw new EarshotError('not-found', 'The file that is to be kept is not there.')
  }

  function begin(batchId: number, trackId: number, change: FieldChange, undoes: number[]): number {
    const path = change.before[0] ?? change.after[0] ?? ''
    const write = { batchId, trackId, path, temporary: path, changes: [change], undoes }
    return withDatabaseErrors(() =>
      journal.begin({ ...write, putBack: undoes.length > 0 ? 'bytes' : null }, now())
    )
  }

  function requireBoth({ fileId, trackId, path }: PlannedWrite, change: FieldChange) {
    const keepId = handovers.keptFor(fileId)
    const track = trackId === null ? null : tracks.byId(trackId)
    if (keepId === null || track === null || track.hidden || track.id === keepId) {
      throw new EarshotError('not-found', 'The file is no longer in the library.')
    }
    if (track.path !== path || track.path !== change.before[0]) {
      throw new EarshotError('changed-since', 'The file was moved since the change was reviewed.')
    }
    const kept = requireFile(keepId)
    if (kept === path) throw new EarshotError('bad-request', 'A file cannot take its own place.')
    return { trackId: track.id, keepId, kept }
  }

  return {
    require: requireBoth,
    goesToTrash: fileId => handovers.goesToTrash(fileId),
    leave: (batchId, file, change) => {
      const { trackId, keepId } = requireBoth(file, change)
      const writeId = begin(batchId, trackId, change, [])
      withDatabaseErrors(() =>
        db
          .transaction(() => {
            handovers.give({ writeId, trackId, keepId }, now())
            journal.finish(writeId, null, [change])
            plans.setWritten(file.path, change)
          })
          .immediate()
      )
    },
    comeBack: (batchId, { id, writeId: first, before, after }) => {
      const handover = handovers.byWrite(first)
      if (handover === null) throw new EarshotError('not-found', 'The file is no longer in the library.')
      const change: FieldChange = { field: 'path', before: after, after: before }
      const writeId = begin(batchId, handover.trackId, change, [id])
      withDatabaseErrors(() =>
        db
          .transaction(() => {
            handovers.takeBack(handover)
            journal.finish(writeId, null, [change])
          })
          .immediate()
      )
    },
    settle: writeId => journal.abandon(writeId)
  }
}
