import type { Moment } from '#contract/entities.ts'
import type { Heat } from '#contract/heat.ts'
import { EarshotError } from '#contract/errors.ts'
import type { SearchLibrary } from '../library.ts'
import { nullQuantile } from '../scoring/null-sample.ts'
import type { AnalysedTrack } from '../vectors/window-store.ts'
import { bestMoment, bestMoments, passagesAlong, type Along } from './moments.ts'
import type { Prepared, Question } from './question.ts'
import { CloseLook, nullOf, scoreRows } from './score.ts'
import { best } from './select.ts'

const windowSeconds = 10
/** Tracks whose best windows say how hot it gets, and how many of them make the mean. */
const hottest = 24
const meanOf = 5
/** Nothing is hot that unrelated phrases reach in one of so many pairs. */
const strongShare = 0.995
/** A part is heard in a window that fewer than 1 in 20 pairs reach by chance; so many places are named at most. */
const heardShare = 0.95
const mostPlaces = 3

type Scale = Heat['scale']

const sounding = ({ alternatives }: Question): Prepared[] => alternatives.filter(one => one.wanted.length > 0)

/** A question's score along a track; null where nothing in it can be heard. */
export function along(
  library: SearchLibrary,
  question: Question,
  row: number,
  analysed: AnalysedTrack
): Along | null {
  const asked = sounding(question)
  if (asked.length === 0) return null
  const { starts } = analysed.windows
  const values = new Float32Array(starts.length).fill(-Infinity)
  for (const { wanted } of asked) {
    const { whole } = new CloseLook(library, wanted).along(row, analysed)
    for (let i = 0; i < values.length; i++) values[i] = Math.max(values[i]!, whole[i]!)
  }
  return { values, starts, windowSeconds, duration: analysed.duration }
}

/** The passage of a track where a question's score is highest. `values`: one a window. */
export const momentOf = (values: Float32Array, { windows, duration }: AnalysedTrack): Moment =>
  bestMoment({ values, starts: windows.starts, windowSeconds, duration })

/** What is drawn along a track. Throws not-found while it has not been heard. */
export function heatOf(library: SearchLibrary, question: Question, id: number, scales: HeatScales): Heat {
  const row = library.index.rowOf(id)
  const analysed = library.windows?.get(id) ?? null
  if (row === undefined || !analysed) {
    throw new EarshotError('not-found', 'This track has not been listened to yet; analyse it first.')
  }
  const starts = analysed.windows.starts.slice()
  const found = along(library, question, row, analysed)
  if (!found) {
    const values = new Float32Array(starts.length)
    return { windowSeconds, starts, values, scale: { low: 0, high: 1 }, moments: [] }
  }
  const moments = bestMoments(found)
  return { windowSeconds, starts, values: found.values, scale: scales.of(question), moments }
}

/** Where each wanted thing is heard in a track: passages that score what less than 1 in 20 do by chance. */
export function heardAt(
  library: SearchLibrary,
  parts: readonly Float32Array[],
  analysed: AnalysedTrack
): Moment[][] {
  const chance = library.distribution({ positive: 1, negative: 0 })
  const line = chance.mean + chance.deviation * nullQuantile(chance, heardShare)
  const { starts } = analysed.windows
  return parts.map(values =>
    passagesAlong({ values, starts, windowSeconds, duration: analysed.duration }, line, mostPlaces).map(
      ({ start, end }) => ({ start, end })
    )
  )
}

/** Scales of the questions that were asked last: each row of a list asks for the same one. */
export class HeatScales {
  readonly #library: SearchLibrary
  readonly #known = new Map<string, Scale>()
  #generation = -1

  constructor(library: SearchLibrary) {
    this.#library = library
  }

  /** From the library's middle to the mean of its best windows, none of which counts that chance reaches. */
  of(question: Question): Scale {
    const { generation } = this.#library
    if (generation !== this.#generation) this.#known.clear()
    this.#generation = generation
    const known = this.#known.get(question.text)
    if (known) return known
    const made = scaleOf(this.#library, question)
    for (const oldest of this.#known.keys()) {
      if (this.#known.size < 16) break
      this.#known.delete(oldest)
    }
    this.#known.set(question.text, made)
    return made
  }
}

function scaleOf(library: SearchLibrary, question: Question): Scale {
  const tops: number[] = []
  const lows: number[] = []
  let chance = 0
  for (const one of sounding(question)) {
    const { rows: all, scores } = scoreRows(library, one)
    if (scores.length > 0) lows.push(scores.toSorted()[Math.floor(scores.length / 2)]!)
    chance = Math.max(chance, nullQuantile(nullOf(library, one.wanted), strongShare))
    const look = new CloseLook(library, one.wanted)
    const rows = best(scores, hottest).map(place => all[place]!)
    library.windows?.ready(rows.map(row => library.index.ids[row]!))
    for (const row of rows) {
      const analysed = library.windows?.get(library.index.ids[row]!)
      if (analysed) tops.push(Math.max(...look.along(row, analysed).whole))
    }
  }
  const some = tops.sort((a, b) => b - a).slice(0, meanOf)
  const mean = some.reduce((sum, top) => sum + top / some.length, 0)
  const high = Math.max(mean, chance, 1)
  // A library that is all like it has no cold end: half of its height is as good as none.
  const low = Math.min(Math.max(0, ...lows), high / 2)
  return { low, high }
}
