/** Albums, artists, genres and folders as they are told from what tracks say, and what that is told by. */
export const version = 250

const noted = (id: string): string =>
  `INSERT INTO unplaced_tracks SELECT ${id} WHERE NOT EXISTS (SELECT 1 FROM unplaced_tracks WHERE track_id = ${id});`

export const sql = `
ALTER TABLE tracks ADD COLUMN compilation        INTEGER NOT NULL DEFAULT 0 CHECK (compilation IN (0, 1));
-- MusicBrainz ids; the lists are JSON arrays of text, one a name in their order, or empty.
ALTER TABLE tracks ADD COLUMN album_mbid         TEXT NOT NULL DEFAULT '';
ALTER TABLE tracks ADD COLUMN artist_mbids       TEXT NOT NULL DEFAULT '[]';
ALTER TABLE tracks ADD COLUMN album_artist_mbids TEXT NOT NULL DEFAULT '[]';

-- All below is worked out from tracks, and made again where they change. Numbers stay as long as there is a track of it.
CREATE TABLE albums (
  id         INTEGER PRIMARY KEY,
  key        TEXT    NOT NULL UNIQUE,            -- what it is told by
  title      TEXT    NOT NULL,
  artist     TEXT    NOT NULL,                   -- empty: of several, or nobody knows
  various    INTEGER NOT NULL CHECK (various IN (0, 1)),
  year       INTEGER,
  discs      INTEGER NOT NULL,
  tracks     INTEGER NOT NULL,
  duration   REAL    NOT NULL,                   -- seconds, of those that are known
  added_at   INTEGER NOT NULL,                   -- of its newest track
  format     TEXT    NOT NULL,                   -- of most of its tracks
  cover_id   INTEGER NOT NULL,                   -- the track whose cover it has
  title_key  TEXT    NOT NULL,                   -- folded, for orders
  artist_key TEXT    NOT NULL,
  words      TEXT    NOT NULL                    -- folded, for finding it by name
) STRICT;
CREATE INDEX albums_by_title ON albums (title_key, artist_key);

CREATE TABLE artists (
  id       INTEGER PRIMARY KEY,
  key      TEXT    NOT NULL UNIQUE,
  name     TEXT    NOT NULL,
  albums   INTEGER NOT NULL,                     -- that are its own
  tracks   INTEGER NOT NULL,
  cover_id INTEGER NOT NULL,
  name_key TEXT    NOT NULL,
  words    TEXT    NOT NULL
) STRICT;

CREATE TABLE genres (
  id     INTEGER PRIMARY KEY,
  key    TEXT    NOT NULL UNIQUE,
  name   TEXT    NOT NULL,
  tracks INTEGER NOT NULL
) STRICT;

CREATE TABLE track_folders (
  id     INTEGER PRIMARY KEY,
  path   BLOB    NOT NULL UNIQUE,                -- raw bytes, absolute
  tracks INTEGER NOT NULL                        -- in it, without those below
) STRICT;

-- Where each track that is shown belongs. It refers to no table: what a track was is asked when it is gone.
CREATE TABLE placed_tracks (
  track_id  INTEGER PRIMARY KEY,
  album_id  INTEGER,
  title_key TEXT    NOT NULL,                    -- of its album; empty: on none
  mbid      TEXT    NOT NULL,
  folder_id INTEGER NOT NULL,                    -- of track_folders
  disc      INTEGER NOT NULL,
  number    INTEGER NOT NULL,                    -- 0: none
  lead_key  TEXT    NOT NULL                     -- its first artist, for orders
) STRICT;
CREATE INDEX placed_tracks_by_title  ON placed_tracks (title_key) WHERE title_key <> '';
CREATE INDEX placed_tracks_by_mbid   ON placed_tracks (mbid) WHERE mbid <> '';
CREATE INDEX placed_tracks_by_album  ON placed_tracks (album_id, disc, number) WHERE album_id IS NOT NULL;
CREATE INDEX placed_tracks_by_folder ON placed_tracks (folder_id);

CREATE TABLE credits (
  track_id  INTEGER NOT NULL,
  role      TEXT    NOT NULL CHECK (role IN ('album', 'track')),
  place     INTEGER NOT NULL,
  name      TEXT    NOT NULL,
  name_key  TEXT    NOT NULL,
  mbid      TEXT    NOT NULL,
  artist_id INTEGER NOT NULL,
  PRIMARY KEY (track_id, role, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX credits_by_artist ON credits (artist_id, role, track_id);
CREATE INDEX credits_by_name   ON credits (name_key, artist_id) WHERE mbid = '';
CREATE INDEX credits_by_mbid   ON credits (name_key, mbid) WHERE mbid <> '';

CREATE TABLE track_genres (
  track_id INTEGER NOT NULL,
  genre_id INTEGER NOT NULL,
  PRIMARY KEY (track_id, genre_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX track_genres_by_genre ON track_genres (genre_id, track_id);

-- Artists, genres and folders whose tracks have changed since they were counted.
CREATE TABLE uncounted (
  what TEXT    NOT NULL CHECK (what IN ('artists', 'genres', 'folders')),
  id   INTEGER NOT NULL,
  PRIMARY KEY (what, id)
) STRICT, WITHOUT ROWID;

-- What was added lately, and played lately.
CREATE INDEX tracks_by_adding ON tracks (added_at);
CREATE INDEX listening_by_playing ON listening (played_at) WHERE played_at IS NOT NULL;

-- Tracks that were added, changed, hidden, shown or lost since they were placed.
CREATE TABLE unplaced_tracks (track_id INTEGER PRIMARY KEY) STRICT;
INSERT INTO unplaced_tracks SELECT id FROM tracks;
CREATE TRIGGER unplaced_by_insert AFTER INSERT ON tracks BEGIN ${noted('new.id')} END;
CREATE TRIGGER unplaced_by_update AFTER UPDATE OF folder_id, path, title, artist, artists, album, album_artist,
  album_artists, compilation, album_mbid, artist_mbids, album_artist_mbids, genres, track_number, disc_number, year,
  duration, codec, container ON tracks BEGIN ${noted('new.id')} END;
CREATE TRIGGER unplaced_by_delete AFTER DELETE ON tracks BEGIN ${noted('old.id')} END;
CREATE TRIGGER unplaced_by_leaving AFTER INSERT ON left_tracks BEGIN ${noted('new.track_id')} END;
CREATE TRIGGER unplaced_by_returning AFTER DELETE ON left_tracks BEGIN ${noted('old.track_id')} END;
CREATE TRIGGER unplaced_by_folder AFTER UPDATE OF state ON folders WHEN old.state <> new.state BEGIN
  INSERT INTO unplaced_tracks SELECT id FROM tracks WHERE folder_id = new.id
    AND NOT EXISTS (SELECT 1 FROM unplaced_tracks WHERE track_id = tracks.id);
END;
`
