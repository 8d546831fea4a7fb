import { EarshotError } from '#contract/errors.ts'
import { goodHits } from '../search/good-hits.ts'
import type { Session } from '../session.ts'
import { plain } from '../terminal/text.ts'
import { trackNumbers } from '../library/track-numbers.ts'

/** Which tracks are edited: those at or below paths, those of a search, or these, in the order in which they are named. */
export interface TracksChoice {
  query?: string
  ids?: number[]
}

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

async function found({ engine, signal }: Session, query: string): Promise<number[]> {
  const ids = await goodHits(engine, query, signal)
  if (ids.length > 0) return ids
  throw new EarshotError('not-found', `Nothing is found for "${plain(query)}".`)
}
