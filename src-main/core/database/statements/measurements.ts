import type { Measured } from '#contract/measured.ts'
import type { Database } from '../open.ts'
import { bytesOf } from './analyses.ts'

interface MeasurementRecord extends Measured {
  trackId: number
  /** Of the audio that was measured. */
  contentId: Uint8Array
  /** Version of the measuring code. */
  method: number
  /** Of audio, all in all; null where not all of it was heard. */
  seconds: number | null
}

export interface MeasurementStatements {
  /** Takes the place of an earlier one of the same track. */
  put(measurement: MeasurementRecord, now: number): void
  /** How long a track that was measured before is; the track's length is what was heard from now on. */
  setLength(trackId: number, contentId: Uint8Array, seconds: number | null): void
  /** Null while the track has not been measured, or has changed since. An older method's figures still count. */
  byTrack(trackId: number): Measured | null
  /** Of many tracks at once; those without are left out. */
  byTracks(trackIds: Iterable<number>): Map<number, Measured>
}

const columns = `bpm, bpm_confidence AS bpmConfidence, bpm_other AS bpmOther, m.key, key_confidence AS keyConfidence,
  loudness, loudness_range AS loudnessRange, true_peak AS truePeak`

export function measurementStatements(db: Database): MeasurementStatements {
  const put = db.prepare<Record<string, unknown>>(
    `INSERT OR REPLACE INTO measurements (track_id, content_id, method, bpm, bpm_confidence, bpm_other, key,
       key_confidence, loudness, loudness_range, true_peak, seconds, at)
     VALUES (@trackId, @contentId, @method, @bpm, @bpmConfidence, @bpmOther, @key,
       @keyConfidence, @loudness, @loudnessRange, @truePeak, @seconds, @now)`
  )
  const setLength = db.prepare<Record<string, unknown>>(
    'UPDATE measurements SET seconds = @seconds WHERE track_id = @trackId AND content_id = @contentId'
  )
  const correct = db.prepare<Record<string, unknown>>(
    `UPDATE tracks SET duration = coalesce(@seconds, written_duration)
     WHERE id = @trackId AND content_id = @contentId AND duration IS NOT coalesce(@seconds, written_duration)`
  )
  const byTrack = db.prepare<[number], Measured>(
    `SELECT ${columns} FROM current_measurements AS m WHERE track_id = ?`
  )
  const byTracks = db.prepare<[string], Measured & { trackId: number }>(
    `SELECT track_id AS trackId, ${columns} FROM json_each(?) AS asked
     JOIN current_measurements AS m ON m.track_id = asked.value`
  )
  return {
    put: (measurement, now) =>
      void put.run({ ...measurement, contentId: bytesOf(measurement.contentId), now }),
    setLength: (trackId, contentId, seconds) => {
      const heard = { trackId, contentId: bytesOf(contentId), seconds }
      setLength.run(heard)
      correct.run(heard)
    },
    byTrack: trackId => byTrack.get(trackId) ?? null,
    byTracks: trackIds =>
      new Map(byTracks.all(JSON.stringify([...trackIds])).map(({ trackId, ...found }) => [trackId, found]))
  }
}
