import type { Failure } from '#contract/errors.ts'
import { saysOne, type ChangeField } from '#contract/change-fields.ts'
import { withValue } from '#contract/plan-values.ts'
import type { ChangeChoice, PlanChange, PlanReason } from '#contract/tagging.ts'
import { pathToBytes } from '../../files/paths.ts'
import type { Database } from '../open.ts'
import type { FieldChange } from './tag-journal.ts'

export interface PlanChangeStatements {
  /** How many changes are not as they were. One that is impossible has to be changed before it can be accepted. */
  accept(id: number, choice: ChangeChoice, accepted: boolean): number
  change(planId: number, changeId: number): PlanChange | null
  setAfter(changeId: number, after: string[]): void
  /** Changes of this file that say just this are done, in whichever plan. */
  setWritten(path: string, change: FieldChange): void
  /** Unless it is written. */
  setFailed(changeId: number, failure: Failure): void
}

export interface ChangeRow {
  id: number
  fileId: number
  field: ChangeField
  before: string
  after: string
  reasons: string
  accepted: number
  state: PlanChange['state']
  code: Failure['code'] | null
  message: string | null
}

export const changeColumns = `id, file_id AS fileId, field, before, after, reasons, accepted, state, code, message
  FROM plan_changes`
/** Changes that are to be written. */
export const wanted = `accepted = 1 AND state <> 'written'`
/** Files at a path, of plans in use. */
export const filesAt = `plan_id IN (SELECT id FROM plans WHERE state <> 'discarded') AND path = @path`

/** Changes that a choice means, but for its value. */
const chosen = `file_id IN (SELECT id FROM plan_files WHERE plan_id = @planId) AND state <> 'written'
  AND (@field IS NULL OR field = @field)
  AND (@changeIds IS NULL OR id IN (SELECT value FROM json_each(@changeIds)))
  AND (@fileIds IS NULL OR file_id IN (SELECT value FROM json_each(@fileIds)))`

/** A place that was refused, and what the file cannot hold: to try it again would come to the same. */
const impossible = `state = 'failed' AND (field = 'path' OR code = 'not-held')`

export function planChangeStatements(db: Database): PlanChangeStatements {
  const accept = db.prepare<Record<string, unknown>>(
    `UPDATE plan_changes SET accepted = @accepted
     WHERE accepted <> @accepted AND ${chosen}
     AND (@accepted = 0 OR NOT (${impossible}))`
  )
  const offering = db.prepare<Record<string, unknown>, ChangeRow>(
    `SELECT ${changeColumns} WHERE ${chosen} AND NOT (${impossible}) AND (EXISTS (SELECT 1 FROM json_each(after) WHERE value = @value)
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
  const setWritten = db.prepare<Record<string, unknown>>(
    `UPDATE plan_changes SET state = 'written', code = NULL, message = NULL
     WHERE file_id IN (SELECT id FROM plan_files WHERE ${filesAt})
     AND field = @field AND before = @before AND after = @after AND ${wanted}`
  )
  const setFailed = db.prepare<[string, string, number]>(
    `UPDATE plan_changes SET state = 'failed', code = ?, message = ? WHERE id = ? AND state <> 'written'`
  )

  return {
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
        const now = withValue(one, value, accepted, saysOne(one.field))
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
    setWritten: (path, { field, before, after }) =>
      void setWritten.run({
        path: pathToBytes(path),
        field,
        before: JSON.stringify(before),
        after: JSON.stringify(after)
      }),
    setFailed: (id, { code, message }) => void setFailed.run(code, message, id)
  }
}

export function toChange(row: ChangeRow): PlanChange {
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
