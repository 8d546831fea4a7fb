import type { ChangeField } from '#contract/change-fields.ts'
import type { Batch, PutBack, WrittenChange } from '#contract/tagging.ts'
import { durably } from '../durably.ts'
import type { Database } from '../open.ts'
import { pathFromBytes, pathToBytes } from '../../files/paths.ts'

/** One field of one file: as it is and as it is to be. */
export interface FieldChange {
  field: ChangeField
  before: string[]
  after: string[]
}

/** A change of an earlier batch that can be taken back. */
export interface DoneChange extends FieldChange {
  id: number
  writeId: number
  trackId: number | null
  path: string
}

/** A write of which the journal does not know how it ended. */
interface BegunWrite {
  id: number
  trackId: number | null
  path: string
  temporary: string
  changes: FieldChange[]
}

interface NewWrite extends Omit<BegunWrite, 'id'> {
  batchId: number
  undoes: number[]
  /** Of an undo: how the file is put back. */
  putBack: PutBack | null
}

interface NewBatch {
  name: string
  kind: Batch['kind']
  undoes: number | null
  /** Whether the files keep their dates. */
  keepTimes: boolean
}

export interface JournalStatements {
  addBatch(batch: NewBatch, now: number): number
  /** Forgets a batch in which nothing was written. */
  dropIfEmpty(batchId: number): void
  /**
   * Notes what is about to be written, on the disk itself before this returns. `undoes`: the changes of earlier writes
   * that this one takes back; `also` notes more in the same transaction.
   */
  begin(write: NewWrite, now: number, also?: (writeId: number) => void): number
  /** The file has its new tags, as read back. */
  finish(writeId: number, audioHash: Uint8Array | null, written: readonly FieldChange[]): void
  /** The file was left as it was. */
  abandon(writeId: number): void
  begun(): BegunWrite[]
  /** Newest first. */
  batches(): Batch[]
  batch(id: number): Batch | null
  /** Whether a batch left the dates of its files as they were. */
  keptTimes(batchId: number): boolean
  changes(batchId: number, offset: number, limit: number): WrittenChange[]
  /** What is still in place of a batch, in order of the files. */
  toUndo(batchId: number, changeIds?: readonly number[]): DoneChange[]
  /** Forgets batches older than this, unix milliseconds; says how many. */
  prune(before: number): number
}

interface ChangeRow {
  id: number
  writeId: number
  trackId: number | null
  path: Buffer
  field: ChangeField
  before: string
  after: string
  undone: number
  putBack: PutBack | null
}

const undone = `EXISTS (SELECT 1 FROM tag_writes AS undoing WHERE undoing.id = tag_changes.undone_by
  AND undoing.state = 'done')`
const batchColumns = `tag_batches.id, name, kind, undoes, tag_batches.at, count(DISTINCT tag_writes.id) AS files,
  count(tag_changes.id) AS changes, coalesce(sum(${undone}), 0) AS undone`
const batchJoins = `tag_batches JOIN tag_writes ON batch_id = tag_batches.id AND tag_writes.state = 'done'
  JOIN tag_changes ON write_id = tag_writes.id`
const changeColumns = `tag_changes.id, write_id AS writeId, track_id AS trackId, path, field, before, after,
  ${undone} AS undone, put_back AS putBack
  FROM tag_changes JOIN tag_writes ON tag_writes.id = write_id WHERE batch_id = @batchId AND state = 'done'`

export function journalStatements(db: Database): JournalStatements {
  const addBatch = db
    .prepare<[string, string, number | null, number, number], number>(
      'INSERT INTO tag_batches (name, kind, undoes, keep_times, at) VALUES (?, ?, ?, ?, ?) RETURNING id'
    )
    .pluck()
  const dropIfEmpty = db.prepare<[number]>(
    `DELETE FROM tag_batches WHERE id = ?
     AND NOT EXISTS (SELECT 1 FROM tag_writes WHERE batch_id = tag_batches.id AND state <> 'abandoned')`
  )
  const addWrite = db
    .prepare<[number, number | null, Buffer, Buffer, PutBack | null, number], number>(
      `INSERT INTO tag_writes (batch_id, track_id, path, temporary, state, put_back, at)
       VALUES (?, ?, ?, ?, 'begun', ?, ?) RETURNING id`
    )
    .pluck()
  const addChange = db.prepare<[number, string, string, string]>(
    'INSERT INTO tag_changes (write_id, field, before, after) VALUES (?, ?, ?, ?)'
  )
  const takeBack = db.prepare<[number, string]>(
    'UPDATE tag_changes SET undone_by = ? WHERE id IN (SELECT value FROM json_each(?))'
  )
  const setState = db.prepare<[string, Buffer | null, number]>(
    'UPDATE tag_writes SET state = ?, audio_hash = ? WHERE id = ?'
  )
  const setAfter = db.prepare<[string, number, string]>(
    'UPDATE tag_changes SET after = ? WHERE write_id = ? AND field = ?'
  )
  const notTakenBack = db.prepare<[number]>('UPDATE tag_changes SET undone_by = NULL WHERE undone_by = ?')
  const begun = db.prepare<[], { id: number; trackId: number | null; path: Buffer; temporary: Buffer }>(
    `SELECT id, track_id AS trackId, path, temporary FROM tag_writes WHERE state = 'begun' ORDER BY id`
  )
  const changesOf = db.prepare<[number], { field: ChangeField; before: string; after: string }>(
    'SELECT field, before, after FROM tag_changes WHERE write_id = ?'
  )
  const batches = db.prepare<[], Omit<Batch, 'putBack'>>(
    `SELECT ${batchColumns} FROM ${batchJoins} GROUP BY tag_batches.id ORDER BY tag_batches.id DESC`
  )
  const batch = db.prepare<[number], Omit<Batch, 'putBack'>>(
    `SELECT ${batchColumns} FROM ${batchJoins} WHERE tag_batches.id = ? GROUP BY tag_batches.id`
  )
  const putBack = db.prepare<[number], Batch['putBack'][number]>(
    `SELECT put_back AS how, count(*) AS files FROM tag_writes
     WHERE batch_id = ? AND state = 'done' AND put_back IS NOT NULL GROUP BY put_back ORDER BY put_back`
  )
  const keptTimes = db.prepare<[number], number>('SELECT keep_times FROM tag_batches WHERE id = ?').pluck()
  const changes = db.prepare<Record<string, unknown>, ChangeRow>(
    `SELECT ${changeColumns} ORDER BY tag_changes.id LIMIT @limit OFFSET @offset`
  )
  const toUndo = db.prepare<Record<string, unknown>, ChangeRow>(
    `SELECT ${changeColumns} AND NOT ${undone}
     AND (@ids IS NULL OR tag_changes.id IN (SELECT value FROM json_each(@ids)))
     ORDER BY write_id DESC, tag_changes.id`
  )
  const old = `SELECT id FROM tag_batches WHERE at < @before
    AND NOT EXISTS (SELECT 1 FROM tag_writes WHERE batch_id = tag_batches.id AND state = 'begun')`
  const forgetLinks = db.prepare<Record<string, unknown>>(
    `UPDATE tag_batches SET undoes = NULL WHERE undoes IN (${old})`
  )
  const forget = db.prepare<Record<string, unknown>>(`DELETE FROM tag_batches WHERE id IN (${old})`)

  const begin = db.transaction((write: NewWrite, now: number, also?: (writeId: number) => void): number => {
    const { batchId, trackId, path, temporary, putBack } = write
    const id = addWrite.get(batchId, trackId, pathToBytes(path), pathToBytes(temporary), putBack, now)!
    for (const { field, before, after } of write.changes) {
      addChange.run(id, field, JSON.stringify(before), JSON.stringify(after))
    }
    if (write.undoes.length > 0) takeBack.run(id, JSON.stringify(write.undoes))
    also?.(id)
    return id
  })

  const withPutBack = (row: Omit<Batch, 'putBack'>): Batch => ({ ...row, putBack: putBack.all(row.id) })

  return {
    addBatch: ({ name, kind, undoes, keepTimes }, now) =>
      addBatch.get(name, kind, undoes, keepTimes ? 1 : 0, now)!,
    dropIfEmpty: id => void dropIfEmpty.run(id),
    begin: (write, now, also) => durably(db, () => begin.immediate(write, now, also)),
    finish: db.transaction((id: number, audioHash: Uint8Array | null, written: readonly FieldChange[]) => {
      setState.run('done', audioHash === null ? null : Buffer.from(audioHash), id)
      for (const { field, after } of written) setAfter.run(JSON.stringify(after), id, field)
    }),
    abandon: db.transaction((id: number) => {
      setState.run('abandoned', null, id)
      notTakenBack.run(id)
    }),
    begun: () =>
      begun.all().map(row => ({
        ...row,
        path: pathFromBytes(row.path),
        temporary: pathFromBytes(row.temporary),
        changes: changesOf.all(row.id).map(toFieldChange)
      })),
    batches: () => batches.all().map(withPutBack),
    batch: id => {
      const found = batch.get(id)
      return found === undefined ? null : withPutBack(found)
    },
    keptTimes: batchId => keptTimes.get(batchId) === 1,
    changes: (batchId, offset, limit) =>
      changes
        .all({ batchId, offset, limit })
        .map(row => ({ ...toWrittenChange(row), undone: row.undone === 1, putBack: row.putBack })),
    toUndo: (batchId, changeIds) =>
      toUndo.all({ batchId, ids: changeIds ? JSON.stringify(changeIds) : null }).map(toDoneChange),
    prune: db.transaction((before: number) => {
      forgetLinks.run({ before })
      return forget.run({ before }).changes
    })
  }
}

function toFieldChange(row: { field: ChangeField; before: string; after: string }): FieldChange {
  return {
    field: row.field,
    before: JSON.parse(row.before) as string[],
    after: JSON.parse(row.after) as string[]
  }
}

function toWrittenChange(row: ChangeRow): Omit<DoneChange, 'writeId'> {
  return { id: row.id, trackId: row.trackId, path: pathFromBytes(row.path), ...toFieldChange(row) }
}

const toDoneChange = (row: ChangeRow): DoneChange => ({ ...toWrittenChange(row), writeId: row.writeId })
