import type { Pause } from '../../threads/pause.ts'
import type { SearchLibrary } from '../library.ts'
import type { Question } from './question.ts'
import { scoreRows } from './score.ts'

/** How all tracks score from their mean vectors, and from how far their windows lie apart. */
export interface FirstLook {
  /** One a row of the index; -Infinity where a filter keeps it out, or it is an example. */
  scores: Float32Array
  /** The alternative that each row answers best. */
  which: Uint8Array
  /** How many rows have a score. */
  count: number
}

export async function firstLook(
  library: SearchLibrary,
  { alternatives, examples }: Question,
  pause: Pause
): Promise<FirstLook> {
  const { index } = library
  const which = new Uint8Array(index.count)
  let scores: Float32Array | null = null
  for (const [at, one] of alternatives.entries()) {
    if (one.wanted.length === 0) continue
    const own = scoreRows(library, one, library.lift)
    if (scores) takeBetter(scores, which, own, at)
    else {
      scores = own
      which.fill(at)
    }
    await pause()
  }
  scores ??= new Float32Array(index.count).fill(-Infinity)
  for (const id of examples) {
    const row = index.rowOf(id)
    if (row !== undefined) scores[row] = -Infinity
  }
  return { scores, which, count: countFrom(scores, -Number.MAX_VALUE) }
}

function takeBetter(scores: Float32Array, which: Uint8Array, own: Float32Array, at: number): void {
  for (let row = 0; row < own.length; row++) {
    if (own[row]! <= scores[row]!) continue
    scores[row] = own[row]!
    which[row] = at
  }
}

/** How many scores are so high. */
export function countFrom(scores: Float32Array, least: number): number {
  let count = 0
  for (let row = 0; row < scores.length; row++) if (scores[row]! >= least) count++
  return count
}
