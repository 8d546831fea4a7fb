import type { Database } from '../open.ts'

export interface OneTrackStatements {
  /** Two tracks turned out to be one: what is known of the other goes over to the first. */
  takeOver(id: number, other: number): void
}

export function oneTrackStatements(db: Database): OneTrackStatements {
  const merge = [
    db.prepare<[number, number]>('UPDATE playlist_entries SET track_id = ? WHERE track_id = ?'),
    db.prepare<[number, number]>('UPDATE tag_writes SET track_id = ? WHERE track_id = ?'),
    db.prepare<[number, number]>('UPDATE plan_files SET track_id = ? WHERE track_id = ?'),
    db.prepare<[number, number]>('UPDATE OR IGNORE taught_examples SET track_id = ? WHERE track_id = ?')
  ]
  const mergeListening = db.prepare<[number, number]>(
    `INSERT INTO listening (track_id, plays, played_at, rating) SELECT ?, plays, played_at, rating FROM listening
     WHERE track_id = ? ON CONFLICT (track_id) DO UPDATE SET plays = plays + excluded.plays,
       played_at = max(coalesce(played_at, 0), coalesce(excluded.played_at, 0)),
       rating = coalesce(rating, excluded.rating)`
  )
  const drop = db.prepare<[number]>('DELETE FROM tracks WHERE id = ?')

  return {
    takeOver: (id, other) => {
      for (const statement of merge) statement.run(id, other)
      mergeListening.run(id, other)
      drop.run(other)
    }
  }
}
