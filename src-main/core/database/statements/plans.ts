import type { Failure } from '#contract/errors.ts'
import { withValue } from '#contract/plan-values.ts'
import { singleFields, type TagField } from '#contract/field-uses.ts'
import type { ChangeChoice, Plan, PlanChange, PlanFile, PlanReason } from '#contract/tagging.ts'
import type { Database } from '../open.ts'
import { pathFromBytes, pathToBytes } from '../../files/paths.ts'
import type { FieldChange } from './tag-journal.ts'

/** A file as it was at some time. */
export interface FileStamp {
  size: number
  /** Unix milliseconds. */
  mtime: number
  contentId: Uint8Array
}

export interface NewPlanFile extends FileStamp {
  trackId: number | null
  path: string
  changes: NewPlanChange[]
}

export interface NewPlanChange extends FieldChange {
  reasons: PlanReason[]
  accepted: boolean
}

/** What is accepted and not written yet of one file. */
export interface PlannedWrite extends FileStamp {
  fileId: number
  trackId: number | null
  path: string
  changes: (FieldChange & { id: number })[]
}

export interface PlanStatements {
  add(plan: { name: string; mode: Plan['mode']; state: Plan['state'] }, now: number): number
  /** With its changes; a file the plan has already is left as it is. */
  addFile(planId: number, file: NewPlanFile): void
  setState(id: number, state: Plan['state']): void
  /** Newest first, without those that were discarded. */
  list(): Plan[]
  /** Counts all its changes; `stateOf` is quicker. */
  get(id: number): Plan | null
  stateOf(id: number): Plan['state'] | null
  files(id: number, offset: number, limit: number): PlanFile[]
  /** A file of a plan as it was when it was looked at. */
  stamp(fileId: number): FileStamp
  /** How many changes are not as they were. */
  accept(id: number, choice: ChangeChoice, accepted: boolean): number
  change(planId: number, changeId: number): PlanChange | null
  setAfter(changeId: number, after: string[]): void
  /** Ids of the files with something to write, in order of their paths. */
  filesToWrite(id: number): number[]
  toWrite(fileId: number): PlannedWrite | null
  /** The library knows the file by another path by now. */
  setPath(fileId: number, path: string): void
  /** Changes of this file that say just this are done, in whichever plan. */
  setWritten(path: string, change: FieldChange): void
  setFailed(changeId: number, failure: Failure): void
  /** A file is no longer as it was because we wrote it: open plans go on from there. */
  rewritten(path: string, before: FileStamp, after: FileStamp): void
  /** After a start: what was being made can be looked at, what was discarded goes. */
  tidy(): void
}

interface PlanRow {
  id: number
  name: string
  mode: Plan['mode']
  state: Plan['state']
  createdAt: number
  files: number
  changes: number
  accepted: number
  written: number
  failed: number
}

interface ChangeRow {
  id: number
  fileId: number
  field: TagField
  before: string
  after: string
  reasons: string
  accepted: number
  state: PlanChange['state']
  code: Failure['code'] | null
  message: string | null
}

interface FileRow {
  fileId: number
  trackId: number | null
  path: Buffer
  size: number
  mtime: number
  contentId: Buffer
}

/** Values shown for choosing; the rare ones are chosen one by one. */
const mostValues = 1000

const planColumns = `plans.id, name, mode, plans.state, created_at AS createdAt,
  (SELECT count(*) FROM plan_files WHERE plan_id = plans.id) AS files, count(plan_changes.id) AS changes,
  coalesce(sum(accepted), 0) AS accepted, coalesce(sum(plan_changes.state = 'written'), 0) AS written,
  coalesce(sum(plan_changes.state = 'failed'), 0) AS failed
  FROM plans LEFT JOIN plan_files ON plan_id = plans.id LEFT JOIN plan_changes ON file_id = plan_files.id`
const changeColumns = `id, file_id AS fileId, field, before, after, reasons, accepted, state, code, message
  FROM plan_changes`
/** Changes that a choice means, but for its value. */
const chosen = `file_id IN (SELECT id FROM plan_files WHERE plan_id = @planId) AND state <> 'written'
  AND (@field IS NULL OR field = @field)
  AND (@changeIds IS NULL OR id IN (SELECT value FROM json_each(@changeIds)))
  AND (@fileIds IS NULL OR file_id IN (SELECT value FROM json_each(@fileIds)))`
/** Every value that a change offers, and whether it brings it. */
const offered = (list: 'after' | 'reasons', value: string, brings: 0 | 1): string =>
  `SELECT plan_changes.id, field, before, accepted, ${value} AS value, ${brings} AS brings
   FROM plan_files JOIN plan_changes ON file_id = plan_files.id, json_each(${list}) WHERE plan_id = @planId`

export function planStatements(db: Database): PlanStatements {
  const add = db
    .prepare<[string, string, string, number], number>(
      'INSERT INTO plans (name, mode, state, created_at) VALUES (?, ?, ?, ?) RETURNING id'
    )
    .pluck()
  const addFile = db
    .prepare<[number, number | null, Buffer, number, number, Buffer], number>(
      `INSERT INTO plan_files (plan_id, track_id, path, size, mtime, content_id) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING RETURNING id`
    )
    .pluck()
  const addChange = db.prepare<[number, string, string, string, string, number]>(
    'INSERT INTO plan_changes (file_id, field, before, after, reasons, accepted) VALUES (?, ?, ?, ?, ?, ?)'
  )
  const setState = db.prepare<[string, number]>('UPDATE plans SET state = ? WHERE id = ?')
  const stateOf = db.prepare<[number], Plan['state']>('SELECT state FROM plans WHERE id = ?').pluck()
  const list = db.prepare<[], PlanRow>(
    `SELECT ${planColumns} WHERE plans.state <> 'discarded' GROUP BY plans.id ORDER BY plans.id DESC`
  )
  const get = db.prepare<[number], PlanRow>(`SELECT ${planColumns} WHERE plans.id = ? GROUP BY plans.id`)
  const values = db.prepare<Record<string, unknown>, Plan['values'][number]>(
    `SELECT field, value, count(*) AS changes, sum(accepted AND brings) AS accepted FROM (
       SELECT field, value, accepted, max(brings) AS brings
       FROM (${offered('after', 'value', 1)} UNION ALL ${offered('reasons', "value ->> '$.value'", 0)}) AS one
       WHERE one.value NOT IN (SELECT value FROM json_each(before)) GROUP BY id, value
     ) GROUP BY field, value ORDER BY changes DESC, field, value LIMIT @mostValues`
  )
  const files = db.prepare<[number, number, number], Omit<PlanFile, 'path' | 'changes'> & { path: Buffer }>(
    `SELECT plan_files.id, track_id AS trackId, plan_files.path, coalesce(title, '') AS title,
       coalesce(artist, '') AS artist
     FROM plan_files LEFT JOIN tracks ON tracks.id = track_id WHERE plan_id = ?
     ORDER BY plan_files.path LIMIT ? OFFSET ?`
  )
  const changesOf = db.prepare<[number], ChangeRow>(`SELECT ${changeColumns} WHERE file_id = ? ORDER BY id`)
  const accept = db.prepare<Record<string, unknown>>(
    `UPDATE plan_changes SET accepted = @accepted
     WHERE accepted <> @accepted AND ${chosen}`
  )
  const offering = db.prepare<Record<string, unknown>, ChangeRow>(
    `SELECT ${changeColumns} WHERE ${chosen} AND (EXISTS (SELECT 1 FROM json_each(after) WHERE value = @value)
       OR EXISTS (SELECT 1 FROM json_each(reasons) WHERE value ->> '$.value' = @value))`
  )
  const decide = db.prepare<[string, string, number, number]>(
    'UPDATE plan_changes SET after = ?, reasons = ?, accepted = ? WHERE id = ?'
  )
  const change = db.prepare<[number, number], ChangeRow>(
    `SELECT ${changeColumns} WHERE id = ? AND file_id IN (SELECT id FROM plan_files WHERE plan_id = ?)`
  )
  const setAfter = db.prepare<[string, number]>(
    `UPDATE plan_changes SET after = ?, state = 'open', code = NULL, message = NULL WHERE id = ?`
  )
  const wanted = `accepted = 1 AND state <> 'written'`
  const filesToWrite = db
    .prepare<[number], number>(
      `SELECT id FROM plan_files WHERE plan_id = ?
       AND EXISTS (SELECT 1 FROM plan_changes WHERE file_id = plan_files.id AND ${wanted}) ORDER BY path`
    )
    .pluck()
  const file = db.prepare<[number], FileRow>(
    `SELECT id AS fileId, track_id AS trackId, path, size, mtime, content_id AS contentId
     FROM plan_files WHERE id = ?`
  )
  const wantedOf = db.prepare<[number], ChangeRow>(`SELECT ${changeColumns} WHERE file_id = ? AND ${wanted}`)
  const setPath = db.prepare<[Buffer, number]>('UPDATE OR IGNORE plan_files SET path = ? WHERE id = ?')
  const filesAt = `plan_id IN (SELECT id FROM plans WHERE state <> 'discarded') AND path = @path`
  const setWritten = db.prepare<Record<string, unknown>>(
    `UPDATE plan_changes SET state = 'written', code = NULL, message = NULL
     WHERE file_id IN (SELECT id FROM plan_files WHERE ${filesAt})
     AND field = @field AND before = @before AND after = @after AND ${wanted}`
  )
  const setFailed = db.prepare<[string, string, number]>(
    `UPDATE plan_changes SET state = 'failed', code = ?, message = ? WHERE id = ?`
  )
  const rewritten = db.prepare<Record<string, unknown>>(
    `UPDATE plan_files SET size = @size, mtime = @mtime, content_id = @contentId
     WHERE ${filesAt} AND size = @oldSize AND mtime = @oldMtime AND content_id = @oldContentId`
  )
  const reopen = db.prepare(`UPDATE plans SET state = 'open' WHERE state = 'making'`)
  const forget = db.prepare(`DELETE FROM plans WHERE state = 'discarded'`)

  const withValues = (row: PlanRow): Plan => ({ ...row, values: values.all({ planId: row.id, mostValues }) })

  return {
    add: ({ name, mode, state }, now) => add.get(name, mode, state, now)!,
    addFile: db.transaction((planId: number, planned: NewPlanFile) => {
      const { trackId, path, size, mtime, contentId } = planned
      const id = addFile.get(planId, trackId, pathToBytes(path), size, mtime, Buffer.from(contentId))
      if (id === undefined) return
      for (const { field, before, after, reasons, accepted } of planned.changes) {
        const [was, is, why] = [before, after, reasons].map(value => JSON.stringify(value)) as [
          string,
          string,
          string
        ]
        addChange.run(id, field, was, is, why, accepted ? 1 : 0)
      }
    }),
    setState: (id, state) => void setState.run(state, id),
    list: () => list.all().map(withValues),
    get: id => {
      const row = get.get(id)
      return row === undefined ? null : withValues(row)
    },
    stateOf: id => stateOf.get(id) ?? null,
    files: (id, offset, limit) =>
      files.all(id, limit, offset).map(row => ({
        ...row,
        path: pathFromBytes(row.path),
        changes: changesOf.all(row.id).map(toChange)
      })),
    stamp: fileId => {
      const { size, mtime, contentId } = file.get(fileId)!
      return { size, mtime, contentId }
    },
    accept: (planId, choice, accepted) => {
      const { changeIds, fileIds, field = null, value } = choice
      const which = {
        planId,
        field,
        changeIds: changeIds ? JSON.stringify(changeIds) : null,
        fileIds: fileIds ? JSON.stringify(fileIds) : null
      }
      if (value === undefined) return accept.run({ ...which, accepted: accepted ? 1 : 0 }).changes
      let decided = 0
      for (const one of offering.all({ ...which, value }).map(toChange)) {
        const now = withValue(one, value, accepted, singleFields.has(one.field))
        if (now === null) continue
        decide.run(JSON.stringify(now.after), JSON.stringify(now.reasons), now.accepted ? 1 : 0, one.id)
        decided++
      }
      return decided
    },
    change: (planId, changeId) => {
      const row = change.get(changeId, planId)
      return row === undefined ? null : toChange(row)
    },
    setAfter: (changeId, after) => void setAfter.run(JSON.stringify(after), changeId),
    filesToWrite: id => filesToWrite.all(id),
    toWrite: fileId => {
      const row = file.get(fileId)
      if (row === undefined) return null
      const changes = wantedOf.all(fileId).map(({ id, field, before, after }) => ({
        id,
        field,
        before: JSON.parse(before) as string[],
        after: JSON.parse(after) as string[]
      }))
      return { ...row, path: pathFromBytes(row.path), changes }
    },
    setPath: (fileId, path) => void setPath.run(pathToBytes(path), fileId),
    setWritten: (path, { field, before, after }) =>
      void setWritten.run({
        path: pathToBytes(path),
        field,
        before: JSON.stringify(before),
        after: JSON.stringify(after)
      }),
    setFailed: (id, { code, message }) => void setFailed.run(code, message, id),
    rewritten: (path, before, after) =>
      void rewritten.run({
        path: pathToBytes(path),
        size: after.size,
        mtime: after.mtime,
        contentId: Buffer.from(after.contentId),
        oldSize: before.size,
        oldMtime: before.mtime,
        oldContentId: Buffer.from(before.contentId)
      }),
    tidy: () => {
      reopen.run()
      forget.run()
    }
  }
}

function toChange(row: ChangeRow): PlanChange {
  return {
    id: row.id,
    field: row.field,
    before: JSON.parse(row.before) as string[],
    after: JSON.parse(row.after) as string[],
    reasons: JSON.parse(row.reasons) as PlanReason[],
    accepted: row.accepted === 1,
    state: row.state,
    failure: row.code === null ? null : { code: row.code, message: row.message ?? '' }
  }
}
