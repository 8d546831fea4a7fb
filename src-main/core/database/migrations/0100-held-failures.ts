/** Which Earshot holds a failure against a file; another one tries again. Frozen once released. */
export const version = 100

export const sql = `
-- The version that failed; null for what says nothing of the file (its drive was away, the decoder was killed).
ALTER TABLE failures ADD COLUMN tried_by TEXT;
`
