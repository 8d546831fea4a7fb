import type { SearchLibrary } from '../library.ts'
import { combine, combineRows } from '../scoring/combine.ts'
import type { NullDistribution } from '../scoring/null-sample.ts'
import { pool } from '../scoring/pooling.ts'
import type { RowStandard } from '../scoring/row-standard.ts'
import { WindowScorer } from '../vectors/window-scorer.ts'
import type { AnalysedTrack } from '../vectors/window-store.ts'
import type { Prepared, Wanted } from './question.ts'

/** Deviations that a file with no music in it loses. */
const silencePenalty = 2

/** What a query's shape scores by chance. */
export function nullOf(library: SearchLibrary, wanted: readonly Wanted[]): NullDistribution {
  const negative = wanted.filter(one => one.negative).length
  return library.distribution({ positive: wanted.length - negative, negative })
}

const split = <T>(wanted: readonly Wanted[], scores: readonly T[]): { positive: T[]; negative: T[] } => ({
  positive: scores.filter((_, i) => !wanted[i]!.negative),
  negative: scores.filter((_, i) => wanted[i]!.negative)
})

const standardOf = (library: SearchLibrary, wanted: Wanted) =>
  wanted.kind === 'seed' ? library.peerStandard : library.phraseStandard

/** A sum of wanted things: its direction, and how much each standard has in it. */
interface Sum {
  vector: Float32Array
  weights: Map<RowStandard, number>
}

/** The mean of the standardised scores of wanted things: what all of them score together takes a single look. */
function meanOf(library: SearchLibrary, wanted: readonly Wanted[]): Sum {
  const sum: Sum = { vector: new Float32Array(library.model.dimension), weights: new Map() }
  for (const one of wanted) {
    const standard = standardOf(library, one)
    const weight = 1 / (standard.deviation * wanted.length)
    for (let k = 0; k < sum.vector.length; k++) sum.vector[k]! += weight * one.vector[k]!
    sum.weights.set(standard, (sum.weights.get(standard) ?? 0) + weight)
  }
  return sum
}

/**
 * First look, from mean vectors: a score for each row of the index, -Infinity where a filter keeps it out. `lift`: what a
 * track's best windows add for one of its spread; 0: the means alone.
 */
export function scoreRows(library: SearchLibrary, { wanted, passing }: Prepared, lift = 0): Float32Array {
  const { index, model } = library
  const rows = library.rowsOf(passing)
  const positive = wanted.filter(one => !one.negative)
  const sums = [
    ...(positive.length > 0 ? [meanOf(library, positive)] : []),
    ...wanted.filter(one => one.negative).map(one => meanOf(library, [one]))
  ]
  const scores = index.glance(
    sums.map(sum => sum.vector),
    rows
  )
  scores.forEach((one, i) =>
    sums[i]!.weights.forEach((weight, standard) => {
      standard.lower(one, rows, weight)
      if (lift > 0) raise(one, rows, weight * lift, index.spreads)
    })
  )
  const parts = { positive: positive.length > 0 ? [scores.shift()!] : [], negative: scores }
  const combined = combineRows(parts, model.profile.negativeAlpha, rows.length)
  const { mean, deviation } = nullOf(library, wanted)
  const found = new Float32Array(index.count)
  if (rows.length < found.length) found.fill(-Infinity)
  for (let i = 0; i < rows.length; i++) found[rows[i]!] = (combined[i]! - mean) / deviation
  return found
}

function raise(scores: Float32Array, rows: Uint32Array, worth: number, spreads: Float32Array): void {
  for (let i = 0; i < scores.length; i++) scores[i]! += worth * spreads[rows[i]!]!
}

/** Second look at one track, from its windows. */
export interface Look {
  score: number
  /** Each wanted thing's own score. */
  parts: number[]
  analysed: AnalysedTrack | null
  /** How near each wanted thing is to each window; none where there are no windows. */
  nearness: readonly Float32Array[]
}

/** Looks at tracks one by one for one alternative. */
export class CloseLook {
  readonly #library: SearchLibrary
  readonly #wanted: readonly Wanted[]
  readonly #scorer: WindowScorer
  readonly #null: NullDistribution

  constructor(library: SearchLibrary, wanted: readonly Wanted[]) {
    this.#library = library
    this.#wanted = wanted
    this.#null = nullOf(library, wanted)
    this.#scorer = new WindowScorer(library.model.dimension)
    this.#scorer.use(wanted.map(one => one.vector))
  }

  /** `row`: of the index. `fallback`: its score at first look, for a track whose windows are not there (any more). */
  at(row: number, fallback: number): Look {
    const { index, windows, model } = this.#library
    const analysed = windows?.get(index.ids[row]!) ?? null
    if (!analysed) return { score: fallback, parts: this.#wanted.map(() => fallback), analysed, nearness: [] }
    const pooling = model.profile.windowPooling
    const weight = pooling.mean + pooling.top
    const nearness = this.#scorer.score(analysed.windows)
    const parts = nearness.map((scores, i) => {
      const { mean, deviation } = standardOf(this.#library, this.#wanted[i]!)
      return (pool(scores, pooling) - weight * mean[row]!) / deviation
    })
    const combined = combine(split(this.#wanted, parts), model.profile.negativeAlpha)
    return {
      score: (combined - this.#null.mean) / this.#null.deviation - this.#gate(analysed),
      parts,
      analysed,
      nearness
    }
  }

  /**
   * The score in each window of a track: of each wanted thing, and of the query; standard deviations. `nearness`: of the
   * look that was taken at it, if one was.
   */
  along(
    row: number,
    analysed: AnalysedTrack,
    nearness: readonly Float32Array[] = this.#scorer.score(analysed.windows)
  ): { parts: Float32Array[]; whole: Float32Array } {
    const parts = nearness.map((near, i) => {
      const { mean, deviation } = standardOf(this.#library, this.#wanted[i]!)
      const scores = new Float32Array(near.length)
      for (let window = 0; window < scores.length; window++) {
        scores[window] = (near[window]! - mean[row]!) / deviation
      }
      return scores
    })
    const alpha = this.#library.model.profile.negativeAlpha
    const combined = combineRows(split(this.#wanted, parts), alpha, analysed.windows.starts.length)
    const whole = new Float32Array(combined.length)
    for (let window = 0; window < whole.length; window++)
      whole[window] = (combined[window]! - this.#null.mean) / this.#null.deviation
    return { parts, whole }
  }

  /** Rain, speech and near-silence are near to odd queries; unless compared with a track, they sink. */
  #gate(analysed: AnalysedTrack): number {
    const threshold = this.#library.model.profile.musicThreshold
    if (analysed.music >= threshold || this.#wanted.every(one => one.kind === 'seed')) return 0
    return silencePenalty * (1 - analysed.music / threshold)
  }
}
