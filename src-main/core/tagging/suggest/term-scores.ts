import type { Moment } from '#contract/entities.ts'
import { bestMoment } from '../../search/answer/moments.ts'
import type { SearchLibrary } from '../../search/library.ts'
import { pool } from '../../search/scoring/pooling.ts'
import { WindowScorer } from '../../search/vectors/window-scorer.ts'
import type { Windows } from '../../search/vectors/window-scorer.ts'

/** A term as it is compared with tracks. */
export interface ScoredTerm {
  key: string
  vector: Float32Array
  /** Places of its tags among the tower's; empty where it has none. */
  tags: readonly number[]
  /** What it scores on music at large: terms differ in how near they are to everything. */
  usual: { mean: number; deviation: number }
}

/** How the words and the tower's own tags are put together, where a term has both; measured, see docs/tagging-evaluation.md. */
export const tagShare = 0.5

/** A passage, seconds. */
export interface Span {
  start?: number | undefined
  end?: number | undefined
}

const windowSeconds = 10
/** What is not music is near to odd words. */
const silencePenalty = 3

/** Scores tracks against all terms at once, from their windows and the tower's tags. Standard deviations. */
export class TermScores {
  readonly terms: readonly ScoredTerm[]
  readonly #library: SearchLibrary
  readonly #share: number
  readonly #all: WindowScorer
  readonly #single: WindowScorer

  constructor(library: SearchLibrary, terms: readonly ScoredTerm[], share = tagShare) {
    this.#library = library
    this.#share = share
    this.terms = terms
    this.#single = new WindowScorer(library.model.dimension)
    // All in one pass over a track's windows.
    this.#all = new WindowScorer(library.model.dimension, terms.length)
    this.#all.use(terms.map(term => term.vector))
  }

  /** One score a term; null for a track that was not heard. `span`: only the windows that reach into it. */
  of(trackId: number, span: Span = {}): Float32Array | null {
    const { index, model, phraseStandard } = this.#library
    const row = index.rowOf(trackId)
    const analysed = this.#library.windows?.get(trackId) ?? null
    if (row === undefined || !analysed) return null
    const windows = within(analysed.windows, span)
    const { windowPooling, musicThreshold } = model.profile
    const usual = (windowPooling.mean + windowPooling.top) * phraseStandard.mean[row]!
    const silence =
      analysed.music >= musicThreshold ? 0 : silencePenalty * (1 - analysed.music / musicThreshold)
    const scores = new Float32Array(this.terms.length)
    this.#all.score(windows).forEach((along, at) => {
      const term = this.terms[at]!
      const text = (pool(along, windowPooling) - usual) / phraseStandard.deviation
      scores[at] =
        (mixed(term, text, analysed.tags, this.#share) - term.usual.mean) / term.usual.deviation - silence
    })
    return scores
  }

  /** Where a term is heard best; null for a track that was not heard. `term`: its place. */
  moment(trackId: number, term: number, span: Span = {}): Moment | null {
    const analysed = this.#library.windows?.get(trackId) ?? null
    if (!analysed) return null
    const windows = within(analysed.windows, span)
    this.#single.use([this.terms[term]!.vector])
    const [values] = this.#single.score(windows)
    return bestMoment({ values: values!, starts: windows.starts, windowSeconds, duration: analysed.duration })
  }
}

function mixed(term: ScoredTerm, text: number, tags: Float32Array, share: number): number {
  if (term.tags.length === 0) return text
  let analysed = 0
  for (const tag of term.tags) analysed += tags[tag]! / term.tags.length
  return (1 - share) * text + share * analysed
}

/** The windows whose middle lies in the passage; the nearest one where there is none. */
function within(windows: Windows, { start = 0, end = Infinity }: Span): Windows {
  if (start <= 0 && end === Infinity) return windows
  const middle = (window: number): number => windows.starts[window]! + windowSeconds / 2
  const places = [...windows.starts.keys()]
  let kept = places.filter(window => middle(window) >= start && middle(window) <= end)
  if (kept.length === 0) {
    const centre = end === Infinity ? start : (start + end) / 2
    kept = [places.reduce((a, b) => (Math.abs(middle(b) - centre) < Math.abs(middle(a) - centre) ? b : a))]
  }
  const size = windows.vectors.length / windows.starts.length
  const vectors = new Int8Array(kept.length * size)
  kept.forEach((window, i) =>
    vectors.set(windows.vectors.subarray(window * size, (window + 1) * size), i * size)
  )
  return {
    vectors,
    scales: Float32Array.from(kept, window => windows.scales[window]!),
    starts: Float32Array.from(kept, window => windows.starts[window]!)
  }
}
