import type { Database } from '../open.ts'

export interface OldTextStatements {
  /** Tracks with texts that did not say how they are encoded and are no UTF-8, in order of their paths. */
  ids(): number[]
  count(): number
  /** The next scan reads them again. */
  readAgain(): void
}

const old = `text_rule NOT IN ('', 'utf-8')`

export function oldTextStatements(db: Database): OldTextStatements {
  const ids = db
    .prepare<[], number>(`SELECT id FROM visible_tracks WHERE ${old} AND available ORDER BY path`)
    .pluck()
  const count = db.prepare<[], number>(`SELECT count(*) FROM visible_tracks WHERE ${old}`).pluck()
  const readAgain = db.prepare(`UPDATE tracks SET reader = -1 WHERE ${old}`)
  return { ids: () => ids.all(), count: () => count.get()!, readAgain: () => void readAgain.run() }
}
