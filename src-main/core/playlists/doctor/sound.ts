import type { Apart, PlaylistSound } from '#contract/remarks.ts'
import type { Session } from '../flow/studio.ts'
import type { FlowTrack } from '../flow/tracks.ts'

/** Tags below this mean score are not heard in a playlist; standard deviations over music at large. */
const heardFrom = 0.6
const mostTags = 5
/** Windows of so many tracks say what a playlist sounds like. */
const mostSampled = 150

/** Mean tag scores of some tracks, or null where nothing is known. */
function meanTags({ library, tags }: Session, tracks: readonly FlowTrack[]): Float32Array | null {
  if (!tags) return null
  const step = Math.max(1, tracks.length / mostSampled)
  const mean = new Float32Array(tags.names.length)
  let count = 0
  for (let at = 0; at < tracks.length; at += step) {
    const heard = library.windows?.get(tracks[Math.floor(at)]!.id)
    if (!heard) continue
    for (let i = 0; i < mean.length; i++) mean[i]! += heard.tags[i]!
    count++
  }
  return count === 0 ? null : mean.map(value => value / count)
}

const calmBelow = 0.3
const drivingAbove = 0.7

/** What some tracks sound like together. */
export function soundOf(session: Session, tracks: readonly FlowTrack[]): PlaylistSound {
  const energy = tracks.reduce((sum, track) => sum + track.energy, 0) / tracks.length
  return {
    energy: energy < calmBelow ? 'calm' : energy > drivingAbove ? 'driving' : 'between',
    heard: strongest(session, meanTags(session, tracks), 1).slice(0, mostTags),
    bpm: range(tracks.flatMap(track => track.bpm ?? [])),
    years: range(tracks.flatMap(track => track.year ?? []))
  }
}

/** Names of the tags that stand out, strongest first; with sign -1 of those that are missing. */
function strongest({ tags }: Session, scores: Float32Array | null, sign: 1 | -1): string[] {
  if (!scores || !tags) return []
  const best = new Map<string, number>()
  tags.names.forEach((name, i) => {
    const score = sign * scores[i]!
    if (name !== '' && score >= heardFrom) best.set(name, Math.max(best.get(name) ?? 0, score))
  })
  return [...best].sort((a, b) => b[1] - a[1]).map(([name]) => name)
}

/** Where most of the values lie: without the lowest and the highest tenth. Null for too few. */
function range(values: readonly number[]): { from: number; to: number } | null {
  if (values.length < 3) return null
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number): number => Math.round(sorted[Math.round(share * (sorted.length - 1))]!)
  return { from: at(0.1), to: at(0.9) }
}

/** What sets a track apart from the others: the tags it has more or less of, and its energy. */
export function apartFrom(session: Session, track: FlowTrack, others: readonly FlowTrack[]): Apart {
  const own = meanTags(session, [track])
  const rest = meanTags(session, others)
  const apart = own && rest && own.map((value, i) => value - rest[i]!)
  const energy = track.energy - others.reduce((sum, other) => sum + other.energy, 0) / others.length
  return {
    more: strongest(session, apart, 1).slice(0, 3),
    less: strongest(session, apart, -1).slice(0, 2),
    energy: Math.abs(energy) <= 0.25 ? null : energy > 0 ? 'more' : 'less'
  }
}
