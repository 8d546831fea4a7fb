import { EarshotError } from '#contract/errors.ts'
import type { Pause } from '../../threads/pause.ts'
import { prepare } from '../../search/answer/question.ts'
import { rank } from '../../search/answer/rank.ts'
import type { Session } from '../flow/studio.ts'
import type { FlowTrack } from '../flow/tracks.ts'
import { normalised } from '../../search/scoring/vectors.ts'

export type Point = { trackId: number } | { path: string } | { phrase: string }

/** A point of the path: its track, and where it lies. */
export interface Anchor {
  track: FlowTrack
  direction: Float32Array
}

/** What answers a phrase: so many of the best make the place it means. */
const answers = 6
const shortest = 40

/**
 * The tracks that the points mean. Words and sounds lie in different parts of the embedding, so a phrase becomes a
 * place among sounds: the middle of what answers it, and the best answer as its track.
 * Throws not-found for a track that is unknown or was never heard, and for a phrase that nothing answers.
 */
export async function findAnchors(
  session: Session,
  named: readonly Point[],
  pause: Pause
): Promise<Anchor[]> {
  const points = named.map(point => ('path' in point ? { trackId: trackAt(session, point.path) } : point))
  const taken = new Set(points.flatMap(point => ('trackId' in point ? [point.trackId] : [])))
  const anchors: Anchor[] = []
  for (const point of points) {
    const anchor =
      'trackId' in point
        ? trackAnchor(session, point.trackId)
        : await phraseAnchor(session, point.phrase, taken, pause)
    taken.add(anchor.track.id)
    anchors.push(anchor)
  }
  if (new Set(anchors.map(anchor => anchor.track.id)).size < anchors.length)
    throw new EarshotError('bad-request', 'The points of a path have to be different tracks.')
  session.tracks.withEnds(anchors.map(anchor => anchor.track))
  return anchors
}

function trackAt({ library }: Session, path: string): number {
  const id = library.trackIds.at(path)
  if (id !== null) return id
  throw new EarshotError('not-found', `${path} is not in the library; add its folder first.`)
}

function trackAnchor({ tracks }: Session, id: number): Anchor {
  const [track] = tracks.all([id])
  if (!track) throw new EarshotError('not-found', 'One of these tracks is not in the library any more.')
  if (track.row < 0)
    throw new EarshotError('not-found', `"${track.title}" has not been listened to yet; analyse it first.`)
  return { track, direction: track.whole }
}

async function phraseAnchor(
  session: Session,
  phrase: string,
  taken: ReadonlySet<number>,
  pause: Pause
): Promise<Anchor> {
  const question = await prepare(session.library, session.phrases, phrase, [])
  const { ranked } = await rank(session.library, question, 100, false, pause)
  const ids = ranked.filter(one => one.row >= 0).map(one => one.id)
  const found = session.tracks.all(ids).filter(track => !taken.has(track.id) && track.duration >= shortest)
  const best = found.slice(0, answers)
  if (best.length === 0 && question.parts.some(part => part.trust === 'not-understood'))
    throw new EarshotError(
      'not-found',
      `Earshot does not know what "${phrase}" sounds like; try other words.`
    )
  if (best.length === 0)
    throw new EarshotError('not-found', `Nothing in the library answers "${phrase}"; try other words.`)
  const sum = new Float32Array(session.library.index.dimension)
  for (const track of best) track.whole.forEach((x, k) => (sum[k]! += x))
  return { track: best[0]!, direction: normalised(sum) }
}
