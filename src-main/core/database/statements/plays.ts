import type { Played } from '#contract/entities.ts'
import type { Database } from '../open.ts'

export interface PlayStatements {
  /** Of a track nothing is known of: never played, not rated. */
  byTrack(trackId: number): Played
  /** What is known elsewhere is added: the more plays, the later time, and a rating where there is none. */
  merge(trackId: number, played: Played): void
  /** Once more, at this time (Unix milliseconds). */
  played(trackId: number, at: number): void
  /** 0..100; null: none. */
  rate(trackId: number, rating: number | null): void
}

export function playStatements(db: Database): PlayStatements {
  const byTrack = db.prepare<[number], Played>(
    'SELECT plays, played_at AS playedAt, rating FROM listening WHERE track_id = ?'
  )
  const merge = db.prepare<Record<string, unknown>>(
    `INSERT INTO listening (track_id, plays, played_at, rating) VALUES (@trackId, @plays, @playedAt, @rating)
     ON CONFLICT (track_id) DO UPDATE SET plays = max(plays, excluded.plays),
       played_at = max(coalesce(played_at, excluded.played_at), coalesce(excluded.played_at, played_at)),
       rating = coalesce(rating, excluded.rating)`
  )
  const played = db.prepare<[number, number]>(
    `INSERT INTO listening (track_id, plays, played_at) VALUES (?, 1, ?)
     ON CONFLICT (track_id) DO UPDATE SET plays = plays + 1,
       played_at = max(coalesce(played_at, excluded.played_at), excluded.played_at)`
  )
  const rate = db.prepare<[number, number | null]>(
    `INSERT INTO listening (track_id, rating) VALUES (?, ?)
     ON CONFLICT (track_id) DO UPDATE SET rating = excluded.rating`
  )
  return {
    byTrack: trackId => byTrack.get(trackId) ?? { plays: 0, playedAt: null, rating: null },
    merge: (trackId, played) => void merge.run({ trackId, ...played }),
    played: (trackId, at) => void played.run(trackId, at),
    rate: (trackId, rating) => void rate.run(trackId, rating)
  }
}
