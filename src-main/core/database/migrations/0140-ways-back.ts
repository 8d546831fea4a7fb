/** What takes a write of tags back byte for byte, and how each file of an undo was put back. */
export const version = 140

export const sql = `
CREATE TABLE tag_ways_back (
  write_id    INTEGER PRIMARY KEY REFERENCES tag_writes (id) ON DELETE CASCADE,
  before_hash BLOB NOT NULL,                     -- SHA-256 of the whole file before the write
  after_hash  BLOB NOT NULL,                     -- and after it
  edits       BLOB                               -- what makes the first of the second; null: too large to keep
) STRICT;
CREATE INDEX tag_ways_back_by_after ON tag_ways_back (after_hash);
CREATE INDEX tag_writes_by_path ON tag_writes (path);
CREATE INDEX tag_changes_by_undone ON tag_changes (undone_by) WHERE undone_by IS NOT NULL;
-- Of an undo: 'bytes' as the file was, or its values only, and why. Null for other writes.
ALTER TABLE tag_writes ADD COLUMN put_back TEXT CHECK (put_back IN ('bytes', 'changed', 'parts', 'not-kept'));
-- Of a planned file: its tags may be too large to be kept for an undo byte for byte.
ALTER TABLE plan_files ADD COLUMN large INTEGER NOT NULL DEFAULT 0 CHECK (large IN (0, 1));
`
