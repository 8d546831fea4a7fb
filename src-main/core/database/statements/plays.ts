import type { Played } from '#contract/entities.ts'
import type { Database } from '../open.ts'

export interface PlayStatements {
  /** Of a track nothing is known of: never played, not rated. */
  byTrack(trackId: number): Played
  /** What is known elsewhere is added: the more plays, the later time, and a rating where there is none. */
  merge(trackId: number, played: Omit<Played, 'fromFile'>): void
  /** What stands in the file: a first rating, where none was given or taken away here, and as many plays at least. */
  asWritten(trackId: number, written: { rating: number | null; plays: number }): void
  /** Once more, at this time (Unix milliseconds). */
  played(trackId: number, at: number): void
  /** 0..100; null: none. */
  rate(trackId: number, rating: number | null): void
}

export function playStatements(db: Database): PlayStatements {
  const byTrack = db.prepare<[number], Omit<Played, 'fromFile'> & { fromFile: number }>(
    'SELECT plays, played_at AS playedAt, rating, from_file IS 1 AS fromFile FROM listening WHERE track_id = ?'
  )
  const merge = db.prepare<Record<string, unknown>>(
    `INSERT INTO listening (track_id, plays, played_at, rating) VALUES (@trackId, @plays, @playedAt, @rating)
     ON CONFLICT (track_id) DO UPDATE SET plays = max(plays, excluded.plays),
       played_at = max(coalesce(played_at, excluded.played_at), coalesce(excluded.played_at, played_at)),
       rating = coalesce(rating, excluded.rating), from_file = iif(rating IS NULL, NULL, from_file)`
  )
  const write = db.prepare<Record<string, unknown>>(
    `INSERT INTO listening (track_id, plays, rating, from_file)
     VALUES (@trackId, @plays, @rating, iif(@rating IS NULL, NULL, 1))
     ON CONFLICT (track_id) DO UPDATE SET plays = max(plays, excluded.plays),
       rating = iif(from_file = 1 OR (from_file IS NULL AND rating IS NULL), excluded.rating, rating),
       from_file = iif(from_file = 1 OR (from_file IS NULL AND rating IS NULL), excluded.from_file, from_file)`
  )
  const unwrite = db.prepare<[number]>(
    'UPDATE listening SET rating = NULL, from_file = NULL WHERE track_id = ? AND from_file = 1'
  )
  const played = db.prepare<[number, number]>(
    `INSERT INTO listening (track_id, plays, played_at) VALUES (?, 1, ?)
     ON CONFLICT (track_id) DO UPDATE SET plays = plays + 1,
       played_at = max(coalesce(played_at, excluded.played_at), excluded.played_at)`
  )
  const rate = db.prepare<[number, number | null]>(
    `INSERT INTO listening (track_id, rating, from_file) VALUES (?, ?, 0)
     ON CONFLICT (track_id) DO UPDATE SET rating = excluded.rating, from_file = 0`
  )
  return {
    byTrack: trackId => {
      const row = byTrack.get(trackId)
      if (row === undefined) return { plays: 0, playedAt: null, rating: null, fromFile: false }
      return { ...row, fromFile: row.fromFile === 1 }
    },
    asWritten: (trackId, { rating, plays }) => {
      if (rating === null) unwrite.run(trackId)
      if (rating !== null || plays > 0) write.run({ trackId, rating, plays })
    },
    merge: (trackId, { plays, playedAt, rating }) => void merge.run({ trackId, plays, playedAt, rating }),
    played: (trackId, at) => void played.run(trackId, at),
    rate: (trackId, rating) => void rate.run(trackId, rating)
  }
}
