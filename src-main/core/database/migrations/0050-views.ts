/** What counts of the tables, said once: tracks that are shown, and measurements that still hold. Frozen once released. */
export const version = 50

export const sql = `
-- Tracks of folders in use. Those of a removed folder stay in the table, unseen.
CREATE VIEW visible_tracks AS
SELECT * FROM tracks WHERE folder_id NOT IN (SELECT id FROM folders WHERE state = 'removed');

-- What is measured of a file as it is now; once the file has changed it counts no longer, until it is measured again.
-- One table and a look at another, not a join of two: so it costs no more where it is itself joined to tracks.
CREATE VIEW current_measurements AS
SELECT * FROM measurements
WHERE EXISTS (SELECT 1 FROM tracks
  WHERE tracks.id = measurements.track_id AND tracks.content_id = measurements.content_id);
`
