/** Tracks that left the library because another file of the same recording is kept. Frozen once released. */
export const version = 245

export const sql = `
CREATE TABLE left_tracks (
  track_id INTEGER PRIMARY KEY REFERENCES tracks (id) ON DELETE CASCADE,
  at       INTEGER NOT NULL
) STRICT;

-- Tracks of folders in use that did not leave. The others stay in their table, unseen.
DROP VIEW visible_tracks;
CREATE VIEW visible_tracks AS
SELECT * FROM tracks WHERE folder_id NOT IN (SELECT id FROM folders WHERE state = 'removed')
  AND id NOT IN (SELECT track_id FROM left_tracks);

-- The file that takes the place of one which a plan sets aside.
CREATE TABLE plan_asides (
  file_id INTEGER PRIMARY KEY REFERENCES plan_files (id) ON DELETE CASCADE,
  keep_id INTEGER NOT NULL REFERENCES tracks (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX plan_asides_by_keep ON plan_asides (keep_id);

-- What a track that was set aside handed over to the one that is kept, by its write in the journal.
CREATE TABLE handovers (
  write_id INTEGER PRIMARY KEY REFERENCES tag_writes (id) ON DELETE CASCADE,
  track_id INTEGER NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
  keep_id  INTEGER NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
  handed   TEXT    NOT NULL                       -- JSON: entries of playlists, examples of taught tags, plays and rating
) STRICT;
CREATE INDEX handovers_by_track ON handovers (track_id);
CREATE INDEX handovers_by_keep ON handovers (keep_id);
`
