import type { SortField } from '#contract/field-uses.ts'
import { listOrder } from '../../library/field-sql.ts'
import type { Database } from '../open.ts'
import { keptOrder, keepOrder } from './kept-order.ts'
import { everyTrackFor, theseTracks } from './rows.ts'

/** All visible tracks as a list shows them. */
export function tracksInOrder(db: Database, sort: SortField, descending: boolean): Uint32Array {
  const order = listOrder(sort, descending)
  const kept = keptOrder(db, order)
  if (kept) return kept
  const rows = db.prepare<[], number>(`SELECT tracks.id FROM ${everyTrackFor(order)} ORDER BY ${order}`)
  const ids = Uint32Array.from(rows.pluck().all())
  keepOrder(db, order, ids)
  return ids
}

/** The same of some tracks. */
export function someInOrder(
  db: Database,
  ids: readonly number[],
  sort: SortField,
  descending: boolean
): Uint32Array {
  const rows = db.prepare<[string], number>(
    `SELECT tracks.id FROM ${theseTracks} ORDER BY ${listOrder(sort, descending)}`
  )
  return Uint32Array.from(rows.pluck().all(JSON.stringify(ids)))
}
