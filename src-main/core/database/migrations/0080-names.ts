/** Every artist of a track, how its texts were read, and by which reader. */
export const version = 80

export const sql = `
-- JSON arrays of text: every single name, where there are several or they differ from what is shown.
ALTER TABLE tracks ADD COLUMN artists       TEXT NOT NULL DEFAULT '[]';
ALTER TABLE tracks ADD COLUMN album_artists TEXT NOT NULL DEFAULT '[]';
-- The character set of texts that do not say theirs; empty where there were none.
ALTER TABLE tracks ADD COLUMN text_rule     TEXT NOT NULL DEFAULT '';
-- Of the reader of tags: the next scan reads again what another one read.
ALTER TABLE tracks ADD COLUMN reader        INTEGER NOT NULL DEFAULT 0;

-- The full text of artists also has the single names, which a credit may leave out.
DROP TRIGGER track_words_insert;
DROP TRIGGER track_words_delete;
DROP TRIGGER track_words_update;
DROP TABLE track_words;
CREATE VIEW track_texts AS
  SELECT id, title, iif(artists = '[]', artist, artist || ' ' || artists) AS artist, album, genres, comment, path_text
  FROM tracks;
CREATE VIRTUAL TABLE track_words USING fts5 (
  title, artist, album, genres, comment, path_text,
  content = 'track_texts', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO track_words (track_words) VALUES ('rebuild');
CREATE TRIGGER track_words_insert AFTER INSERT ON tracks BEGIN
  INSERT INTO track_words (rowid, title, artist, album, genres, comment, path_text)
  VALUES (new.id, new.title, iif(new.artists = '[]', new.artist, new.artist || ' ' || new.artists), new.album,
    new.genres, new.comment, new.path_text);
END;
CREATE TRIGGER track_words_delete AFTER DELETE ON tracks BEGIN
  INSERT INTO track_words (track_words, rowid, title, artist, album, genres, comment, path_text)
  VALUES ('delete', old.id, old.title, iif(old.artists = '[]', old.artist, old.artist || ' ' || old.artists), old.album,
    old.genres, old.comment, old.path_text);
END;
CREATE TRIGGER track_words_update
AFTER UPDATE OF title, artist, artists, album, genres, comment, path_text ON tracks BEGIN
  INSERT INTO track_words (track_words, rowid, title, artist, album, genres, comment, path_text)
  VALUES ('delete', old.id, old.title, iif(old.artists = '[]', old.artist, old.artist || ' ' || old.artists), old.album,
    old.genres, old.comment, old.path_text);
  INSERT INTO track_words (rowid, title, artist, album, genres, comment, path_text)
  VALUES (new.id, new.title, iif(new.artists = '[]', new.artist, new.artist || ' ' || new.artists), new.album,
    new.genres, new.comment, new.path_text);
END;
`
