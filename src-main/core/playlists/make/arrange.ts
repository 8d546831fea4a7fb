import type { DraftEntry } from '#contract/playlists.ts'
import type { Chosen } from '#contract/reasons.ts'
import { shortestOrder } from '../flow/order.ts'
import { followsOf, stepCosts } from '../flow/step.ts'
import type { FlowTrack, FlowTracks } from '../flow/tracks.ts'
import type { Candidate } from './candidates.ts'
import { aimWeight } from './select.ts'
import type { Places } from './select.ts'

/** Longer lists are put in order in pieces: the time grows with the square. */
const longestPiece = 500

/** The order that flows best and keeps to the aims. `fixed`: place by track id. */
export function arrange(
  tracks: FlowTracks,
  all: readonly FlowTrack[],
  places: Pick<Places, 'aim' | 'bonus'>,
  fixed: ReadonlyMap<number, number>
): FlowTrack[] {
  tracks.withEnds(all)
  if (all.length > longestPiece && fixed.size === 0) {
    const pieces = Math.ceil(all.length / longestPiece)
    const size = Math.ceil(all.length / pieces)
    // Calm ones first where an arc is asked for cannot be told from here; pieces go by the aim of their middle.
    const sorted = places.aim(0) === null ? [...all] : byAim(all, places)
    return Array.from({ length: pieces }, (_, i) =>
      arrange(
        tracks,
        sorted.slice(i * size, (i + 1) * size),
        {
          aim: position => places.aim(position + i * size),
          bonus: (track, position) => places.bonus(track, position + i * size)
        },
        fixed
      )
    ).flat()
  }
  const aims = all.map((_, position) => places.aim(position))
  const placed = aims.some(aim => aim !== null) || all.some(track => places.bonus(track, 0) !== 0)
  const place = (item: number, position: number): number => {
    const aim = aims[position]
    const track = all[item]!
    const off = aim ? aimWeight * aim.weight * Math.abs(track.energy - aim.level) : 0
    return off - places.bonus(track, position)
  }
  const held = new Map<number, number>()
  const taken = new Set<number>()
  all.forEach((track, item) => {
    const position = fixed.get(track.id)
    if (position === undefined) return
    // A place past the end, or one that is taken: the nearest that is free.
    let at = Math.min(position, all.length - 1)
    while (taken.has(at)) at = (at + all.length - 1) % all.length
    taken.add(at)
    held.set(item, at)
  })
  return shortestOrder(stepCosts(all), { place: placed ? place : null, fixed: held }).map(item => all[item]!)
}

/** For each place in turn the track whose energy is nearest to its aim. */
function byAim(all: readonly FlowTrack[], { aim }: Pick<Places, 'aim'>): FlowTrack[] {
  const byEnergy = [...all].sort((a, b) => a.energy - b.energy)
  return all
    .map((_, position) => ({ position, level: aim(position)?.level ?? 0.5 }))
    .sort((a, b) => a.level - b.level)
    .map(({ position }, i) => ({ position, track: byEnergy[i]! }))
    .sort((a, b) => a.position - b.position)
    .map(one => one.track)
}

/** The tracks with what is to be said about each: how it follows, and why it is there. */
export function entriesOf(
  ordered: readonly FlowTrack[],
  known: ReadonlyMap<number, Candidate>,
  special: ReadonlyMap<number, Chosen>
): DraftEntry[] {
  return ordered.map((track, i) => {
    const candidate = known.get(track.id)
    return {
      trackId: track.id,
      reason: {
        code: 'made',
        follows: i === 0 ? null : followsOf(ordered[i - 1]!, track),
        chosen: special.get(track.id) ?? candidate?.why ?? null
      },
      fit: candidate?.fit ?? null
    }
  })
}
