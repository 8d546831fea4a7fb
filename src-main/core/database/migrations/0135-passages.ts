/** Passages of long files: the tracks of their cue sheets. */
export const version = 135

export const sql = `
CREATE TABLE passages (
  id       INTEGER PRIMARY KEY,
  track_id INTEGER NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
  source   TEXT    NOT NULL CHECK (source IN ('sheet', 'tag')),   -- a cue sheet beside the file, or in its tags
  place    INTEGER NOT NULL,                                      -- from 1, in the order of time
  title    TEXT    NOT NULL,                                      -- empty where none is written
  artist   TEXT    NOT NULL,
  start    REAL    NOT NULL,                                      -- seconds
  end      REAL,                                                  -- null: to the end of the file
  UNIQUE (track_id, source, place)
) STRICT;

-- A sheet beside the file counts before one in its tags.
CREATE VIEW shown_passages AS
SELECT * FROM passages WHERE source = 'sheet' OR NOT EXISTS (
  SELECT 1 FROM passages AS other WHERE other.track_id = passages.track_id AND other.source = 'sheet');

CREATE VIRTUAL TABLE passage_words USING fts5 (
  title, artist, content = 'passages', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER passage_words_insert AFTER INSERT ON passages BEGIN
  INSERT INTO passage_words (rowid, title, artist) VALUES (new.id, new.title, new.artist);
END;
CREATE TRIGGER passage_words_delete AFTER DELETE ON passages BEGIN
  INSERT INTO passage_words (passage_words, rowid, title, artist) VALUES ('delete', old.id, old.title, old.artist);
END;
`
