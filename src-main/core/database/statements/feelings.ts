import type { Database } from '../open.ts'

/** How a track sounds as a whole, standard deviations over the model's training music. */
interface Feeling {
  id: number
  energy: number
  valence: number
  /** Peaks 0..255, evenly spaced. */
  waveform: Uint8Array
}

interface FeelingStatements {
  /** Of some tracks, as this model heard them; those of which it does not tell are left out. */
  byTracks(ids: readonly number[], modelId: number): Feeling[]
}

export function feelingStatements(db: Database): FeelingStatements {
  const byTracks = db.prepare<[string, number], Feeling>(
    `SELECT track_id AS id, energy, valence, waveform
     FROM json_each(?) AS asked CROSS JOIN analyses ON track_id = asked.value AND model_id = ?
     WHERE energy IS NOT NULL AND valence IS NOT NULL`
  )
  return { byTracks: (ids, modelId) => byTracks.all(JSON.stringify(ids), modelId) }
}
