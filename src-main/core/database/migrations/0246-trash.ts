/** Files that are set aside may go to the system's trash. Frozen once released. */
export const version = 246

export const sql = `
-- Whether the file goes to the trash, or stays where it is.
ALTER TABLE plan_asides ADD COLUMN trash INTEGER NOT NULL DEFAULT 0;

-- A write of the journal that puts a file into the trash, or takes it out.
CREATE TABLE trashings (
  write_id   INTEGER PRIMARY KEY REFERENCES tag_writes (id) ON DELETE CASCADE,
  track_id   INTEGER NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
  keep_id    INTEGER NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
  place      BLOB    NOT NULL,                    -- the file in the trash
  info       BLOB,                                -- what says there where it came from; NULL where trashes keep none
  origin     TEXT    NOT NULL,                    -- as that says it
  size       INTEGER NOT NULL,                    -- the file, to know it again
  mtime      INTEGER NOT NULL,
  content_id BLOB    NOT NULL,
  undoes     INTEGER                              -- the write that is taken back, by its number
) STRICT;
CREATE INDEX trashings_by_track ON trashings (track_id);
CREATE INDEX trashings_by_keep ON trashings (keep_id);
`
