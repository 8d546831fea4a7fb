import { parseCover } from '#contract/covers.ts'

/** More are no covers but an album of photographs. */
export const mostCovers = 20

/** What a plan says of covers that is no cover; null where all of it is. */
export const wrongCover = (texts: readonly string[]): string | null =>
  texts.length > mostCovers
    ? `more than ${mostCovers} pictures`
    : texts.some(text => parseCover(text) === null)
      ? 'a text that names no picture'
      : null
