import type { Database } from '../open.ts'
import { everyTrack, theseTracks } from './rows.ts'

/** Rules as SQL over `everyTrack` or `theseTracks`, with its parameters bound by place. */
export interface CompiledRules {
  sql: string
  params: readonly (string | number)[]
}

/** A track that fits the rules. */
export interface MatchingTrack {
  id: number
  /** Seconds, 0 where it is not known. */
  duration: number
  bytes: number
  /** What the sort compares. */
  key: string | number | null
}

/** Tracks that fit, in no order. `key`: what the sort compares, as SQL. `only`: among these, by their ids as JSON. */
export function matchingTracks(
  db: Database,
  { sql, params }: CompiledRules,
  key: string | null,
  only: string | null
): MatchingTrack[] {
  return db
    .prepare<unknown[], MatchingTrack>(
      `SELECT tracks.id, coalesce(tracks.duration, 0) AS duration, tracks.size AS bytes, ${key ?? 'NULL'} AS key
       FROM ${only === null ? everyTrack : theseTracks} WHERE ${sql}`
    )
    .all(...(only === null ? [] : [only]), ...params)
}

/** Which of these tracks fit. */
export function fittingTracks(
  db: Database,
  { sql, params }: CompiledRules,
  ids: readonly number[]
): Set<number> {
  const found = db
    .prepare<unknown[], number>(`SELECT tracks.id FROM ${theseTracks} WHERE ${sql}`)
    .pluck()
    .all(JSON.stringify(ids), ...params)
  return new Set(found)
}
