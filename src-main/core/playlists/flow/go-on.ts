import { playedLatelyStatements } from '../../database/statements/played-lately.ts'
import { best } from '../../search/answer/select.ts'
import { normalised } from '../../search/scoring/vectors.ts'
import { Ledger } from '../../search/variety/ledger.ts'
import type { Pause } from '../../threads/pause.ts'
import { apart } from './sound-space.ts'
import { step } from './step.ts'
import type { Session } from './studio.ts'
import type { FlowTrack } from './tracks.ts'

export interface GoOnInput {
  /** What was played last, the newest at the end. */
  after: readonly number[]
  /** Not these. */
  except: readonly number[]
  limit: number
}

/** What was played within so many milliseconds is not played again by itself. */
const lately = 24 * 60 * 60 * 1000
/** Of one artist, with those of what was played last. */
const mostOfArtist = 2
/** Tracks that are looked at, the nearest first, before all others. */
const nearest = 400
const shortest = 40
/** How much being away from what was played last counts against a rough step. */
const awayWeight = 1.5

/**
 * What goes on from some tracks: near the middle of how they sound, each a smooth step from the one before, no artist more
 * than twice, and nothing twice or that was played within a day. Empty where nothing that was heard is left.
 */
export async function goOn(
  { library, space, tracks }: Session,
  { after, except, limit }: GoOnInput,
  now: number,
  pause: Pause
): Promise<Uint32Array> {
  const last = tracks.all(after).filter(({ row }) => row >= 0)
  if (last.length === 0) return new Uint32Array()
  const middle = normalised(sumOf(last))
  const [scores] = space.nearness([middle])
  await pause()
  const { ids } = library.index
  const out = new Set([...after, ...except])
  const present = library.allowed.passing([])
  const threshold = library.model.profile.musicThreshold
  const { since } = playedLatelyStatements(library.db)

  /** Of the rows with the best scores, what can be played, the nearest first. */
  const among = (most: number): FlowTrack[] => {
    const open = best(scores!, most)
      .map(row => ids[row]!)
      .filter(id => !out.has(id) && present.has(id))
    const played = new Set(since(open, now - lately))
    return tracks
      .all(open.filter(id => !played.has(id)))
      .filter(({ duration }) => duration === 0 || duration >= shortest)
      .filter(({ id }) => (library.windows?.get(id)?.music ?? 1) >= threshold)
  }
  const chosen = chain(tracks, last, middle, among(nearest + except.length), limit)
  if (chosen.length > 0 || library.index.count <= nearest + except.length) return Uint32Array.from(chosen)
  await pause()
  return Uint32Array.from(chain(tracks, last, middle, among(library.index.count), limit))
}

/** One after the other, each time what fits best behind the one before. */
function chain(
  tracks: Session['tracks'],
  last: readonly FlowTrack[],
  middle: Float32Array,
  candidates: readonly FlowTrack[],
  limit: number
): number[] {
  const ledger = new Ledger({ artistCap: mostOfArtist, foldDuplicates: true, diversity: 0 })
  for (const track of last) ledger.add(track)
  const open = candidates.slice(0, nearest)
  tracks.withEnds([...last, ...open])
  const away = new Map(open.map(track => [track, awayWeight * apart(track.whole, middle)]))
  const chosen: number[] = []
  let before = last.at(-1)!
  while (chosen.length < limit) {
    let next: FlowTrack | null = null
    let least = Infinity
    for (const [track, off] of away) {
      const cost = off + step(before, track).cost
      if (cost < least && !ledger.isFull(track) && !ledger.isDouble(track)) {
        next = track
        least = cost
      }
    }
    if (!next) break
    away.delete(next)
    ledger.add(next)
    chosen.push(next.id)
    before = next
  }
  return chosen
}

function sumOf(some: readonly FlowTrack[]): Float32Array {
  const sum = new Float32Array(some[0]!.whole.length)
  for (const { whole } of some) whole.forEach((value, at) => (sum[at]! += value))
  return sum
}
