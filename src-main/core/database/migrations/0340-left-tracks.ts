/** Why a track left the library. Frozen once released. */
export const version = 340

export const sql = `
-- 'double': another file of the same recording is kept. 'asked': somebody left it out.
ALTER TABLE left_tracks ADD COLUMN reason TEXT NOT NULL DEFAULT 'double' CHECK (reason IN ('double', 'asked'));
`
