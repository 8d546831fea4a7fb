/** What was heard of a track is found by a number, and its small columns come first. Frozen once released. */
export const version = 210

export const sql = `
-- A table WITHOUT ROWID keeps a kilobyte of each row in every level of its tree, which made that some eight levels
-- deep: one track's windows took three times as long to read.
CREATE TABLE rows_of_analyses (
  id         INTEGER PRIMARY KEY,
  track_id   INTEGER NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
  model_id   INTEGER NOT NULL REFERENCES models (id),
  content_id BLOB    NOT NULL,                  -- of the audio that was heard: differs once the file has changed
  windows    INTEGER NOT NULL,
  music      REAL    NOT NULL,                  -- mean music score, 0..1
  energy     REAL,                              -- as in migration 200
  valence    REAL,
  duration   REAL    NOT NULL,                  -- seconds of audio decoded
  at         INTEGER NOT NULL,
  starts     BLOB    NOT NULL,                  -- float32 seconds, one a window
  vectors    BLOB    NOT NULL,                  -- int8, windows x dimension, each scaled so that its largest |x| is 127
  tags       BLOB    NOT NULL,                  -- float32, mean tag scores over the windows
  waveform   BLOB    NOT NULL,                  -- uint8 peaks, evenly spaced
  UNIQUE (track_id, model_id)
) STRICT;
INSERT INTO rows_of_analyses (track_id, model_id, content_id, windows, music, energy, valence, duration, at, starts, vectors,
  tags, waveform)
SELECT track_id, model_id, content_id, windows, music, energy, valence, duration, at, starts, vectors, tags, waveform
FROM analyses ORDER BY track_id;
DROP TABLE analyses;
ALTER TABLE rows_of_analyses RENAME TO analyses;
CREATE INDEX analyses_by_model ON analyses (model_id, track_id, content_id);
`
