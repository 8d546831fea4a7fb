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

const energyWords = (energy: number): string =>
  energy < 0.3 ? 'Calm' : energy > 0.7 ? 'Driving' : 'Neither calm nor driving'

/** "Calm; piano, strings, classical; 60 to 90 BPM; from 1994 to 2011." */
export function describePlaylist(session: Session, tracks: readonly FlowTrack[]): string {
  const parts = [energyWords(tracks.reduce((sum, track) => sum + track.energy, 0) / tracks.length)]
  const heard = strongest(session, meanTags(session, tracks), 1)
  if (heard.length > 0) parts.push(heard.slice(0, mostTags).join(', '))
  const tempo = range(tracks.flatMap(track => track.bpm ?? []))
  if (tempo) parts.push(`${tempo} BPM`)
  const years = range(tracks.flatMap(track => track.year ?? []))
  if (years) parts.push(`from ${years}`)
  return `${parts.join('; ')}.`
}

/** Names of the tags that stand out, strongest first; with sign -1 of those that are missing. */
function strongest({ tags }: Session, scores: Float32Array | null, sign: 1 | -1): string[] {
  if (!scores || !tags) return []
  const best = new Map<string, number>()
  tags.names.forEach((name, i) => {
    const score = sign * scores[i]!
    if (score >= heardFrom) best.set(name, Math.max(best.get(name) ?? 0, score))
  })
  return [...best].sort((a, b) => b[1] - a[1]).map(([name]) => name)
}

/** Where most of the values lie: without the lowest and the highest tenth. Null for too few. */
function range(values: readonly number[]): string | null {
  if (values.length < 3) return null
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number): number => Math.round(sorted[Math.round(share * (sorted.length - 1))]!)
  return at(0.1) === at(0.9) ? String(at(0.5)) : `${at(0.1)} to ${at(0.9)}`
}

/** "More rock, drums and less piano than the rest; much more energy." */
export function differenceWords(session: Session, track: FlowTrack, others: readonly FlowTrack[]): string {
  const own = meanTags(session, [track])
  const rest = meanTags(session, others)
  const words: string[] = []
  if (own && rest) {
    const apart = own.map((value, i) => value - rest[i]!)
    const more = strongest(session, apart, 1).slice(0, 3)
    const less = strongest(session, apart, -1).slice(0, 2)
    if (more.length > 0) words.push(`more ${more.join(', ')}`)
    if (less.length > 0) words.push(`less ${less.join(', ')}`)
  }
  const energy = track.energy - others.reduce((sum, other) => sum + other.energy, 0) / others.length
  if (Math.abs(energy) > 0.25) words.push(energy > 0 ? 'more energy' : 'calmer')
  const text = words.length === 0 ? 'sounds unlike' : words.join('; ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${words.length === 0 ? ' the rest.' : ' than the rest.'}`
}
