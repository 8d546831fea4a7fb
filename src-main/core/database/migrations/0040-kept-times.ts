/** Whether a batch of tags left the files' dates as they were: taking it back does so too. Frozen once released. */
export const version = 40

export const sql = `
ALTER TABLE tag_batches ADD COLUMN keep_times INTEGER NOT NULL DEFAULT 0 CHECK (keep_times IN (0, 1));
`
