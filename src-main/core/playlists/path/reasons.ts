import type { DraftEntry } from '#contract/playlists.ts'
import { apart } from '../flow/sound-space.ts'
import { stepWords } from '../flow/step.ts'
import type { FlowTrack } from '../flow/tracks.ts'
import type { Anchor } from './anchors.ts'

/** "Close to the one before, same key; a third of the way to Teardrop". */
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
    const [from, to] = [anchors[leg]!, anchors[leg + 1]!]
    const where = points.has(track.id)
      ? i === 0
        ? 'the start of the path'
        : i === way.length - 1
          ? 'the end of the path'
          : 'a point of the path'
      : onTheWay(
          apart(track.whole, from.direction),
          apart(track.whole, to.direction),
          from.track.title,
          to.track.title
        )
    const words = i === 0 ? where : `${stepWords(way[i - 1]!, track)}; ${where}`
    return { trackId: track.id, reason: words.charAt(0).toUpperCase() + words.slice(1), fit: null }
  })
}

function onTheWay(back: number, on: number, from: string, to: string): string {
  const share = back / Math.max(1e-6, back + on)
  if (share < 0.4) return `still nearer to "${from}"`
  return share > 0.6 ? `nearer to "${to}"` : `half way from "${from}" to "${to}"`
}
