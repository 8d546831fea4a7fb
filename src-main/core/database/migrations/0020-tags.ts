/** Measured sound, taught tags, plans for writing tags, and the journal of what was written. Frozen once released. */
export const version = 20

export const sql = `
-- What is measured of a track's audio, whatever the model. Made with analysis, from the same decoding.
CREATE TABLE measurements (
  track_id       INTEGER PRIMARY KEY REFERENCES tracks (id) ON DELETE CASCADE,
  content_id     BLOB    NOT NULL,               -- of the audio that was measured, as in analyses
  method         INTEGER NOT NULL,               -- version of the measuring code: older ones are measured again
  bpm            REAL,                           -- null: no steady pulse
  bpm_confidence REAL    NOT NULL,               -- 0..1
  bpm_other      REAL,                           -- half or double, where that is nearly as likely
  key            TEXT,                           -- "A minor"; null: no clear key
  key_confidence REAL    NOT NULL,               -- 0..1
  loudness       REAL,                           -- LUFS, integrated (EBU R128); null: silence, or not measurable here
  loudness_range REAL,                           -- LU
  true_peak      REAL,                           -- dBTP
  at             INTEGER NOT NULL
) STRICT;

-- The user's changes to the vocabulary; the terms that come with Earshot are in a file.
CREATE TABLE terms (
  name    TEXT    NOT NULL,
  grouped TEXT    NOT NULL CHECK (grouped IN ('genre', 'mood', 'instrument', 'voice', 'energy')),
  phrases TEXT    NOT NULL DEFAULT '[]',         -- JSON array of text; empty: the usual ones
  state   TEXT    NOT NULL CHECK (state IN ('own', 'changed', 'off')),
  PRIMARY KEY (grouped, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE taught_tags (
  id         INTEGER PRIMARY KEY,
  name       TEXT    NOT NULL,
  created_at INTEGER NOT NULL,
  removed_at INTEGER                             -- kept for undo
) STRICT;
CREATE UNIQUE INDEX taught_tags_by_name ON taught_tags (name) WHERE removed_at IS NULL;

CREATE TABLE taught_examples (
  tag_id   INTEGER NOT NULL REFERENCES taught_tags (id) ON DELETE CASCADE,
  track_id INTEGER NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
  positive INTEGER NOT NULL CHECK (positive IN (0, 1)),
  at       INTEGER NOT NULL,
  PRIMARY KEY (tag_id, track_id)
) STRICT, WITHOUT ROWID;

-- A plan: what could be written into which files, reviewed before anything is.
CREATE TABLE plans (
  id         INTEGER PRIMARY KEY,
  name       TEXT    NOT NULL,
  mode       TEXT    NOT NULL CHECK (mode IN ('fill', 'add', 'replace')),
  state      TEXT    NOT NULL CHECK (state IN ('making', 'open', 'written', 'discarded')),
  created_at INTEGER NOT NULL
) STRICT;

-- The files of a plan as they were when it was made: what has changed since is refused.
CREATE TABLE plan_files (
  id         INTEGER PRIMARY KEY,
  plan_id    INTEGER NOT NULL REFERENCES plans (id) ON DELETE CASCADE,
  track_id   INTEGER REFERENCES tracks (id) ON DELETE SET NULL,
  path       BLOB    NOT NULL,
  size       INTEGER NOT NULL,
  mtime      INTEGER NOT NULL,
  content_id BLOB    NOT NULL,
  UNIQUE (plan_id, path)
) STRICT;

CREATE TABLE plan_changes (
  id       INTEGER PRIMARY KEY,
  file_id  INTEGER NOT NULL REFERENCES plan_files (id) ON DELETE CASCADE,
  field    TEXT    NOT NULL,
  before   TEXT    NOT NULL,                     -- JSON array of text, as read from the file
  after    TEXT    NOT NULL,                     -- JSON array of text
  reasons  TEXT    NOT NULL DEFAULT '[]',        -- JSON: PlanReason[]
  accepted INTEGER NOT NULL DEFAULT 0 CHECK (accepted IN (0, 1)),
  state    TEXT    NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'written', 'failed')),
  code     TEXT,
  message  TEXT,
  UNIQUE (file_id, field)
) STRICT;

-- The journal. A row of tag_writes is there before its file is touched, and says afterwards what became of it.
CREATE TABLE tag_batches (
  id       INTEGER PRIMARY KEY,
  name     TEXT    NOT NULL,
  kind     TEXT    NOT NULL CHECK (kind IN ('write', 'undo')),
  undoes   INTEGER REFERENCES tag_batches (id),
  at       INTEGER NOT NULL
) STRICT;

CREATE TABLE tag_writes (
  id           INTEGER PRIMARY KEY,
  batch_id     INTEGER NOT NULL REFERENCES tag_batches (id) ON DELETE CASCADE,
  track_id     INTEGER REFERENCES tracks (id) ON DELETE SET NULL,
  path         BLOB    NOT NULL,
  temporary    BLOB    NOT NULL,                 -- the copy that is tagged and takes the file's place
  state        TEXT    NOT NULL CHECK (state IN ('begun', 'done', 'abandoned')),
  audio_hash   BLOB,                             -- of the packets; the same before and after
  at           INTEGER NOT NULL
) STRICT;
CREATE INDEX tag_writes_by_batch ON tag_writes (batch_id);
CREATE INDEX tag_writes_begun ON tag_writes (state) WHERE state = 'begun';

CREATE TABLE tag_changes (
  id        INTEGER PRIMARY KEY,
  write_id  INTEGER NOT NULL REFERENCES tag_writes (id) ON DELETE CASCADE,
  field     TEXT    NOT NULL,
  before    TEXT    NOT NULL,                    -- JSON array of text
  after     TEXT    NOT NULL,                    -- JSON array of text, as read back from the file
  undone_by INTEGER REFERENCES tag_writes (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX tag_changes_by_write ON tag_changes (write_id);
`
