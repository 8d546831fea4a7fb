/** Ways to rows that were found by reading a whole table. Frozen once released. */
export const version = 70

export const sql = `
-- What a model has heard, without reading past all that it has kept of each track.
CREATE INDEX analyses_by_model ON analyses (model_id, track_id, content_id);

-- What a write took back: asked for each write that is forgotten with its batch.
CREATE INDEX tag_changes_by_undoing ON tag_changes (undone_by) WHERE undone_by IS NOT NULL;

CREATE INDEX failures_by_track ON failures (track_id) WHERE track_id IS NOT NULL;
`
