import type { PlaylistReport } from '#contract/playlists.ts'
import type { ReportNote } from '#contract/remarks.ts'
import { EarshotError } from '#contract/errors.ts'
import type { Database } from '../../database/open.ts'
import { playlistMemberStatements } from '../../database/statements/playlist-members.ts'
import { playlistStatements } from '../../database/statements/playlists.ts'
import type { Pause } from '../../threads/pause.ts'
import { best } from '../../search/answer/select.ts'
import { normalised } from '../../search/scoring/vectors.ts'
import { shortestOrder, orderCost } from '../flow/order.ts'
import { apart, between } from '../flow/sound-space.ts'
import { step, stepCosts } from '../flow/step.ts'
import type { Session } from '../flow/studio.ts'
import type { FlowTrack } from '../flow/tracks.ts'
import { apartFrom, soundOf } from './sound.ts'

/** One place of the playlist that is looked over. */
export interface ExaminedEntry {
  entryId: number
  trackId: number | null
  locked: boolean
  /** It only came near what was asked for when the playlist was made. */
  onlyNear: boolean
}

interface Placed {
  entryId: number
  locked: boolean
  track: FlowTrack
}

/** Looked at, of a longer playlist: the work grows with the square. */
const most = 600
const fewest = 4
/** A track this many deviations (robust: of the median) farther off than the usual one stands out. */
const outlierDeviations = 3
const leastApart = 0.5
/** A step this many times the usual one, and this rough, asks for a track in between. */
const gapTimes = 1.6
const leastGap = 0.7
/** A track bridges a gap when the rougher of the two new steps is this much smoother. */
const bridged = 0.7
const mostSteps = 5
/** An order this much better is worth proposing. */
const worthProposing = 0.95

/** Looks a playlist over: what it is, what does not belong, what is missing, a smoother order. Changes nothing. */
export async function examine(
  session: Session,
  playlistId: number,
  entries: readonly ExaminedEntry[],
  pause: Pause
): Promise<PlaylistReport> {
  const notes: ReportNote[] = []
  const some = entries.slice(0, most)
  if (some.length < entries.length) notes.push({ code: 'first-only', looked: most, entries: entries.length })
  const known = new Map(
    session.tracks.all(some.flatMap(one => one.trackId ?? [])).map(track => [track.id, track])
  )
  const placed = some.flatMap(({ entryId, trackId, locked }): Placed[] => {
    const track = trackId === null ? undefined : known.get(trackId)
    return track && track.row >= 0 ? [{ entryId, locked, track }] : []
  })
  const away = some.length - placed.length
  if (away > 0) notes.push({ code: 'not-listened', entries: away })
  const tracks = placed.map(one => one.track)
  session.tracks.withEnds(tracks)
  await pause()
  const near = some.flatMap(({ entryId, trackId, onlyNear }) =>
    onlyNear && trackId !== null ? [{ entryId, trackId }] : []
  )
  const empty = { playlistId, near, outliers: [], missingSteps: [], order: null, notes }
  if (placed.length === 0) return { ...empty, sound: null }
  const sound = soundOf(session, tracks)
  doubles(placed, notes)
  if (placed.length < fewest) return { ...empty, sound }
  const outliers = findOutliers(session, placed)
  await pause()
  const missingSteps = findGaps(session, placed)
  await pause()
  return {
    playlistId,
    sound,
    near,
    outliers,
    missingSteps,
    order: away > 0 || some.length < entries.length ? null : betterOrder(placed),
    notes
  }
}

function doubles(placed: readonly Placed[], notes: ReportNote[]): void {
  const repeated = placed.length - new Set(placed.map(one => one.track.id)).size
  if (repeated > 0) notes.push({ code: 'repeated', tracks: repeated })
}

/** Tracks far from where the rest lies; each is compared with the others, without itself. */
function findOutliers(session: Session, placed: readonly Placed[]): PlaylistReport['outliers'] {
  const sum = new Float32Array(placed[0]!.track.whole.length)
  for (const { track } of placed) track.whole.forEach((x, k) => (sum[k]! += x))
  const distances = placed.map(({ track }) =>
    apart(track.whole, normalised(sum.map((x, k) => x - track.whole[k]!)))
  )
  const usual = middle(distances)
  const spread = Math.max(0.05, 1.48 * middle(distances.map(one => Math.abs(one - usual))))
  return placed
    .map(({ entryId, track }, i) => ({ entryId, track, distance: distances[i]! }))
    .filter(({ distance }) => distance > Math.max(leastApart, usual + outlierDeviations * spread))
    .sort((a, b) => b.distance - a.distance)
    .map(({ entryId, track, distance }) => {
      const others = placed.map(one => one.track).filter(other => other.id !== track.id)
      return { entryId, trackId: track.id, distance, reason: apartFrom(session, track, others) }
    })
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

/** Rough steps, each with the track of the library that would smooth it best. */
function findGaps(
  { space, library, tracks }: Session,
  placed: readonly Placed[]
): PlaylistReport['missingSteps'] {
  const steps = placed.slice(1).map((one, i) => step(placed[i]!.track, one.track).cost)
  const usual = middle(steps)
  const inside = new Set(placed.map(one => one.track.id))
  const gaps = steps
    .map((cost, i) => ({ cost, i }))
    .filter(({ cost }) => cost > Math.max(leastGap, gapTimes * usual))
    .sort((a, b) => b.cost - a.cost)
    .slice(0, mostSteps)
  return gaps.flatMap(({ cost, i }) => {
    const [from, to] = [placed[i]!, placed[i + 1]!]
    const [scores] = space.nearness([between(from.track.end, to.track.start, 0.5)])
    const near = tracks
      .all(best(scores!, 80).map(row => library.index.ids[row]!))
      .filter(track => !inside.has(track.id) && (track.duration === 0 || track.duration >= 40))
    tracks.withEnds(near)
    let found: FlowTrack | null = null
    let least = cost * bridged
    for (const track of near) {
      const rougher = Math.max(step(from.track, track).cost, step(track, to.track).cost)
      if (rougher < least) {
        least = rougher
        found = track
      }
    }
    if (!found) return []
    inside.add(found.id)
    const reason = {
      code: 'bridges' as const,
      title: found.title,
      from: from.track.title,
      to: to.track.title,
      smoother: 1 - least / cost
    }
    return [{ afterEntryId: from.entryId, trackId: found.id, reason }]
  })
}

/** The mean step before and after; null where it is smooth as it is. Locked places stay. */
function betterOrder(placed: readonly Placed[]): PlaylistReport['order'] {
  const costs = stepCosts(placed.map(one => one.track))
  const fixed = new Map(placed.flatMap((one, i) => (one.locked ? [[i, i] as const] : [])))
  const order = shortestOrder(costs, { place: null, fixed })
  const mean = (sum: number): number => sum / (placed.length - 1)
  const before = mean(
    orderCost(
      placed.map((_, i) => i),
      costs
    )
  )
  const after = mean(orderCost(order, costs))
  if (after > before * worthProposing) return null
  return { entryIds: order.map(i => placed[i]!.entryId), before, after }
}

/** The places of a playlist of either kind. Throws not-found. */
export function readEntries(db: Database, id: number): ExaminedEntry[] {
  const known = playlistStatements(db).byId(id)
  if (!known || known.removed) throw new EarshotError('not-found', 'This playlist is not there any more.')
  return playlistMemberStatements(db).places(id)
}
