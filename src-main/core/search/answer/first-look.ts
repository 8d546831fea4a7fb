import type { Pause } from '../../threads/pause.ts'
import type { SearchLibrary } from '../library.ts'
import type { Question } from './question.ts'
import { scoreRows, type RowScores } from './score.ts'
import { best } from './select.ts'

/** How tracks score from their mean vectors, and from how far their windows lie apart. */
export class FirstLook {
  /** Lowest first. */
  readonly #rows: Uint32Array
  /** Indexed as the rows are; -Infinity: kept out. */
  readonly #scores: Float32Array
  /** The alternative that each answers best. */
  readonly #which: Uint8Array
  /** How many rows have a score. */
  readonly count: number

  constructor({ rows, scores }: RowScores, which: Uint8Array, count: number) {
    this.#rows = rows
    this.#scores = scores
    this.#which = which
    this.count = count
  }

  /** Rows with the highest scores, best first. */
  best(most: number): number[] {
    return best(this.#scores, most).map(place => this.#rows[place]!)
  }

  /** Of a row; -Infinity: it has none. */
  scoreOf(row: number): number {
    const place = placeOf(this.#rows, row)
    return place < 0 ? -Infinity : this.#scores[place]!
  }

  /** The alternative that a row answers best. */
  answeredBy(row: number): number {
    return this.#which[placeOf(this.#rows, row)] ?? 0
  }

  /** How many rows beside some have so high a score. */
  countBeside(some: readonly number[], least: number): number {
    let beside = countFrom(this.#scores, least)
    for (const row of some) if (this.scoreOf(row) >= least) beside--
    return beside
  }
}

export async function firstLook(
  library: SearchLibrary,
  { alternatives, examples }: Question,
  pause: Pause
): Promise<FirstLook> {
  const looks: { at: number; look: RowScores }[] = []
  for (const [at, one] of alternatives.entries()) {
    if (one.wanted.length === 0) continue
    looks.push({ at, look: scoreRows(library, one, library.lift) })
    await pause()
  }
  const [first] = looks
  const { rows, scores } =
    looks.length === 1 ? first!.look : { rows: all(library), scores: new Float32Array(library.index.count) }
  const which = new Uint8Array(rows.length).fill(first?.at ?? 0)
  if (looks.length !== 1) {
    scores.fill(-Infinity)
    for (const { at, look } of looks) takeBetter(scores, which, look, at)
  }
  for (const id of examples) {
    const place = placeOf(rows, library.index.rowOf(id) ?? -1)
    if (place >= 0) scores[place] = -Infinity
  }
  const isAll = looks.length === 1 && examples.size === 0
  const count = isAll ? scores.length : countFrom(scores, -Number.MAX_VALUE)
  return new FirstLook({ rows, scores }, which, count)
}

const all = (library: SearchLibrary): Uint32Array => library.rowsOf(library.analysed)

/** `scores` and `which`: of all rows. */
function takeBetter(scores: Float32Array, which: Uint8Array, own: RowScores, at: number): void {
  for (let i = 0; i < own.rows.length; i++) {
    const row = own.rows[i]!
    if (own.scores[i]! <= scores[row]!) continue
    scores[row] = own.scores[i]!
    which[row] = at
  }
}

/** Where a row stands among rows that ascend; -1: nowhere. */
function placeOf(rows: Uint32Array, row: number): number {
  // Of a whole library each row is its own place.
  if (rows[row] === row) return row
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (rows[middle]! < row) low = middle + 1
    else high = middle
  }
  return rows[low] === row ? low : -1
}

/** How many scores are so high. */
function countFrom(scores: Float32Array, least: number): number {
  let count = 0
  for (let row = 0; row < scores.length; row++) if (scores[row]! >= least) count++
  return count
}
