import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Caller } from '#contract/bridge.ts'
import { EarshotError } from '#contract/errors.ts'
import { plain } from '../terminal/text.ts'
import { leftOut } from '../search/answer.ts'
import { trackNumbers } from './track-numbers.ts'

const most = 100_000

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
  const found = await engine.call('search.query', { text, limit: most })
  const [wrong] = leftOut(found)
  if (wrong !== undefined) throw new EarshotError('bad-request', `${plain(wrong.text)} was not understood.`)
  const ids = found.hits.slice(0, found.cut).map(({ id }) => id)
  if (ids.length > 0) return ids
  throw new EarshotError('not-found', `Nothing in the library is "${plain(text)}".`)
}
