/** Signs that are seen by nobody and stand for nothing: of zero width, but for the one that joins emoji and letters. */
const unseen = /[\u200b\u2060\ufeff\u00ad]/g

/** No space at the ends of a line, one at most between words, no lines at the ends. */
export function cleanSpaces(text: string): string {
  return text
    .replace(unseen, '')
    .split(/\r\n|\r|\n/)
    .map(line => line.replace(/[\p{Zs}\t\v\f]+/gu, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
