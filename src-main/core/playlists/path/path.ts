import type { Draft } from '#contract/playlists.ts'
import type { DraftNote } from '#contract/remarks.ts'
import type { Pause } from '../../threads/pause.ts'
import { best } from '../../search/answer/select.ts'
import type { Session } from '../flow/studio.ts'
import { apart, between } from '../flow/sound-space.ts'
import { step } from '../flow/step.ts'
import type { FlowTrack } from '../flow/tracks.ts'
import { arrangeReasons } from './reasons.ts'
import { Ledger } from '../../search/variety/ledger.ts'
import { findAnchors } from './anchors.ts'
import type { Anchor, Point } from './anchors.ts'

export interface PathInput {
  points: Point[]
  minutes?: number | undefined
  tracks?: number | undefined
  artistCap: number | null
  foldDuplicates: boolean
  seed: number
}

const usualTracks = 12
const usualSeconds = 230
/** Tracks looked at for each place, and ways kept open while walking. */
const nearest = 40
const beam = 24
const shortest = 40
/** How much being off the straight line counts against a rough step. */
const lineWeight = 1.2
/** Places scanned for at once, to let others in between. */
const together = 16

/** One way so far. */
interface Way {
  cost: number
  track: FlowTrack
  before: Way | null
}

/** A way from the first point to the last through the others, step by step, without repeats. */
export async function makePath(session: Session, input: PathInput, pause: Pause): Promise<Draft> {
  const anchors = await findAnchors(session, input.points, pause)
  const wanted = await countFor(session, input, anchors)
  const count = Math.max(wanted, anchors.length)
  const stops = placesOf(anchors, count)
  const candidates = await candidatesFor(session, anchors, stops, count, pause)
  const limits = { artistCap: input.artistCap, foldDuplicates: input.foldDuplicates, diversity: 0 }
  let way = walk(candidates, anchors, stops, limits)
  const notes: DraftNote[] = []
  if (way.length < count) notes.push({ code: 'short-way', tracks: way.length })
  if (input.minutes !== undefined) {
    const fixed = new Set(stops)
    way = tune(way, candidates, fixed, input.minutes * 60, limits)
    const off = Math.abs(sumOf(way) - input.minutes * 60)
    if (off > 60) notes.push({ code: 'closest-time', minutes: input.minutes, seconds: sumOf(way) })
  }
  if (count > wanted) notes.push({ code: 'more-points', tracks: count, asked: wanted })
  return {
    entries: arrangeReasons(way, anchors, stops),
    duration: sumOf(way),
    understood: input.points.flatMap((point, i): Draft['understood'] => {
      if (!('phrase' in point)) return []
      const at = i === 0 ? 'start' : i === anchors.length - 1 ? 'end' : 'middle'
      const { title } = anchors[i]!.track
      return [{ kind: 'sound', text: point.phrase, meaning: { code: 'point', at, title } }]
    }),
    notes
  }
}

const sumOf = (tracks: readonly FlowTrack[]): number => tracks.reduce((sum, track) => sum + track.duration, 0)

/** How many tracks it takes: as asked, or as many as fill the time at the usual length along the way. */
async function countFor(
  session: Session,
  { minutes, tracks }: PathInput,
  anchors: Anchor[]
): Promise<number> {
  if (tracks !== undefined) return tracks
  if (minutes === undefined) return Math.max(usualTracks, anchors.length)
  const middle = between(anchors[0]!.direction, anchors.at(-1)!.direction, 0.5)
  const [scores] = session.space.nearness([middle])
  const { ids } = session.library.index
  const near = session.tracks.all(best(scores!, 100).map(row => ids[row]!))
  const lengths = near.map(track => track.duration).filter(one => one >= shortest)
  lengths.sort((a, b) => a - b)
  return Math.max(2, Math.round((minutes * 60) / (lengths[Math.floor(lengths.length / 2)] ?? usualSeconds)))
}

/** The place of each anchor: the ways between them get places by their length. */
function placesOf(anchors: readonly Anchor[], count: number): number[] {
  const lengths = anchors
    .slice(1)
    .map(
      (anchor, i) =>
        0.05 + Math.acos(Math.max(-1, Math.min(1, 1 - apart(anchor.direction, anchors[i]!.direction))))
    )
  const total = lengths.reduce((sum, one) => sum + one, 0)
  const stops = [0]
  let gone = 0
  for (const [i, length] of lengths.entries()) {
    gone += length
    const left = anchors.length - 2 - i
    const at = Math.round((gone / total) * (count - 1))
    stops.push(Math.min(count - 1 - left, Math.max(stops.at(-1)! + 1, at)))
  }
  return stops
}

interface Place {
  direction: Float32Array
  tracks: FlowTrack[]
}

async function candidatesFor(
  session: Session,
  anchors: readonly Anchor[],
  stops: readonly number[],
  count: number,
  pause: Pause
): Promise<Place[]> {
  const directions = Array.from({ length: count }, (_, position) => {
    const leg = Math.max(
      0,
      stops.findLastIndex((stop, i) => stop <= position && i < stops.length - 1)
    )
    const share = (position - stops[leg]!) / (stops[leg + 1]! - stops[leg]!)
    return between(anchors[leg]!.direction, anchors[leg + 1]!.direction, share)
  })
  const { ids } = session.library.index
  // A long way has many tracks near each place and needs more to choose from.
  const some = nearest + Math.min(400, count)
  const places: Place[] = []
  for (let first = 0; first < count; first += together) {
    const scores = session.space.nearness(directions.slice(first, first + together))
    scores.forEach((one, i) => {
      const at = stops.indexOf(first + i)
      const tracks =
        at >= 0
          ? [anchors[at]!.track]
          : session.tracks
              .all(best(one, some).map(row => ids[row]!))
              .filter(track => track.duration === 0 || track.duration >= shortest)
      places.push({ direction: directions[first + i]!, tracks })
    })
    await pause()
  }
  // Rain and crickets lie between many sounds, but a path is made of music.
  const threshold = session.library.model.profile.musicThreshold
  const isMusic = ({ id }: FlowTrack): boolean => (session.library.windows?.get(id)?.music ?? 1) >= threshold
  places.forEach((place, position) => {
    if (!stops.includes(position)) place.tracks = place.tracks.filter(isMusic)
  })
  const seen = new Set(places.flatMap(place => place.tracks))
  session.tracks.withEnds([...seen])
  return places
}

type Limits = ConstructorParameters<typeof Ledger>[0]

/** Walks place by place and keeps the best ways open; a way never takes a track, or a recording, twice. */
function walk(
  places: readonly Place[],
  anchors: readonly Anchor[],
  stops: readonly number[],
  limits: Limits
): FlowTrack[] {
  const reserved = new Set(anchors.map(anchor => anchor.track.id))
  let ways: Way[] = [{ cost: 0, track: anchors[0]!.track, before: null }]
  for (let position = 1; position < places.length; position++) {
    const { direction, tracks } = places[position]!
    const isStop = stops.includes(position)
    const offLine = tracks.map(track => lineWeight * apart(track.whole, direction))
    const next: Way[] = []
    for (const way of ways) {
      tracks.forEach((track, i) => {
        if (!isStop && reserved.has(track.id)) return
        next.push({ cost: way.cost + step(way.track, track).cost + offLine[i]!, track, before: way })
      })
    }
    next.sort((a, b) => a.cost - b.cost)
    const kept: Way[] = []
    const perTrack = new Map<number, number>()
    for (const way of next) {
      if (kept.length >= beam) break
      // Ways that end in the same track differ little: a few of them are enough.
      const same = perTrack.get(way.track.id) ?? 0
      if (same >= 4 || (!isStop && repeats(way, anchors, limits))) continue
      perTrack.set(way.track.id, same + 1)
      kept.push(way)
    }
    if (kept.length > 0) ways = kept
    // Nothing is left for this place: the way goes on to the next one.
  }
  return tracksOf(ways[0]!)
}

function tracksOf(way: Way): FlowTrack[] {
  const tracks: FlowTrack[] = []
  for (let at: Way | null = way; at; at = at.before) tracks.unshift(at.track)
  return tracks
}

function repeats(way: Way, anchors: readonly Anchor[], limits: Limits): boolean {
  const ledger = new Ledger(limits)
  for (const anchor of anchors) ledger.add(anchor.track)
  const anchored = new Set(anchors.map(anchor => anchor.track.id))
  for (let at = way.before; at; at = at.before) {
    if (at.track.id === way.track.id) return true
    if (!anchored.has(at.track.id)) ledger.add(at.track)
  }
  return ledger.isFull(way.track) || ledger.isDouble(way.track)
}

/** Exchanges tracks for others near the same place until the time is as close as it gets. */
function tune(
  way: readonly FlowTrack[],
  places: readonly Place[],
  fixed: ReadonlySet<number>,
  seconds: number,
  limits: Limits
): FlowTrack[] {
  const list = [...way]
  if (list.length !== places.length) return list
  for (let round = 0; round < 30; round++) {
    const off = sumOf(list) - seconds
    if (Math.abs(off) <= 4) break
    const inside = new Set(list.map(track => track.id))
    let found: { position: number; track: FlowTrack } | null = null
    let least = Math.abs(off) - 1
    for (let position = 1; position < list.length; position++) {
      if (fixed.has(position)) continue
      const old = list[position]!
      const around = (track: FlowTrack): number =>
        step(list[position - 1]!, track).cost +
        (position + 1 < list.length ? step(track, list[position + 1]!).cost : 0)
      const ledger = new Ledger(limits)
      list.forEach((track, i) => i !== position && ledger.add(track))
      for (const track of places[position]!.tracks) {
        if (inside.has(track.id) || track.duration === 0) continue
        const left = Math.abs(off - old.duration + track.duration)
        if (left >= least) continue
        const price = left + 60 * Math.max(0, around(track) - around(old))
        if (price < least && !ledger.isFull(track) && !ledger.isDouble(track)) {
          least = price
          found = { position, track }
        }
      }
    }
    if (!found) break
    list[found.position] = found.track
  }
  return list
}
