/** Ways from a track to all that speaks of it, for one that goes: it is asked of every such table. Frozen once released. */
export const version = 90

export const sql = `
CREATE INDEX tag_writes_by_track ON tag_writes (track_id);
CREATE INDEX plan_files_by_track ON plan_files (track_id);
CREATE INDEX taught_examples_by_track ON taught_examples (track_id);
CREATE INDEX smart_members_by_track ON smart_members (track_id);
CREATE INDEX smart_changes_by_track ON smart_changes (track_id);
`
