/** What a pattern for names of files may speak of, in braces. */
export const patternFields = [
  'albumartist',
  'artist',
  'title',
  'album',
  'year',
  'track',
  'tracks',
  'disc',
  'discs',
  'genre',
  'composer',
  'bpm',
  'key',
  /** Of the file as it is: its name without the ending, and the folder it is in. */
  'name',
  'folder'
] as const

export type PatternField = (typeof patternFields)[number]

/** What may be done with a value, behind a colon; beside these a number of digits ("2"), and "cut40". */
export const patternFunctions = ['first', 'sort', 'upper', 'lower'] as const

export type PatternFunction = (typeof patternFunctions)[number]

/** Patterns that many libraries go by, the usual one first. */
export const usualPatterns = [
  '{albumartist|artist|"Unknown artist"}/{year }{album|"Unknown album"}/{disc-}{track }{title}',
  '{albumartist|artist}/{album}/{track }{title}',
  '{albumartist|artist:sort:first}/{albumartist|artist:sort}/{album}{ (year)}/{disc-}{track - }{title}',
  '{genre|"Other"}/{artist} - {title}',
  '{track }{artist - }{title}'
] as const
