import type { DraftEntry } from '#contract/playlists.ts'
import type { WayPlace } from '#contract/reasons.ts'
import { apart } from '../flow/sound-space.ts'
import { followsOf } from '../flow/step.ts'
import type { FlowTrack } from '../flow/tracks.ts'
import type { Anchor } from './anchors.ts'

/** The tracks of a way with what is to be said about each: how it follows, and where it stands between the points. */
export function arrangeReasons(
  way: readonly FlowTrack[],
  anchors: readonly Anchor[],
  stops: readonly number[]
): DraftEntry[] {
  const points = new Set(anchors.map(anchor => anchor.track.id))
  return way.map((track, i) => {
    const leg = Math.max(
      0,
      stops.findLastIndex((stop, at) => stop <= i && at < stops.length - 1)
    )
    const place: WayPlace = points.has(track.id)
      ? { code: i === 0 ? 'start' : i === way.length - 1 ? 'end' : 'point' }
      : placeBetween(track, anchors[leg]!, anchors[leg + 1]!)
    const follows = i === 0 ? null : followsOf(way[i - 1]!, track)
    return { trackId: track.id, reason: { code: 'on-the-way', follows, place }, fit: null }
  })
}

function placeBetween(track: FlowTrack, from: Anchor, to: Anchor): WayPlace {
  const back = apart(track.whole, from.direction)
  const share = back / Math.max(1e-6, back + apart(track.whole, to.direction))
  const titles = { from: from.track.title, to: to.track.title }
  if (share < 0.4) return { code: 'near-last', from: titles.from }
  return share > 0.6 ? { code: 'near-next', to: titles.to } : { code: 'half-way', ...titles }
}
