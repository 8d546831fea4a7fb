import { Ledger, worthBeside, type Limits } from '../../search/variety/ledger.ts'
import { apart } from '../flow/sound-space.ts'
import type { FlowTrack } from '../flow/tracks.ts'
import type { Candidate } from './candidates.ts'
import type { Aim } from './curve.ts'

/** What is wanted at each place of the playlist. */
export interface Places {
  count: number
  aim: (position: number) => Aim | null
  /** How well a track fits this place in particular, about -1..1. */
  bonus: (track: FlowTrack, position: number) => number
}

export interface Choice {
  chosen: Candidate[]
  /** Left out for its artist, or as the same recording. */
  capped: number
  folded: number
}

export const aimWeight = 1.3

/** Places in an order that visits the whole stretch early: the first, the middle, the quarters, … */
function spreadOrder(count: number): number[] {
  const key = (position: number): number => {
    let share = 0
    for (let bit = 0.5, left = position; left > 0; left >>= 1, bit /= 2) if (left & 1) share += bit
    return share
  }
  return Array.from({ length: count }, (_, i) => i).sort((a, b) => key(a) - key(b))
}

/**
 * Chooses a track for each place: what fits best, less its likeness to what is chosen already (maximal marginal
 * relevance), near the aim of its place. `kept` are in it anyway. Stops early where `enough` says so.
 */
export function choose(
  candidates: readonly Candidate[],
  kept: readonly FlowTrack[],
  places: Places,
  limits: Limits,
  enough: (chosen: readonly Candidate[]) => boolean
): Choice {
  const ledger = new Ledger(limits)
  const keptIds = new Set(kept.map(track => track.id))
  const open = candidates.filter(one => !keptIds.has(one.track.id))
  const likeness = new Float32Array(open.length)
  const remember = (track: FlowTrack): void => {
    ledger.add(track)
    if (limits.diversity === 0) return
    open.forEach((one, i) => {
      if (one.track.row >= 0) likeness[i] = Math.max(likeness[i]!, 1 - apart(one.track.whole, track.whole))
    })
  }
  kept.forEach(remember)
  const gone = new Uint8Array(open.length)
  const chosen: Candidate[] = []
  const free = Math.max(0, places.count - kept.length)
  const order = places.aim(0) === null ? [] : spreadOrder(free)
  for (let slot = 0; slot < free && !enough(chosen); slot++) {
    const position = order[slot] ?? slot
    const aim = places.aim(free > 1 ? (position * (places.count - 1)) / (free - 1) : 0)
    for (;;) {
      const best = bestOf(open, gone, one => {
        const { track, worth, above } = open[one]!
        let score = worthBeside(worth, likeness[one]!, limits.diversity)
        if (!above) score -= 0.5
        if (aim) score -= aimWeight * aim.weight * Math.abs(track.energy - aim.level)
        return score + places.bonus(track, position)
      })
      if (best < 0) return { chosen, capped: ledger.capped, folded: ledger.folded }
      gone[best] = 1
      const { track } = open[best]!
      if (ledger.isFull(track)) ledger.capped++
      else if (ledger.isDouble(track)) ledger.folded++
      else {
        chosen.push(open[best]!)
        remember(track)
        break
      }
    }
  }
  return { chosen, capped: ledger.capped, folded: ledger.folded }
}

function bestOf(open: readonly Candidate[], gone: Uint8Array, score: (one: number) => number): number {
  let best = -1
  let highest = -Infinity
  for (let one = 0; one < open.length; one++) {
    if (gone[one]) continue
    const value = score(one)
    if (value > highest) {
      highest = value
      best = one
    }
  }
  return best
}

/** Seconds off that weigh as much as the whole range of worth. */
const worthSeconds = 40
const closeEnough = 4
/** Rounds of exchanges; a long list comes close in a few. */
const rounds = (length: number): number => (length > 200 ? 4 : 40)

/** Exchanges chosen tracks until the sum is as close to `seconds` as the candidates allow. */
export function tuneLength(
  chosen: readonly Candidate[],
  candidates: readonly Candidate[],
  kept: readonly FlowTrack[],
  seconds: number,
  limits: Limits
): Candidate[] {
  const list = [...chosen]
  const sum = (): number =>
    [...list.map(one => one.track), ...kept].reduce((total, track) => total + track.duration, 0)
  for (let round = 0; round < rounds(chosen.length); round++) {
    const off = sum() - seconds
    if (Math.abs(off) <= closeEnough) break
    const inside = new Set([...list.map(one => one.track.id), ...kept.map(track => track.id)])
    let best: { at: number; one: Candidate } | null = null
    let least = Math.abs(off) - 1
    for (let at = 0; at < list.length; at++) {
      const old = list[at]!
      const ledger = new Ledger(limits)
      for (const track of kept) ledger.add(track)
      list.forEach((other, i) => i !== at && ledger.add(other.track))
      for (const one of candidates) {
        if (inside.has(one.track.id) || one.above < old.above || one.track.duration === 0) continue
        const left = Math.abs(off - old.track.duration + one.track.duration)
        if (left >= Math.abs(off) - 1) continue
        const energy = Math.abs(one.track.energy - old.track.energy)
        const price = left + worthSeconds * (Math.max(0, old.worth - one.worth) * 0.5 + energy * 0.5)
        if (price < least && !ledger.isFull(one.track) && !ledger.isDouble(one.track)) {
          least = price
          best = { at, one }
        }
      }
    }
    if (!best) break
    list[best.at] = best.one
  }
  return list
}
