import type { Pause } from '../../threads/pause.ts'
import type { SearchLibrary } from '../../search/library.ts'
import { pool } from '../../search/scoring/pooling.ts'
import { WindowScorer } from '../../search/vectors/window-scorer.ts'
import type { Learnt } from './learn.ts'
import type { SoundSpace } from './sound-space.ts'

export interface ScoredTrack {
  id: number
  row: number
  /** Logits. */
  score: number
}

/** Up to so many tracks all are looked at window by window; of more only the best by their means. */
const allBelow = 5000
const closeLooks = 1000
/** With this many in a row below the line the rest is taken to be below it as well. */
const enoughBelow = 500
const atATime = 100

/** Visible tracks by the probe, best first; those looked at closely stand above all others. */
export async function rankTracks(
  library: SearchLibrary,
  space: SoundSpace,
  { probe, line }: Learnt,
  pause: Pause
): Promise<ScoredTrack[]> {
  const { index, windows } = library
  const { query, offset } = space.outside(probe.weights, probe.bias)
  const visible = library.allowed.passing([])
  const pooling = library.model.profile.windowPooling
  const weight = pooling.mean + pooling.top
  const means = index.scan([query])[0]!
  const tracks: ScoredTrack[] = []
  const { ids } = index
  for (let row = 0; row < means.length; row++) {
    if (visible.has(ids[row]!)) tracks.push({ id: ids[row]!, row, score: weight * (means[row]! + offset) })
  }
  tracks.sort(best)
  const scorer = new WindowScorer(library.model.dimension)
  scorer.use([query])
  const least = tracks.length <= allBelow ? tracks.length : closeLooks
  let below = 0
  let looked = 0
  for (; looked < tracks.length; looked++) {
    if (looked >= least && (line === null || below >= enoughBelow)) break
    if (looked % atATime === 0) await pause()
    const track = tracks[looked]!
    const analysed = windows?.get(track.id)
    if (analysed) track.score = pool(scorer.score(analysed.windows)[0]!, pooling) + weight * offset
    below = line !== null && track.score < line ? below + 1 : 0
  }
  return [...tracks.slice(0, looked).sort(best), ...tracks.slice(looked)]
}

const best = (a: ScoredTrack, b: ScoredTrack): number => b.score - a.score || a.id - b.id
