/** Plans that put texts right which do not say how they are encoded, and where such texts are. */
export const version = 150

export const sql = `
-- Character set that the new texts of a planned file were read in; what stands there now was read as Windows-1252 then.
-- Empty: both as the library reads them.
ALTER TABLE plan_files ADD COLUMN charset TEXT NOT NULL DEFAULT '';
CREATE INDEX tracks_by_text_rule ON tracks (text_rule) WHERE text_rule NOT IN ('', 'utf-8');
`
