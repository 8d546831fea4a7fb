/** The length that a file says it has, and the one that was heard. Frozen once released. */
export const version = 110

export const sql = `
-- What the file says; tracks.duration is what is shown: the length that was heard, where that is known of the file as it is.
ALTER TABLE tracks ADD COLUMN written_duration REAL;
UPDATE tracks SET written_duration = duration;

-- Seconds of audio in the file, by its content as everything here; null where not all of it was heard.
ALTER TABLE measurements ADD COLUMN seconds REAL;
UPDATE measurements SET seconds = (SELECT duration FROM analyses
  WHERE analyses.track_id = measurements.track_id AND analyses.content_id = measurements.content_id
    AND duration < 21599 ORDER BY at DESC LIMIT 1);
UPDATE tracks SET duration = coalesce((SELECT seconds FROM measurements
  WHERE measurements.track_id = tracks.id AND measurements.content_id = tracks.content_id), duration);
`
