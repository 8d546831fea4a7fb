import type { Plan } from '#contract/tagging.ts'
import type { Database } from '../open.ts'
import { planChangeStatements, type PlanChangeStatements } from './plan-changes.ts'
import { planFileStatements, type PlanFileStatements } from './plan-files.ts'

/** Plans with their files and changes. */
export interface PlanStatements extends PlanFileStatements, PlanChangeStatements {
  add(plan: { name: string; mode: Plan['mode']; state: Plan['state'] }, now: number): number
  setState(id: number, state: Plan['state']): void
  /** Newest first, without those that were discarded. */
  list(): Plan[]
  /** Counts all its changes; `stateOf` is quicker. */
  get(id: number): Plan | null
  stateOf(id: number): Plan['state'] | null
  /** After a start: what was being made can be looked at, what was discarded goes. */
  tidy(): void
}

type PlanRow = Omit<Plan, 'values'>

/** Values shown for choosing; the rare ones are chosen one by one. */
const mostValues = 1000

const planColumns = `plans.id, name, mode, plans.state, created_at AS createdAt,
  (SELECT count(*) FROM plan_files WHERE plan_id = plans.id) AS files, count(plan_changes.id) AS changes,
  coalesce(sum(accepted), 0) AS accepted, coalesce(sum(plan_changes.state = 'written'), 0) AS written,
  coalesce(sum(plan_changes.state = 'failed'), 0) AS failed
  FROM plans LEFT JOIN plan_files ON plan_id = plans.id LEFT JOIN plan_changes ON file_id = plan_files.id`
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
       WHERE field <> 'path' AND one.value NOT IN (SELECT value FROM json_each(before)) GROUP BY id, value
     ) GROUP BY field, value ORDER BY changes DESC, field, value LIMIT @mostValues`
  )
  const reopen = db.prepare(`UPDATE plans SET state = 'open' WHERE state = 'making'`)
  const forget = db.prepare(`DELETE FROM plans WHERE state = 'discarded'`)

  const withValues = (row: PlanRow): Plan => ({ ...row, values: values.all({ planId: row.id, mostValues }) })

  return {
    ...planFileStatements(db),
    ...planChangeStatements(db),
    add: ({ name, mode, state }, now) => add.get(name, mode, state, now)!,
    setState: (id, state) => void setState.run(state, id),
    list: () => list.all().map(withValues),
    get: id => {
      const row = get.get(id)
      return row === undefined ? null : withValues(row)
    },
    stateOf: id => stateOf.get(id) ?? null,
    tidy: () => {
      reopen.run()
      forget.run()
    }
  }
}
