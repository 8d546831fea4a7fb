import type { Database } from '../open.ts'

export interface SpokenCoverStatements {
  /** Texts of all covers that plans and the journal speak of. */
  texts(): string[]
}

export function spokenCoverStatements(db: Database): SpokenCoverStatements {
  const texts = db
    .prepare<[], string>(
      `SELECT value FROM (SELECT before, after FROM plan_changes WHERE field = 'cover'
         UNION ALL SELECT before, after FROM tag_changes WHERE field = 'cover'), json_each(before)
       UNION SELECT value FROM (SELECT before, after FROM plan_changes WHERE field = 'cover'
         UNION ALL SELECT before, after FROM tag_changes WHERE field = 'cover'), json_each(after)`
    )
    .pluck()
  return { texts: () => texts.all() }
}
