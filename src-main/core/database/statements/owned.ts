import type { ChangeField } from '#contract/change-fields.ts'
import type { Played } from '#contract/entities.ts'
import type { Batch } from '#contract/tagging.ts'
import { pathFromBytes, pathToBytes } from '../../files/paths.ts'
import type { Database } from '../open.ts'
import type { FieldChange } from './tag-journal.ts'

/** A track by what it is found again. */
interface KeptTrack {
  id: number
  folderId: number
  path: string
  contentId: Buffer
  title: string
  artist: string
  duration: number | null
}

/** A batch of the journal, without what is only begun or was abandoned. */
interface KeptBatch {
  id: number
  name: string
  kind: Batch['kind']
  undoes: number | null
  keepTimes: boolean
  at: number
}

interface KeptWrite {
  id: number
  trackId: number | null
  path: string
  audioHash: Buffer | null
  at: number
}

interface KeptChange extends FieldChange {
  /** The write that took it back. */
  undoneBy: number | null
}

/** What a library holds of its owner, as it goes out and in. */
export interface OwnedStatements {
  tracks(ids: readonly number[]): KeptTrack[]
  /** Those of folders in use with that content, those that left the library last. */
  withContent(contentId: Buffer): { id: number; path: string }[]
  plays(): (Played & { trackId: number })[]
  batches(): KeptBatch[]
  writes(batchId: number): KeptWrite[]
  changes(writeId: number): KeptChange[]
  /** A batch of that name, sort and time; null where there is none. */
  batchLike(batch: KeptBatch): number | null
  addBatch(batch: Omit<KeptBatch, 'id'>): number
  addWrite(batchId: number, write: Omit<KeptWrite, 'id'>, changes: readonly FieldChange[]): number
  /** Pairs of which somebody said that they are two recordings. */
  apart(): { one: number; other: number }[]
  /**
   * Says so of a pair, the smaller number first; false where it is known. One that was not compared here yet is told by
   * its method: none.
   */
  setApart(one: number, other: number, now: number): boolean
  /** That field of a write was taken back by another. */
  takeBack(writeId: number, field: ChangeField, by: number): void
}

type PathRow<Row> = Omit<Row, 'path'> & { path: Buffer }

export function ownedStatements(db: Database): OwnedStatements {
  const tracks = db.prepare<[string], PathRow<KeptTrack>>(
    `SELECT tracks.id, folder_id AS folderId, tracks.path, content_id AS contentId, title, artist, duration
     FROM json_each(?) AS asked CROSS JOIN tracks ON tracks.id = asked.value`
  )
  const withContent = db.prepare<[Buffer], { id: number; path: Buffer }>(
    `SELECT id, path FROM tracks WHERE content_id = ?
       AND folder_id NOT IN (SELECT id FROM folders WHERE state = 'removed')
     ORDER BY id IN (SELECT track_id FROM left_tracks), available DESC, id`
  )
  const plays = db.prepare<[], Played & { trackId: number }>(
    'SELECT track_id AS trackId, plays, played_at AS playedAt, rating FROM listening ORDER BY track_id'
  )
  const batches = db.prepare<[], Omit<KeptBatch, 'keepTimes'> & { keepTimes: number }>(
    'SELECT id, name, kind, undoes, keep_times AS keepTimes, at FROM tag_batches ORDER BY id'
  )
  const writes = db.prepare<[number], PathRow<KeptWrite>>(
    `SELECT id, track_id AS trackId, path, audio_hash AS audioHash, at FROM tag_writes
     WHERE batch_id = ? AND state = 'done' ORDER BY id`
  )
  const changes = db.prepare<
    [number],
    { field: ChangeField; before: string; after: string; undoneBy: number | null }
  >(
    `SELECT field, before, after, (SELECT id FROM tag_writes WHERE id = undone_by AND state = 'done') AS undoneBy
     FROM tag_changes WHERE write_id = ? ORDER BY id`
  )
  const batchLike = db
    .prepare<Record<string, unknown>, number>(
      'SELECT id FROM tag_batches WHERE name = @name AND kind = @kind AND at = @at'
    )
    .pluck()
  const addBatch = db
    .prepare<Record<string, unknown>, number>(
      `INSERT INTO tag_batches (name, kind, undoes, keep_times, at) VALUES (@name, @kind, @undoes, @keepTimes, @at)
       RETURNING id`
    )
    .pluck()
  const addWrite = db
    .prepare<Record<string, unknown>, number>(
      `INSERT INTO tag_writes (batch_id, track_id, path, temporary, state, audio_hash, at)
       VALUES (@batchId, @trackId, @path, x'', 'done', @audioHash, @at) RETURNING id`
    )
    .pluck()
  const addChange = db.prepare<[number, string, string, string]>(
    'INSERT INTO tag_changes (write_id, field, before, after) VALUES (?, ?, ?, ?)'
  )
  const apart = db.prepare<[], { one: number; other: number }>(
    'SELECT one, other FROM double_pairs WHERE apart = 1 ORDER BY one, other'
  )
  const setApart = db.prepare<Record<string, unknown>>(
    `INSERT INTO double_pairs (one, other, one_content, other_content, method, same, how, apart, at)
     SELECT a.id, b.id, a.content_id, b.content_id, 0, 0, 'sound', 1, @now FROM tracks a, tracks b
     WHERE a.id = @one AND b.id = @other
     ON CONFLICT (one, other) DO UPDATE SET apart = 1 WHERE apart = 0`
  )
  const takeBack = db.prepare<[number, number, string]>(
    'UPDATE tag_changes SET undone_by = ? WHERE write_id = ? AND field = ? AND undone_by IS NULL'
  )
  return {
    tracks: ids => tracks.all(JSON.stringify(ids)).map(row => ({ ...row, path: pathFromBytes(row.path) })),
    withContent: contentId =>
      withContent.all(contentId).map(row => ({ id: row.id, path: pathFromBytes(row.path) })),
    plays: () => plays.all(),
    batches: () => batches.all().map(row => ({ ...row, keepTimes: row.keepTimes === 1 })),
    writes: batchId => writes.all(batchId).map(row => ({ ...row, path: pathFromBytes(row.path) })),
    changes: writeId =>
      changes.all(writeId).map(row => ({
        ...row,
        before: JSON.parse(row.before) as string[],
        after: JSON.parse(row.after) as string[]
      })),
    batchLike: ({ name, kind, at }) => batchLike.get({ name, kind, at }) ?? null,
    addBatch: batch => addBatch.get({ ...batch, keepTimes: batch.keepTimes ? 1 : 0 })!,
    addWrite: (batchId, write, fields) => {
      const id = addWrite.get({ batchId, ...write, path: pathToBytes(write.path) })!
      for (const { field, before, after } of fields)
        addChange.run(id, field, JSON.stringify(before), JSON.stringify(after))
      return id
    },
    apart: () => apart.all(),
    setApart: (one, other, now) => setApart.run({ one, other, now }).changes > 0,
    takeBack: (writeId, field, by) => void takeBack.run(by, writeId, field)
  }
}
