/** Tables so small that reading all of one costs nothing, whatever the library. */
export const small: Record<string, string> = {
  folders: 'a handful',
  playlists: 'as many as somebody keeps in view',
  plans: 'as many as somebody reviews',
  tag_batches: 'one each time tags are written',
  saved_searches: 'as many as somebody keeps',
  taught_tags: 'as many as somebody teaches',
  left_tracks: 'what was taken out of the library by hand, or as a double',
  left_out: 'a row a folder and reason',
  genres: 'as many as files name',
  terms: 'changes made by hand to the vocabulary',
  changed_tracks: 'what changed since the last look, and all of it is wanted',
  unplaced_tracks: 'what changed and is not placed yet, a few at a time',
  uncounted: 'what is not counted yet, a few at a time'
}

export interface Allowed {
  /** As the statement calls it. */
  table: string
  /** Who prepares it. */
  by: string
  /** A part of the statement, where not all of them are meant. */
  sql?: string
  why: string
}

/** Scans of whole tables that are meant. */
export const allowed: Allowed[] = [
  {
    table: 'tracks',
    by: 'statements/track-ids.ts',
    sql: 'SELECT id, artist FROM tracks',
    why: 'The order of all artists: once after the library changed.'
  },
  {
    table: 'tracks',
    by: 'statements/moves.ts',
    sql: 'max(disc_number)',
    why: 'How large each album is: once for each preview of names.'
  },
  {
    table: 'tracks',
    by: 'statements/searches.ts',
    sql: 'AS decade, count(*)',
    why: 'Which genres there are, and when: once after the library changed.'
  },
  {
    table: 'tracks',
    by: 'statements/searches.ts',
    sql: 'duration > 0 AND duration <',
    why: 'Ends at the first that is short.'
  },
  {
    table: 'tracks',
    by: 'statements/known-values.ts',
    why: 'Every value of a field, counted: once for what is typed into it.'
  },
  {
    table: 'plan_changes',
    by: 'statements/spoken-covers.ts',
    why: 'Which pictures are still spoken of: once at a start.'
  },
  {
    table: 'tag_changes',
    by: 'statements/spoken-covers.ts',
    why: 'Which pictures are still spoken of: once at a start.'
  },
  {
    table: 'tracks',
    by: 'compile/',
    why: 'A filter, a rule or an order may ask anything of every track: once each.'
  },
  { table: 'l', by: 'compile/', why: 'Fewer tracks were played or rated than there are.' },
  {
    table: 'tracks',
    by: 'statements/analyses.ts',
    sql: 'AND NOT EXISTS (SELECT 1 FROM failures',
    why: 'What is not heard yet can be any track: once a job, and once after each.'
  },
  {
    table: 'failures',
    by: 'statements/failures.ts',
    sql: 'FROM failures WHERE track_id IS NULL OR',
    why: 'All of them are shown, or counted.'
  },
  {
    table: 'failures',
    by: 'statements/failures.ts',
    sql: 'DELETE FROM failures',
    why: 'All of them are forgotten.'
  },
  {
    table: 'looks',
    by: 'statements/doubles.ts',
    sql: 'SELECT count(*)',
    why: 'How many tracks were looked at for doubles: when their view is opened.'
  },
  {
    table: 'tracks',
    by: 'statements/doubles.ts',
    sql: 'SELECT count(*)',
    why: 'As above, from the side of the tracks.'
  },
  {
    table: 'e',
    by: 'statements/playlist-entries.ts',
    why: 'What entries know of their tracks is compared after a scan, in one go.'
  },
  {
    table: 'tracks',
    by: 'statements/relinking.ts',
    why: 'Names are compared with those of all tracks: once a file that is read.'
  },
  {
    table: 'tag_writes',
    by: 'statements/tag-journal.ts',
    sql: 'GROUP BY tag_batches.id ORDER BY tag_batches.id DESC',
    why: 'The history counts what was written in each batch.'
  },
  {
    table: 'tracks',
    by: 'statements/tracks.ts',
    sql: 'sum(available)',
    why: 'Counts and lengths of the whole library.'
  },
  {
    table: 'tracks',
    by: 'statements/map-colours.ts',
    why: 'The map colours all of the library, when somebody looks at it.'
  },
  {
    table: 'tracks',
    by: 'statements/written-genres.ts',
    why: 'Genres of the whole library are what terms are measured on.'
  },
  { table: 'double_pairs', by: 'statements/owned.ts', why: 'All that were parted go out together.' },
  { table: 'listening', by: 'statements/owned.ts', why: 'All plays and ratings go out together.' },
  ...['tag_writes', 'playlist_entries'].map(table => ({
    table,
    by: 'statements/relocation.ts',
    sql: 'AS path FROM',
    why: 'All paths below a folder, once when it has another place.'
  })),
  ...['albums', 'artists'].map(table => ({
    table,
    by: 'compile/: lists',
    why: 'All of them in order, by names that hold some words: a tenth of what tracks are.'
  })),
  { table: 'vector_chunks', by: 'statements/models.ts', why: 'All that a model has heard is deleted.' }
]
