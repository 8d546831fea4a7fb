import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Caller } from '#contract/bridge.ts'
import { EarshotError } from '#contract/errors.ts'
import { plain } from '../terminal/text.ts'
import { goodHits } from '../search/good-hits.ts'
import { trackNumbers } from './track-numbers.ts'

/**
 * The tracks that are meant by files and folders, or by the words of a search ("album:Discovery"); each once. Throws
 * not-found where there are none, bad-request for a search that is not understood.
 */
export async function meantTracks(engine: Caller, words: readonly string[]): Promise<number[]> {
  const paths = words.filter(word => existsSync(resolve(word)))
  if (paths.length === words.length) return trackNumbers(engine, paths)
  if (paths.length > 0) {
    const query = words.find(word => !paths.includes(word))!
    throw new EarshotError('not-found', `${plain(query)} is no file or folder; a search stands alone.`)
  }
  const text = words.join(' ')
  const ids = await goodHits(engine, text)
  if (ids.length > 0) return ids
  throw new EarshotError('not-found', `Nothing in the library is "${plain(text)}".`)
}
