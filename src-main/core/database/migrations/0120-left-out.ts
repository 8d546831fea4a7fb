/** What a scan leaves out, and why. */
export const version = 120

export const sql = `
-- One row a folder and reason, as the last whole scan of the folder found it.
CREATE TABLE left_out (
  folder_id INTEGER NOT NULL REFERENCES folders (id) ON DELETE CASCADE,
  reason    TEXT    NOT NULL,
  count     INTEGER NOT NULL,
  paths     TEXT    NOT NULL,                   -- JSON array of text: the first of them
  PRIMARY KEY (folder_id, reason)
) STRICT, WITHOUT ROWID;
`
