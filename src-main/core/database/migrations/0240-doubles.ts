/** Which files are one recording, by their sound. Frozen once released. */
export const version = 240

export const sql = `
-- What was heard of a track when it was looked at for doubles.
CREATE TABLE double_looks (
  track_id   INTEGER PRIMARY KEY REFERENCES tracks (id) ON DELETE CASCADE,
  content_id BLOB    NOT NULL,                   -- of the file that was looked at
  method     INTEGER NOT NULL,                   -- version of looking: older ones are looked at again
  edge       TEXT,                               -- JSON: where its spectrum ends; null: nothing is like it, or it failed
  code       TEXT,                               -- why it could not be compared
  at         INTEGER NOT NULL
) STRICT;
CREATE INDEX double_looks_failed ON double_looks (code) WHERE code IS NOT NULL;

-- Pairs of files that were compared.
CREATE TABLE double_pairs (
  one           INTEGER NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
  other         INTEGER NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
  one_content   BLOB    NOT NULL,
  other_content BLOB    NOT NULL,
  method        INTEGER NOT NULL,
  same          INTEGER NOT NULL CHECK (same IN (0, 1)),
  how           TEXT    NOT NULL CHECK (how IN ('bytes', 'sound')),
  difference    TEXT,                            -- JSON: how they differ; null: not at all, or there was nothing to compare
  apart         INTEGER NOT NULL DEFAULT 0 CHECK (apart IN (0, 1)), -- somebody said that they are two recordings
  at            INTEGER NOT NULL,
  PRIMARY KEY (one, other),
  CHECK (one < other)
) STRICT, WITHOUT ROWID;
CREATE INDEX double_pairs_by_other ON double_pairs (other);
CREATE INDEX double_pairs_same ON double_pairs (one) WHERE same = 1;
`
