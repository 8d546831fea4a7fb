import { EarshotError } from '#contract/errors.ts'
import { leftOut } from '../search/answer.ts'
import type { Session } from '../session.ts'
import { plain } from '../terminal/text.ts'
import { trackNumbers } from '../library/track-numbers.ts'

/** Which tracks are edited: those at or below paths, those of a search, or these, in the order in which they are named. */
export interface TracksChoice {
  query?: string
  ids?: number[]
}

const most = 100_000

/** Throws bad-request where no tracks are named, or a part of the search is not understood; not-found for odd paths. */
export async function editedTracks(
  session: Session,
  paths: readonly string[],
  { query, ids }: TracksChoice
): Promise<number[]> {
  const { engine } = session
  const ways = [paths.length > 0, query !== undefined, ids !== undefined].filter(Boolean).length
  if (ways !== 1) {
    throw new EarshotError(
      'bad-request',
      'Say which tracks: files and folders, or --query "…", or --ids N…; one of them.'
    )
  }
  if (ids !== undefined) return ids
  if (query === undefined) return trackNumbers(engine, paths)
  return found(session, query)
}

/** As far as its results are good ones; never more than what was asked for. */
async function found({ engine, signal }: Session, query: string): Promise<number[]> {
  const answer = await engine.call('search.query', { text: query, limit: most }, signal)
  const [wrong] = leftOut(answer)
  if (wrong !== undefined) {
    throw new EarshotError(
      'bad-request',
      `"${plain(wrong.text)}" is not understood (expected ${plain(wrong.expected)}).`
    )
  }
  const hits = answer.hits.slice(0, answer.cut)
  if (hits.length === 0) throw new EarshotError('not-found', `Nothing is found for "${plain(query)}".`)
  return hits.map(({ id }) => id)
}
