import type { DraftEntry, DraftWish } from '#contract/playlists.ts'
import { EarshotError } from '#contract/errors.ts'
import type { Pause } from '../../threads/pause.ts'
import { Ledger } from '../../search/variety/ledger.ts'
import { step } from '../flow/step.ts'
import type { Session } from '../flow/studio.ts'
import { entriesOf } from './arrange.ts'
import { findCandidates } from './candidates.ts'
import { placesFor, readWish } from './make.ts'
import { aimWeight } from './select.ts'

export interface RerollInput {
  trackIds: number[]
  position: number
  /** Not these again. */
  refused: number[]
  wish: DraftWish
}

/** How much a rough step to a neighbour takes off, against the whole range of worth. */
const flowWeight = 0.35

/** Another track for one place, chosen as the whole was and with both neighbours in mind. Throws not-found. */
export async function rerollPlace(
  session: Session,
  { trackIds, position, refused, wish }: RerollInput,
  pause: Pause
): Promise<DraftEntry> {
  if (position >= trackIds.length)
    throw new EarshotError('bad-request', 'There is no such place in this playlist.')
  const read = readWish(wish)
  const about = trackIds.length + refused.length
  const pool = await findCandidates(session, read.prompt.query, wish.seeds, about, wish.seed, pause)
  const places = await placesFor(session, read, pool.candidates, trackIds.length)
  const others = session.tracks.all(trackIds.filter((_, i) => i !== position))
  const ledger = new Ledger(read.limits)
  for (const track of others) ledger.add(track)
  const out = new Set([...trackIds, ...refused])
  const open = pool.candidates.filter(
    ({ track }) => !out.has(track.id) && !ledger.isFull(track) && !ledger.isDouble(track)
  )
  // Ends are read for those that have a chance.
  const some = open.slice(0, 200)
  const [before] = session.tracks.all(trackIds.slice(Math.max(0, position - 1), position))
  const [after] = session.tracks.all(trackIds.slice(position + 1, position + 2))
  session.tracks.withEnds([
    ...some.map(one => one.track),
    ...(before ? [before] : []),
    ...(after ? [after] : [])
  ])
  const aim = places.aim(position)
  const scored = some.map(one => {
    const rough = (before ? step(before, one.track).cost : 0) + (after ? step(one.track, after).cost : 0)
    const off = aim ? aimWeight * aim.weight * Math.abs(one.track.energy - aim.level) : 0
    const bonus = places.bonus(one.track, position)
    return { one, score: one.worth - (one.above ? 0 : 0.5) - flowWeight * rough - off + bonus }
  })
  const best = scored.reduce<(typeof scored)[number] | null>(
    (found, next) => (!found || next.score > found.score ? next : found),
    null
  )
  if (!best) throw new EarshotError('not-found', 'Nothing else in the library fits this place.')
  const { track } = best.one
  const known = new Map([[track.id, best.one]])
  return entriesOf(before ? [before, track] : [track], known, new Map()).at(-1)!
}
