import type { VectorIndex } from '../vectors/vector-index.ts'
import { WindowScorer } from '../vectors/window-scorer.ts'
import type { WindowStore } from '../vectors/window-store.ts'
import type { NullSample } from './null-sample.ts'
import { pool } from './pooling.ts'
import type { ScoringProfile } from '../../inference/scoring-profile.ts'
import type { RowStandard } from './row-standard.ts'

const mostTracks = 128
const mostPhrases = 144
const together = 16

/** Evenly spaced, all when there are few. */
function spaced<T>(all: ArrayLike<T>, most: number): T[] {
  const count = Math.min(most, all.length)
  return Array.from({ length: count }, (_, i) => all[Math.floor((i * all.length) / count)]!)
}

/** Scores unrelated phrases on a sample of the library, exactly as a query is scored. */
export function drawSample(
  index: VectorIndex,
  windows: WindowStore,
  standard: RowStandard,
  phrases: readonly Float32Array[],
  pooling: ScoringProfile['windowPooling']
): NullSample {
  const some = spaced(phrases, mostPhrases)
  const drawn = spaced(index.ids, mostTracks)
  windows.ready(drawn)
  const tracks = drawn.filter(id => windows.get(id) !== null)
  const scores = new Float32Array(tracks.length * some.length)
  const scorer = new WindowScorer(index.dimension)
  let added = 0
  let square = 0
  for (let first = 0; first < some.length; first += together) {
    scorer.use(some.slice(first, first + together))
    tracks.forEach((id, track) => {
      const row = index.rowOf(id)!
      const [weight, spread] = [pooling.mean + pooling.top, index.spreads[row]!]
      scorer.score(windows.get(id)!.windows).forEach((one, i) => {
        const pooled = pool(one, pooling)
        scores[track * some.length + first + i] = (pooled - weight * standard.mean[row]!) / standard.deviation
        added += spread * (pooled - weight * meanOf(one))
        square += spread * spread
      })
    })
  }
  return { tracks: tracks.length, phrases: some.length, scores, lift: square > 0 ? added / square : 0 }
}

function meanOf(scores: Float32Array): number {
  let sum = 0
  for (let i = 0; i < scores.length; i++) sum += scores[i]!
  return sum / scores.length
}
