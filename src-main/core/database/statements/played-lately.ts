import type { Database } from '../open.ts'

interface PlayedLatelyStatements {
  /** Which of these tracks were played at this time (Unix milliseconds) or later. */
  since(ids: readonly number[], at: number): number[]
}

export function playedLatelyStatements(db: Database): PlayedLatelyStatements {
  const since = db
    .prepare<[string, number], number>(
      `SELECT track_id FROM json_each(?) AS asked CROSS JOIN listening ON track_id = asked.value
       WHERE played_at >= ?`
    )
    .pluck()
  return { since: (ids, at) => since.all(JSON.stringify(ids), at) }
}
