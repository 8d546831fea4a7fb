import type { SearchLibrary } from '../library.ts'
import { combine, combineRows, type Parts } from '../scoring/combine.ts'
import type { NullDistribution } from '../scoring/null-sample.ts'
import { pool } from '../scoring/pooling.ts'
import type { RowStandard } from '../scoring/row-standard.ts'
import type { Sum } from '../vectors/vector-index.ts'
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

/** How a score is turned into another: so many times it, and more. */
interface Turned {
  times: number
  base: number
}

/**
 * The mean of the standardised scores of wanted things: what all of them score together takes a single look. `lift`: as of
 * `scoreRows`.
 */
function meanOf(
  library: SearchLibrary,
  wanted: readonly Wanted[],
  lift: number,
  { times, base }: Turned
): Sum {
  const query = new Float32Array(library.index.dimension)
  const weights = new Map<RowStandard, number>()
  let all = 0
  for (const one of wanted) {
    const standard = standardOf(library, one)
    const weight = times / (standard.deviation * wanted.length)
    for (let k = 0; k < query.length; k++) query[k]! += weight * one.vector[k]!
    weights.set(standard, (weights.get(standard) ?? 0) + weight)
    all += weight
  }
  const plus = [...weights].map(([{ mean }, weight]) => ({ of: mean, times: -weight }))
  return { query, base, plus: lift > 0 ? [...plus, { of: library.index.spreads, times: lift * all }] : plus }
}

/** Scores of some rows of the index, lowest row first. */
export interface RowScores {
  rows: Uint32Array
  /** Indexed as these are. */
  scores: Float32Array
}

/**
 * First look, from mean vectors, at each row that a filter lets through. `lift`: what a track's best windows add for one of
 * its spread; 0: the means alone.
 */
export function scoreRows(library: SearchLibrary, { wanted, passing }: Prepared, lift = 0): RowScores {
  const rows = library.rowsOf(passing)
  const { mean, deviation } = nullOf(library, wanted)
  const standardised: Turned = { times: 1 / deviation, base: -mean / deviation }
  if (!wanted.some(one => one.negative)) {
    const [scores] = library.index.sums([meanOf(library, wanted, lift, standardised)], rows)
    return { rows, scores: scores! }
  }
  const asIs: Turned = { times: 1, base: 0 }
  const positive = wanted.filter(one => !one.negative)
  const sums = [
    ...(positive.length > 0 ? [meanOf(library, positive, lift, asIs)] : []),
    ...wanted.filter(one => one.negative).map(one => meanOf(library, [one], lift, asIs))
  ]
  const found = library.index.sums(sums, rows)
  const parts = { positive: positive.length > 0 ? [found.shift()!] : [], negative: found }
  const scores = combineRows(parts, library.model.profile.negativeAlpha, rows.length)
  for (let i = 0; i < scores.length; i++) scores[i] = (scores[i]! - mean) / deviation
  return { rows, scores }
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
  readonly #standards: readonly RowStandard[]
  readonly #scorer: WindowScorer
  readonly #null: NullDistribution
  readonly #isOfExamples: boolean

  constructor(library: SearchLibrary, wanted: readonly Wanted[]) {
    this.#library = library
    this.#wanted = wanted
    this.#standards = wanted.map(one => standardOf(library, one))
    this.#null = nullOf(library, wanted)
    this.#isOfExamples = wanted.every(one => one.kind === 'seed')
    this.#scorer = new WindowScorer(library.model.dimension)
    this.#scorer.use(wanted.map(one => one.vector))
  }

  /**
   * `row`: of the index. `fallback`: its score at first look, for a track whose windows are not there (any more). Counted
   * loops: a question looks at some hundred tracks.
   */
  at(row: number, fallback: number): Look {
    const { index, windows, model } = this.#library
    const analysed = windows?.get(index.ids[row]!) ?? null
    if (!analysed) return { score: fallback, parts: this.#wanted.map(() => fallback), analysed, nearness: [] }
    const pooling = model.profile.windowPooling
    const weight = pooling.mean + pooling.top
    const nearness = this.#scorer.score(analysed.windows)
    const parts: number[] = []
    const sides: Parts<number> = { positive: [], negative: [] }
    for (let i = 0; i < nearness.length; i++) {
      const standard = this.#standards[i]!
      const score = (pool(nearness[i]!, pooling) - weight * standard.mean[row]!) / standard.deviation
      parts.push(score)
      if (this.#wanted[i]!.negative) sides.negative.push(score)
      else sides.positive.push(score)
    }
    const combined = combine(sides, model.profile.negativeAlpha)
    const score = (combined - this.#null.mean) / this.#null.deviation - this.#gate(analysed)
    return { score, parts, analysed, nearness }
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
      const { mean, deviation } = this.#standards[i]!
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
    if (this.#isOfExamples || analysed.music >= threshold) return 0
    return silencePenalty * (1 - analysed.music / threshold)
  }
}
