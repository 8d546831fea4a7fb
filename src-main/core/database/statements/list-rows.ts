import type { ColumnValues, TrackRow } from '#contract/entities.ts'
import { columnFields, type ColumnField } from '#contract/field-uses.ts'
import { fields } from '#contract/fields.ts'
import { sqlOf } from '../../library/field-sql.ts'
import { theseTracks } from '../compile/rows.ts'
import type { Database } from '../open.ts'

/** A row of the list, but for what search knows of it. */
type ListRow = Omit<TrackRow, 'analysed'>

export interface ListRowStatements {
  /** In the order asked; ids that are gone or hidden are left out. */
  byIds(ids: readonly number[]): ListRow[]
}

type Stored = { id: number; available: number } & Record<ColumnField, string | number | null>

export function listRowStatements(db: Database): ListRowStatements {
  const columns = columnFields.map(field => {
    const { value, shown = value } = sqlOf(field)
    return `${shown} AS ${field}`
  })
  const byIds = db.prepare<[string], Stored>(
    `SELECT tracks.id, tracks.available, ${columns.join(', ')}
     FROM ${theseTracks} ORDER BY asked.key`
  )
  return {
    byIds: ids =>
      byIds.all(JSON.stringify(ids)).map(row => ({
        ...valuesOf(row),
        id: row.id,
        available: row.available === 1
      }))
  }
}

/** SQLite knows no lists, and no yes and no. */
const valuesOf = (row: Stored): ColumnValues =>
  Object.fromEntries(
    columnFields.map((field): [ColumnField, unknown] => {
      const { kind }: { kind: string } = fields[field]
      if (kind === 'list') return [field, JSON.parse(String(row[field]))]
      return [field, kind === 'flag' ? row[field] === 1 : row[field]]
    })
  ) as unknown as ColumnValues
