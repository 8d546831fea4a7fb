import { basename } from 'node:path'
import { EarshotError, type Failure } from '#contract/errors.ts'
import type { Database } from '../../database/open.ts'
import { pathForDisplay } from '../../files/paths.ts'
import { journalStatements, type DoneChange } from '../../database/statements/tag-journal.ts'
import { trackStatements } from '../../database/statements/tracks.ts'
import type { JobPlan } from '../../jobs/index.ts'
import { sameValues } from './tag-files.ts'
import { placeOf } from './write-job.ts'
import type { TagWriter } from './writer.ts'
import type { WriterThread } from './writer-thread.ts'

export interface UndoJobOptions {
  db: Database
  writer: TagWriter
  thread: WriterThread
  batchId: number
  name: string
  /** All that is still in place where it is left out. */
  changeIds?: number[] | undefined
  now: () => number
  onFailure(path: string, failure: Failure): void
}

interface FileToUndo {
  trackId: number | null
  path: string
  changes: DoneChange[]
}

/** The question: what is still in place of a batch? The step: put the fields of one file back. */
export function undoJob(options: UndoJobOptions): JobPlan<FileToUndo> {
  const { db, writer, thread, batchId: undoes, name, changeIds, now } = options
  const journal = journalStatements(db)
  const tracks = trackStatements(db)
  // Files that kept their dates then still have them, and have them with the old tags too.
  const keepTimes = journal.keptTimes(undoes)
  let batchId: number | null = null

  async function* question(): AsyncGenerator<FileToUndo> {
    await writer.recover()
    yield* Map.groupBy(journal.toUndo(undoes, changeIds), change => change.path)
      .values()
      .map(changes => ({ trackId: changes[0]!.trackId, path: changes[0]!.path, changes }))
  }

  return {
    question,
    concurrency: 1,
    label: file => pathForDisplay(basename(file.path)),
    step: async file => {
      const { trackId, path } = placeOf(tracks, file.trackId, file.path)
      const { stamp, fields } = await thread.run('read', { path })
      const asWritten = file.changes.filter(({ field, after }) => sameValues(fields[field], after))
      if (asWritten.length > 0) {
        batchId ??= journal.addBatch({ name, kind: 'undo', undoes, keepTimes }, now())
        await writer.write({
          batchId,
          trackId,
          path,
          expected: stamp,
          changes: asWritten.map(({ field, before, after }) => ({ field, before: after, after: before })),
          keepTimes,
          undoes: asWritten.map(({ id }) => id)
        })
      }
      const edited = file.changes.filter(change => !asWritten.includes(change)).map(({ field }) => field)
      if (edited.length > 0) {
        throw new EarshotError('changed-since', `Edited since and left as it is: ${edited.join(', ')}.`)
      }
      return 'done'
    },
    onFailure: (file, failure) => options.onFailure(file.path, failure),
    finish: () => {
      if (batchId !== null) journal.dropIfEmpty(batchId)
    }
  }
}
