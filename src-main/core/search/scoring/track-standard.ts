import type { HeardTrack, WindowStore } from '../vectors/window-store.ts'
import type { VectorIndex } from '../vectors/vector-index.ts'
import { WindowScorer } from '../vectors/window-scorer.ts'
import type { NullSample } from './null-sample.ts'
import { chanceExcess, pool } from './pooling.ts'
import type { ScoringProfile } from './profile.ts'
import type { RowStandard } from './row-standard.ts'

type Pooling = ScoringProfile['windowPooling']

/**
 * A track's pooled window scores of one query in standard deviations above the null. `mean` and `deviation` are the
 * track's null; `excess` how far chance lifts its best windows, per unit of spread.
 */
export function standardScore(
  scores: Float32Array,
  track: HeardTrack,
  pooling: Pooling,
  null_: { mean: number; deviation: number },
  excess: number
): number {
  const weight = pooling.mean + pooling.top
  const chance = pooling.top * excess * chanceExcess(scores.length, pooling.topShare) * track.windows.spread
  return (pool(scores, pooling) - chance - weight * null_.mean) / (weight * null_.deviation)
}

const mostTracks = 128
const mostPhrases = 144
const together = 16

/** Evenly spaced, all when there are few. */
function spaced<T>(all: readonly T[], most: number): T[] {
  if (all.length <= most) return [...all]
  return Array.from({ length: most }, (_, i) => all[Math.floor((i * all.length) / most)]!)
}

/**
 * Scores unrelated phrases on a sample of the library, as a query would be scored. Gives the sample, and the factor
 * by which chance lifts the best windows (least squares over the sample).
 */
export function sampleNull(
  index: VectorIndex,
  windows: WindowStore,
  standard: RowStandard,
  phrases: readonly Float32Array[],
  pooling: Pooling
): { sample: NullSample; excess: number } {
  const some = spaced(phrases, mostPhrases)
  const tracks: { row: number; heard: HeardTrack }[] = []
  for (const id of spaced([...index.ids], mostTracks)) {
    const heard = windows.get(id)
    if (heard) tracks.push({ row: index.rowOf(id)!, heard })
  }
  const scorer = new WindowScorer(index.dimension)
  const scores: Float32Array[][] = tracks.map(() => [])
  for (let first = 0; first < some.length; first += together) {
    scorer.use(some.slice(first, first + together))
    tracks.forEach(({ heard }, track) => scores[track]!.push(...scorer.score(heard.windows)))
  }
  const excess = chanceFactor(
    tracks.map(({ heard }) => heard),
    scores,
    pooling.topShare
  )
  const values = new Float32Array(tracks.length * some.length)
  tracks.forEach(({ row, heard }, track) => {
    const null_ = { mean: standard.mean[row]!, deviation: standard.deviation[row]! }
    scores[track]!.forEach((one, phrase) => {
      values[track * some.length + phrase] = standardScore(one, heard, pooling, null_, excess)
    })
  })
  return { sample: { tracks: tracks.length, phrases: some.length, scores: values }, excess }
}

function chanceFactor(tracks: readonly HeardTrack[], scores: Float32Array[][], share: number): number {
  let product = 0
  let square = 0
  tracks.forEach((track, t) => {
    const expected = chanceExcess(track.windows.starts.length, share) * track.windows.spread
    for (const one of scores[t]!) {
      const lift =
        pool(one, { mean: 0, top: 1, topShare: share }) - pool(one, { mean: 1, top: 0, topShare: share })
      product += lift * expected
      square += expected * expected
    }
  })
  return square > 0 ? product / square : 0
}
