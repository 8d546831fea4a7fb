/** Ratings that were read in files. */
export const version = 130

export const sql = `
-- Where the rating is from: 1 the file, 0 given (or taken away) here, null neither: nobody rated it, or it was imported.
ALTER TABLE listening ADD COLUMN from_file INTEGER CHECK (from_file IN (0, 1));
`
