import { sqlOf } from '../../library/field-sql.ts'
import type { Database } from '../open.ts'

/** What flow goes by, besides the sound. */
export interface FlowFacts {
  id: number
  title: string
  artist: string
  /** Seconds. */
  duration: number | null
  year: number | null
  bpm: number | null
  /** "8A" */
  key: string | null
  /** LUFS */
  loudness: number | null
}

/** What tells recordings apart, besides the sound. */
export type RecordingFacts = Pick<FlowFacts, 'id' | 'title' | 'artist' | 'duration'>

export interface FlowFactStatements {
  /** In no order; ids that are gone are left out. The database has to know `camelot(text)`. */
  all(ids: readonly number[]): FlowFacts[]
  /** The same at half of the cost, without what is measured. */
  ofRecordings(ids: readonly number[]): RecordingFacts[]
}

export function flowFactStatements(db: Database): FlowFactStatements {
  const all = db.prepare<[string], FlowFacts>(
    `SELECT tracks.id, title, artist, duration, year, ${sqlOf('bpm').value} AS bpm,
       ${sqlOf('key').value} AS key, loudness
     FROM json_each(?) AS asked JOIN tracks ON tracks.id = asked.value
     LEFT JOIN current_measurements AS m ON m.track_id = tracks.id`
  )
  const ofRecordings = db.prepare<[string], RecordingFacts>(
    `SELECT tracks.id, title, artist, duration FROM json_each(?) AS asked JOIN tracks ON tracks.id = asked.value`
  )
  return {
    all: ids => all.all(JSON.stringify(ids)),
    ofRecordings: ids => ofRecordings.all(JSON.stringify(ids))
  }
}
