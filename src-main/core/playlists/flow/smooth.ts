import type { Pause } from '../../threads/pause.ts'
import { shortestOrder } from './order.ts'
import { stepCosts } from './step.ts'
import type { Session } from './studio.ts'

/**
 * The places of some tracks on a smooth way through all of them, each followed by what sounds like it; from `after` on,
 * where it is given. What is not in the library or was not heard comes last, as it stood.
 */
export async function smoothOrder(
  { tracks }: Session,
  { ids, after }: { ids: readonly number[]; after: number | null },
  pause: Pause
): Promise<Uint32Array> {
  const known = new Map(tracks.all(ids).map(track => [track.id, track]))
  const isHeard = (id: number): boolean => (known.get(id)?.row ?? -1) >= 0
  const heard = ids.flatMap((id, place) => (isHeard(id) ? [{ place, track: known.get(id)! }] : []))
  const unheard = ids.flatMap((id, place) => (isHeard(id) ? [] : [place]))
  const [before] = after === null ? [] : tracks.all([after])
  const from = before && before.row >= 0 ? [before] : []
  const all = [...from, ...heard.map(({ track }) => track)]
  tracks.withEnds(all)
  await pause()
  const fixed = new Map(from.map((_, at) => [at, at]))
  const order = shortestOrder(stepCosts(all), { place: null, fixed })
  const places = order.flatMap(at => heard[at - from.length]?.place ?? [])
  return Uint32Array.from([...places, ...unheard])
}
