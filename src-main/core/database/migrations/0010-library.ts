/** First schema. Frozen: a released migration never changes; what is wrong here is mended by a later one. */
export const version = 10

export const sql = `
CREATE TABLE folders (
  id         INTEGER PRIMARY KEY,
  path       BLOB    NOT NULL UNIQUE,           -- raw bytes, absolute
  state      TEXT    NOT NULL DEFAULT 'present' CHECK (state IN ('present', 'missing', 'removed')),
  added_at   INTEGER NOT NULL,
  scanned_at INTEGER
) STRICT;

CREATE TABLE tracks (
  id           INTEGER PRIMARY KEY,
  folder_id    INTEGER NOT NULL REFERENCES folders (id),
  path         BLOB    NOT NULL UNIQUE,         -- raw bytes, absolute
  path_text    TEXT    NOT NULL,                -- below its folder, for full text; may have lost odd bytes
  size         INTEGER NOT NULL,
  mtime        INTEGER NOT NULL,                -- milliseconds
  content_id   BLOB    NOT NULL,                -- identity that survives a move: hash of size, head, middle and tail
  available    INTEGER NOT NULL DEFAULT 1 CHECK (available IN (0, 1)),
  title        TEXT    NOT NULL,                -- file name where no title is written
  artist       TEXT    NOT NULL DEFAULT '',
  album        TEXT    NOT NULL DEFAULT '',
  album_artist TEXT    NOT NULL DEFAULT '',
  genres       TEXT    NOT NULL DEFAULT '[]',   -- JSON array of text
  comment      TEXT    NOT NULL DEFAULT '',
  track_number INTEGER,
  disc_number  INTEGER,
  year         INTEGER,
  duration     REAL,                            -- seconds
  container    TEXT    NOT NULL DEFAULT '',
  codec        TEXT    NOT NULL DEFAULT '',
  lossless     INTEGER NOT NULL DEFAULT 0 CHECK (lossless IN (0, 1)),
  bitrate      INTEGER,                         -- bits a second
  sample_rate  INTEGER,
  channels     INTEGER,
  bpm          REAL,
  key          TEXT    NOT NULL DEFAULT '',
  added_at     INTEGER NOT NULL,
  scanned_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX tracks_by_folder  ON tracks (folder_id);
CREATE INDEX tracks_by_content ON tracks (content_id);

-- Files that something could not be done with. One row a file and stage; a later success removes it.
CREATE TABLE failures (
  path     BLOB    NOT NULL,
  stage    TEXT    NOT NULL CHECK (stage IN ('scan', 'read', 'decode', 'embed')),
  track_id INTEGER REFERENCES tracks (id) ON DELETE CASCADE,
  code     TEXT    NOT NULL,
  message  TEXT    NOT NULL,
  size     INTEGER,                             -- as it was when it failed: a changed file is tried again
  mtime    INTEGER,
  at       INTEGER NOT NULL,
  PRIMARY KEY (path, stage)
) STRICT, WITHOUT ROWID;

CREATE TABLE models (
  id      INTEGER PRIMARY KEY,
  name    TEXT NOT NULL,
  version TEXT NOT NULL,
  UNIQUE (name, version)
) STRICT;

-- What analysis found of one track with one model.
CREATE TABLE analyses (
  track_id   INTEGER NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
  model_id   INTEGER NOT NULL REFERENCES models (id),
  content_id BLOB    NOT NULL,                  -- of the audio that was heard: differs once the file has changed
  windows    INTEGER NOT NULL,
  starts     BLOB    NOT NULL,                  -- float32 seconds, one a window
  vectors    BLOB    NOT NULL,                  -- int8, windows x dimension, each scaled so that its largest |x| is 127
  tags       BLOB    NOT NULL,                  -- float32, mean tag scores over the windows
  music      REAL    NOT NULL,                  -- mean music score, 0..1
  waveform   BLOB    NOT NULL,                  -- uint8 peaks, evenly spaced
  duration   REAL    NOT NULL,                  -- seconds of audio decoded
  at         INTEGER NOT NULL,
  PRIMARY KEY (track_id, model_id)
) STRICT, WITHOUT ROWID;

-- Mean window embeddings of many tracks in one blob, so that search loads in one go. Appended in batches; of two rows
-- for one track the later chunk counts; small chunks are merged now and then.
CREATE TABLE vector_chunks (
  id        INTEGER PRIMARY KEY,
  model_id  INTEGER NOT NULL REFERENCES models (id),
  track_ids BLOB    NOT NULL,                   -- uint32
  vectors   BLOB    NOT NULL,                   -- float32, tracks x dimension, mean of the windows (not normalised)
  tags      BLOB    NOT NULL                    -- float32, tracks x tags
) STRICT;
CREATE INDEX vector_chunks_by_model ON vector_chunks (model_id);

CREATE TABLE settings (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL                           -- JSON
) STRICT, WITHOUT ROWID;

-- Words of titles, artists, albums, genres, comments and file names.
CREATE VIRTUAL TABLE track_words USING fts5 (
  title, artist, album, genres, comment, path_text,
  content = 'tracks', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER track_words_insert AFTER INSERT ON tracks BEGIN
  INSERT INTO track_words (rowid, title, artist, album, genres, comment, path_text)
  VALUES (new.id, new.title, new.artist, new.album, new.genres, new.comment, new.path_text);
END;
CREATE TRIGGER track_words_delete AFTER DELETE ON tracks BEGIN
  INSERT INTO track_words (track_words, rowid, title, artist, album, genres, comment, path_text)
  VALUES ('delete', old.id, old.title, old.artist, old.album, old.genres, old.comment, old.path_text);
END;
CREATE TRIGGER track_words_update AFTER UPDATE OF title, artist, album, genres, comment, path_text ON tracks BEGIN
  INSERT INTO track_words (track_words, rowid, title, artist, album, genres, comment, path_text)
  VALUES ('delete', old.id, old.title, old.artist, old.album, old.genres, old.comment, old.path_text);
  INSERT INTO track_words (rowid, title, artist, album, genres, comment, path_text)
  VALUES (new.id, new.title, new.artist, new.album, new.genres, new.comment, new.path_text);
END;
`
