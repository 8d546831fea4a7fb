import type { Database } from '../open.ts'

export interface ChangeStatements {
  /** How many rows this connection has changed since it was opened. */
  total(): number
}

export function changeStatements(db: Database): ChangeStatements {
  const total = db.prepare<[], number>('SELECT total_changes()').pluck()
  return { total: () => total.get() ?? 0 }
}
