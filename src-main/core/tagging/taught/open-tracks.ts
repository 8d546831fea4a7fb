import type { Mark } from '#contract/tagging.ts'
import type { SearchLibrary } from '../../search/library.ts'
import type { Learnt } from './learn.ts'
import type { ScoredTrack } from './rank-tracks.ts'

/** Tracks considered for asking, nearest to the line; a quarter as many of the best. */
const considered = 200
/** Tracks looked at for those, at most: a library of speech must not be read through. */
const mostLooks = 2000

/** How far a track is above the line, in logits. */
export const marginOf = (
  { calibration, line }: Pick<Learnt, 'calibration' | 'line'>,
  { score }: ScoredTrack
) => (line === null ? calibration.slope * score + calibration.offset : calibration.slope * (score - line))

/**
 * The tracks that may be asked about: without a mark, not skipped, and music, unless a yes shows that the tag is about
 * other sounds as well.
 */
export function openTracks(
  library: SearchLibrary,
  learnt: Learnt,
  ranked: readonly ScoredTrack[],
  marks: ReadonlyMap<number, Mark>,
  skip: ReadonlySet<number>
): ScoredTrack[] {
  const { musicThreshold } = library.model.profile
  const isMusic = (id: number): boolean => (library.windows?.get(id)?.music ?? 0) >= musicThreshold
  const anySound = [...marks].some(([id, mark]) => mark === 'yes' && library.windows?.get(id) && !isMusic(id))
  const first = (tracks: readonly ScoredTrack[], most: number): ScoredTrack[] => {
    const found: ScoredTrack[] = []
    for (let i = 0; i < tracks.length && i < mostLooks && found.length < most; i++) {
      if (anySound || isMusic(tracks[i]!.id)) found.push(tracks[i]!)
    }
    return found
  }
  const open = ranked.filter(({ id }) => !marks.has(id) && !skip.has(id))
  const away = new Map(open.map(track => [track, Math.abs(marginOf(learnt, track))]))
  const nearest = open.toSorted((a, b) => away.get(a)! - away.get(b)! || a.id - b.id)
  return [...new Set([...first(nearest, considered), ...first(open, considered / 4)])]
}
