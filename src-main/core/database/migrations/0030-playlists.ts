/** Playlists, their edits, what smart ones hold, and how often tracks were played. Frozen once released. */
export const version = 30

export const sql = `
CREATE TABLE playlists (
  id           INTEGER PRIMARY KEY,
  name         TEXT    NOT NULL,
  kind         TEXT    NOT NULL CHECK (kind IN ('list', 'smart')),
  rules        TEXT,                              -- JSON: SmartRules; null for a list
  target       TEXT,                              -- JSON: ExportTarget, written again when the playlist changes; or null
  target_hash  TEXT,                              -- of what was written there last
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  refreshed_at INTEGER,                           -- smart: when its members were worked out last
  removed_at   INTEGER,                           -- kept, so that it can be brought back
  CHECK ((kind = 'smart') = (rules IS NOT NULL))
) STRICT;

-- The entries of a list: a track, and what was last known of its file, which is kept when the track goes.
CREATE TABLE playlist_entries (
  id          INTEGER PRIMARY KEY,
  playlist_id INTEGER NOT NULL REFERENCES playlists (id) ON DELETE CASCADE,
  position    INTEGER,                            -- from 0 without gaps; null: taken out, kept for undo
  track_id    INTEGER REFERENCES tracks (id) ON DELETE SET NULL,
  path        BLOB    NOT NULL,                   -- raw bytes: as last known, or as the imported file had it
  title       TEXT    NOT NULL DEFAULT '',
  artist      TEXT    NOT NULL DEFAULT '',
  duration    REAL,                               -- seconds
  locked      INTEGER NOT NULL DEFAULT 0 CHECK (locked IN (0, 1)),
  reason      TEXT                                -- why it is there
) STRICT;
CREATE INDEX playlist_entries_in_order ON playlist_entries (playlist_id, position);
CREATE INDEX playlist_entries_by_track ON playlist_entries (track_id);
CREATE INDEX playlist_entries_lost ON playlist_entries (path) WHERE track_id IS NULL;

-- The edits of a playlist, oldest first; those undone can be done again until another edit is made.
CREATE TABLE playlist_edits (
  id          INTEGER PRIMARY KEY,
  playlist_id INTEGER NOT NULL REFERENCES playlists (id) ON DELETE CASCADE,
  undone      INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
  change      TEXT    NOT NULL,                   -- JSON: what it took away and what it brought
  at          INTEGER NOT NULL
) STRICT;
CREATE INDEX playlist_edits_by_playlist ON playlist_edits (playlist_id, id);

-- What a smart playlist held when it was worked out last, in order.
CREATE TABLE smart_members (
  playlist_id INTEGER NOT NULL REFERENCES playlists (id) ON DELETE CASCADE,
  track_id    INTEGER NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  PRIMARY KEY (playlist_id, track_id)
) STRICT, WITHOUT ROWID;

-- Who came and who went, and why. The oldest are forgotten.
CREATE TABLE smart_changes (
  id          INTEGER PRIMARY KEY,
  playlist_id INTEGER NOT NULL REFERENCES playlists (id) ON DELETE CASCADE,
  track_id    INTEGER NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
  joined      INTEGER NOT NULL CHECK (joined IN (0, 1)),
  reason      TEXT    NOT NULL,
  at          INTEGER NOT NULL
) STRICT;
CREATE INDEX smart_changes_by_playlist ON smart_changes (playlist_id, id);

-- What is known of listening, from here or from an imported library.
CREATE TABLE listening (
  track_id  INTEGER PRIMARY KEY REFERENCES tracks (id) ON DELETE CASCADE,
  plays     INTEGER NOT NULL DEFAULT 0,
  played_at INTEGER,
  rating    INTEGER CHECK (rating BETWEEN 0 AND 100)
) STRICT;
`
