/** Searches that somebody keeps, and those that were asked. */
export const version = 180

export const sql = `
CREATE TABLE saved_searches (
  id       INTEGER PRIMARY KEY,
  text     TEXT    NOT NULL UNIQUE,
  saved_at INTEGER NOT NULL
) STRICT;
CREATE TABLE search_history (
  text TEXT    PRIMARY KEY,
  uses INTEGER NOT NULL,
  at   INTEGER NOT NULL                          -- the last time
) STRICT;
CREATE INDEX search_history_by_time ON search_history (at);
`
