import type * as files from '../../tags/index.ts'

/** What the writer needs of the code that knows formats. All of it blocks: for workers. */
export type TagFiles = Pick<
  typeof files,
  | 'readFields'
  | 'readPictures'
  | 'writeFields'
  | 'putBack'
  | 'fieldsAsWritten'
  | 'audioHash'
  | 'everythingElse'
>

export const sameValues = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i])
