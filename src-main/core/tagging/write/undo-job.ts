import { basename } from 'node:path'
import { EarshotError, toFailure, type Failure } from '#contract/errors.ts'
import type { PutBack } from '#contract/tagging.ts'
import type { Database } from '../../database/open.ts'
import { pathForDisplay } from '../../files/paths.ts'
import { journalStatements, type DoneChange } from '../../database/statements/tag-journal.ts'
import { trackStatements } from '../../database/statements/tracks.ts'
import { wayBackStatements, type WayBackStatements } from '../../database/statements/ways-back.ts'
import type { JobPlan } from '../../jobs/index.ts'
import { isLeaving, setAside } from '../aside/set-aside.ts'
import { isMove } from '../move/mover.ts'
import type { FileReading } from './messages.ts'
import { byKey, contentChanges, heldIn } from './change-kinds.ts'
import { sameValues } from './tag-files.ts'
import { wayBack, type Standing } from './way-back.ts'
import type { WriteOrder } from './write-file.ts'
import { placeOf } from './write-job.ts'
import type { TagWriter } from './writer.ts'
import type { WriterThread } from './writer-thread.ts'

export interface UndoJobOptions {
  db: Database
  writer: TagWriter
  thread: WriterThread
  batchId: number
  name: string
  /** How the library reads texts that do not say how they are encoded. */
  charset: string
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

/**
 * The question: what is still in place of a batch? The step: put one file back. Byte for byte, where that is one of the
 * states it had before; else the values of its fields.
 */
export function undoJob(options: UndoJobOptions): JobPlan<FileToUndo> {
  const { db, writer, thread, batchId: undoes, name, charset, changeIds, now } = options
  const journal = journalStatements(db)
  const ways = wayBackStatements(db)
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

  async function putBack(
    place: { trackId: number; path: string },
    { stamp }: FileReading,
    changes: readonly DoneChange[],
    how: How
  ): Promise<void> {
    batchId ??= journal.addBatch({ name, kind: 'undo', undoes, keepTimes }, now())
    await writer.write({
      batchId,
      ...place,
      expected: stamp,
      changes: changes.map(({ field, before, after }) => ({ field, before: after, after: before })),
      keepTimes,
      undoes: changes.map(({ id }) => id),
      ...how
    })
  }

  /** Whatever else happened to the file: the move that is taken back must be its last one. */
  async function moveBack(file: FileToUndo, moves: readonly DoneChange[]): Promise<void> {
    for (const { id, before, after } of moves) {
      const [from = '', to = ''] = [...after, ...before]
      const { trackId, path } =
        file.trackId === null ? { trackId: null, path: from } : placeOf(tracks, file.trackId, file.path)
      if (path !== from)
        throw new EarshotError('changed-since', 'It was moved since, and is left where it is.')
      const expected = await thread.run('stamp', { path })
      batchId ??= journal.addBatch({ name, kind: 'undo', undoes, keepTimes }, now())
      await writer.mover.move({ batchId, trackId, from, to, expected, undoes: id })
    }
  }

  return {
    question,
    concurrency: 1,
    label: file => pathForDisplay(basename(file.path)),
    step: async file => {
      const trashed = file.changes.find(({ writeId }) => writer.trasher.did(writeId))
      if (trashed !== undefined) {
        batchId ??= journal.addBatch({ name, kind: 'undo', undoes, keepTimes }, now())
        await writer.trasher.restore(batchId, trashed)
        return 'done'
      }
      const leaving = file.changes.find(isLeaving)
      if (leaving !== undefined) {
        batchId ??= journal.addBatch({ name, kind: 'undo', undoes, keepTimes }, now())
        setAside(db, now).comeBack(batchId, leaving)
        return 'done'
      }
      const moves = file.changes.filter(isMove)
      if (moves.length === file.changes.length) {
        await moveBack(file, moves)
        return 'done'
      }
      const place = placeOf(tracks, file.trackId, file.path)
      const reading = await thread.run('read', { path: place.path, hashed: true, covers: true, charset })
      const { hash } = reading
      const texts = contentChanges(file.changes.filter(change => !isMove(change)))
      const asWritten = texts.filter(({ field, after }) => sameValues(heldIn(reading, field), after))
      if (asWritten.length > 0) {
        const how = howBack(ways, place, { fields: byKey(reading), hash: hash! }, asWritten)
        try {
          await putBack(place, reading, asWritten, how)
        } catch (thrown) {
          // What the journal kept does not fit: the values still do.
          const { code } = toFailure(thrown)
          if (how.back === null || (code !== 'write-unsafe' && code !== 'unreadable-file')) throw thrown
          await putBack(place, reading, asWritten, { putBack: 'not-kept', back: null })
        }
      }
      await moveBack(file, moves)
      const edited = texts.filter(change => !asWritten.includes(change)).map(({ field }) => field)
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

interface How {
  putBack: PutBack
  back: WriteOrder['back']
}

function howBack(
  ways: WayBackStatements,
  place: { trackId: number | null; path: string },
  now: Standing,
  changes: readonly DoneChange[]
): How {
  const writes = [...new Set(changes.map(({ writeId }) => writeId))]
  const ids = new Set(changes.map(({ id }) => id))
  const history = ways.ofFile(place)
  const takenBack = history.flatMap(({ effects }) => effects).filter(({ id }) => ids.has(id))
  const route = wayBack(now, takenBack, history, hash => ways.into(hash))
  if (route !== null) {
    const edits = route.writeIds.map(id => ways.edits(id)!)
    return { putBack: 'bytes', back: { ways: edits, hash: route.hash } }
  }
  return { putBack: whyNot(ways, now, writes[0]!), back: null }
}

/** Why the file cannot come back byte for byte. */
function whyNot(ways: WayBackStatements, { hash }: Standing, mine: number): PutBack {
  if (ways.hashes(mine) === null) return 'not-kept'
  const writes = ways.into(hash)
  if (writes.length === 0) return 'changed'
  return writes.every(({ kept }) => !kept) ? 'not-kept' : 'parts'
}
