import { leftOutReasons, type LeftOut, type LeftOutReason } from '#contract/left-out.ts'
import type { Database } from '../open.ts'

export interface LeftOutStatements {
  /** What is known of these folders goes; `all` is kept with the first of them. */
  replace(folderIds: readonly number[], all: readonly LeftOut[]): void
  /** Of folders in use, in the order of the contract. */
  all(): LeftOut[]
  /** How many, but for what is not named like music. */
  count(): number
}

interface Row {
  reason: LeftOutReason
  count: number
  paths: string
}

/** So many paths of one reason are handed out. */
const mostPaths = 100

const shown = `FROM left_out WHERE folder_id NOT IN (SELECT id FROM folders WHERE state = 'removed')`

export function leftOutStatements(db: Database): LeftOutStatements {
  const insert = db.prepare<[number, string, number, string]>(
    'INSERT INTO left_out (folder_id, reason, count, paths) VALUES (?, ?, ?, ?)'
  )
  const clear = db.prepare<[number]>('DELETE FROM left_out WHERE folder_id = ?')
  const all = db.prepare<[], Row>(`SELECT reason, count, paths ${shown} ORDER BY folder_id`)
  const count = db
    .prepare<[], number>(`SELECT coalesce(sum(count), 0) ${shown} AND reason <> 'not-audio'`)
    .pluck()
  return {
    replace: db.transaction((folderIds: readonly number[], found: readonly LeftOut[]) => {
      for (const id of folderIds) clear.run(id)
      const [first] = folderIds
      if (first === undefined) return
      for (const one of found) insert.run(first, one.reason, one.count, JSON.stringify(one.paths))
    }),
    all: () => {
      const byReason = Map.groupBy(all.all(), ({ reason }) => reason)
      return leftOutReasons.flatMap(reason => {
        const rows = byReason.get(reason) ?? []
        if (rows.length === 0) return []
        const paths = rows.flatMap(row => JSON.parse(row.paths) as string[]).slice(0, mostPaths)
        return [{ reason, count: rows.reduce((sum, row) => sum + row.count, 0), paths }]
      })
    },
    count: () => count.get()!
  }
}
