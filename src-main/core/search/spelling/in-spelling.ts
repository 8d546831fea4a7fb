import { isAllOfMusic } from '../trust/music-words.ts'
import type { Token } from '../query/tokens.ts'
import { respelt } from './respell.ts'

/** What words must not be read as slips: `isName` says of one whether something in the library is called so. */
export interface AsTyped {
  isName: (word: string) => boolean
  /** Words that are to stay as they are. */
  kept: ReadonlySet<string>
}

const anyWord: AsTyped = { isName: () => false, kept: new Set() }

/** Longer than any phrase that is listened for; a pasted book is read as it is. */
const mostWords = 60
const letters = /(?<![\p{L}\p{N}'’])[a-z]{3,}(?![\p{L}\p{N}'’])/giu

/**
 * A text with its slips mended, where all of it is then said of music; null: it stays as it is. One word that nobody
 * uses of music is enough to leave the others alone: this is about something else.
 */
export function inSpelling(text: string, { isName, kept }: AsTyped = anyWord): string | null {
  const found = text.replace(letters, typed => {
    const word = typed.toLowerCase()
    if (kept.has(word)) return typed
    const meant = respelt(word)
    return meant === null || isName(word) ? typed : meant
  })
  return found !== text && isAllOfMusic(found) ? found : null
}

/** The tokens with their loose words as they were meant; `typed` is what was typed for one. Groups in quotes stay. */
export function spelledTokens(all: readonly Token[], asTyped: AsTyped): Token[] {
  const loose = all.filter(token => token.kind === 'word')
  if (loose.length === 0 || loose.length > mostWords) return [...all]
  const texts = loose.map(token => token.text)
  const meant = inSpelling(texts.join(' '), asTyped)?.split(' ')
  if (meant?.length !== texts.length) return [...all]
  const spelled = new Map(loose.map((token, i) => [token, meant[i]!]))
  return all.map(token => {
    const text = token.kind === 'word' ? spelled.get(token) : undefined
    return token.kind !== 'word' || text === undefined || text === token.text
      ? token
      : { ...token, text, typed: token.text }
  })
}
