import type { Database } from '../open.ts'

export interface Listening {
  plays: number
  /** Unix milliseconds. */
  playedAt: number | null
  /** 0..100 */
  rating: number | null
}

export interface ListeningStatements {
  byTrack(trackId: number): Listening | null
  /** What is known elsewhere is added: the more plays, the later time, and a rating where there is none. */
  merge(trackId: number, listening: Listening): void
}

export function listeningStatements(db: Database): ListeningStatements {
  const byTrack = db.prepare<[number], Listening>(
    'SELECT plays, played_at AS playedAt, rating FROM listening WHERE track_id = ?'
  )
  const merge = db.prepare<Record<string, unknown>>(
    `INSERT INTO listening (track_id, plays, played_at, rating) VALUES (@trackId, @plays, @playedAt, @rating)
     ON CONFLICT (track_id) DO UPDATE SET plays = max(plays, excluded.plays),
       played_at = max(coalesce(played_at, excluded.played_at), coalesce(excluded.played_at, played_at)),
       rating = coalesce(rating, excluded.rating)`
  )
  return {
    byTrack: trackId => byTrack.get(trackId) ?? null,
    merge: (trackId, listening) => void merge.run({ trackId, ...listening })
  }
}
