import type { SearchLibrary } from '../search/library.ts'
import type { Windows } from '../search/vectors/window-scorer.ts'
import type { Pause } from '../threads/pause.ts'
import { mostShift } from './sound/compare.ts'

/** Seconds by which the lengths of two copies differ at most: what is cut off, and silence. */
export const mostApartInLength = 20

/** How far apart two tracks may be in sound to be looked at closely: 1 less the cosine of their directions. */
export const mostApart = 0.35
/** The same along the track: mean cosine of their windows where they lie over each other best. */
export const leastAlong = 0.8

export interface CandidatesInput {
  /** Tracks of about one length that were not looked at, and all that are about as long, these included. */
  ids: Uint32Array
  among: Uint32Array
}

/** Pairs that may be one recording, one after the other in one row of ids. */
export type Candidates = Uint32Array

/** Queries that the kernel takes in one pass over the rows. */
const together = 64

/**
 * Which of some tracks may be the same recording as others: by their mean directions first, from the kernel that holds
 * them, then by their windows along the track.
 */
export async function candidatesOf(
  library: SearchLibrary,
  { ids, among }: CandidatesInput,
  pause: Pause
): Promise<Candidates> {
  const { index } = library
  const fresh = new Set(ids)
  const rows = rowsOf(library, among)
  const queries = rowsOf(library, ids)
  const leans = new Leans(library)
  const other = leans.of(rows)
  const near: [number, number][] = []
  for (let from = 0; from < queries.length; from += together) {
    await pause()
    const some = queries.slice(from, from + together)
    const own = leans.of(some)
    const scores = index.glance(
      Array.from(some, row => index.vector(row)),
      rows
    )
    scores.forEach((score, i) => {
      const id = index.ids[some[i]!]!
      for (let k = 0; k < rows.length; k++) {
        const cosine = leans.cosine(score[k]!, own[i]!, other[k]!)
        if (cosine < 1 - mostApart) continue
        const neighbour = index.ids[rows[k]!]!
        if (neighbour !== id && !(fresh.has(neighbour) && neighbour < id)) near.push([id, neighbour])
      }
    })
  }
  return alongTheTrack(library, near, pause)
}

function rowsOf({ index }: SearchLibrary, ids: Uint32Array): Uint32Array {
  return Uint32Array.from([...ids].flatMap(id => index.rowOf(id) ?? []))
}

interface Lean {
  /** Of the vector. */
  length: number
  /** Along the middle of the library, of the vector made 1 long. */
  along: number
  /** Of its direction from the middle. */
  apart: number
}

/** What a dot product with a row takes to become the cosine of directions from the middle. */
class Leans {
  readonly #library: SearchLibrary
  readonly #square: number

  constructor(library: SearchLibrary) {
    this.#library = library
    this.#square = library.middle.reduce((sum, value) => sum + value * value, 0)
  }

  of(rows: Uint32Array): Lean[] {
    const { index, middle } = this.#library
    const [dots] = index.glance([middle], rows)
    return Array.from(rows, (row, i) => {
      const length = Math.sqrt(Math.max(1e-9, 1 - index.spreads[row]! ** 2))
      const along = dots![i]! / length
      return { length, along, apart: Math.sqrt(Math.max(1e-9, 1 - 2 * along + this.#square)) }
    })
  }

  cosine(dot: number, a: Lean, b: Lean): number {
    return (dot / (a.length * b.length) - a.along - b.along + this.#square) / (a.apart * b.apart)
  }
}

/** Pairs that are compared between two looks at whether somebody waits. */
const pairsTogether = 256

async function alongTheTrack(
  { windows }: SearchLibrary,
  near: readonly [number, number][],
  pause: Pause
): Promise<Candidates> {
  const kept: number[] = []
  for (let from = 0; from < near.length && windows; from += pairsTogether) {
    await pause()
    const some = near.slice(from, from + pairsTogether)
    windows.ready([...new Set(some.flat())])
    for (const [one, other] of some) {
      const [a, b] = [windows.get(one)?.windows, windows.get(other)?.windows]
      if (a && b && alikeAlong(a, b) >= leastAlong) kept.push(one, other)
    }
  }
  return Uint32Array.from(kept)
}

/** Seconds between two shifts that are tried. */
const shiftStep = 5

/** How alike two tracks are window by window, at the shift where they are most alike: -1..1. */
export function alikeAlong(a: Windows, b: Windows): number {
  const between = cosines(a, b)
  let best = -1
  for (let shift = -mostShift; shift <= mostShift; shift += shiftStep) {
    let [sum, count] = [0, 0]
    for (let i = 0; i < a.starts.length; i++) {
      const other = nearest(b.starts, a.starts[i]! - shift)
      if (other === null) continue
      sum += between[i * b.starts.length + other]!
      count++
    }
    if (count >= Math.min(a.starts.length, b.starts.length) / 2) best = Math.max(best, sum / count)
  }
  return best
}

function cosines(a: Windows, b: Windows): Float32Array {
  const dimension = a.vectors.length / a.starts.length
  const all = new Float32Array(a.starts.length * b.starts.length)
  for (let i = 0; i < a.starts.length; i++) {
    for (let k = 0; k < b.starts.length; k++) {
      let sum = 0
      for (let d = 0; d < dimension; d++) sum += a.vectors[i * dimension + d]! * b.vectors[k * dimension + d]!
      all[i * b.starts.length + k] = sum * a.scales[i]! * b.scales[k]!
    }
  }
  return all
}

/** The window that starts nearest to a time; null where none does within half of its length. */
function nearest(starts: Float32Array, time: number): number | null {
  let [best, least] = [-1, Infinity]
  for (let i = 0; i < starts.length; i++) {
    const away = Math.abs(starts[i]! - time)
    if (away < least) [best, least] = [i, away]
  }
  return least <= 5 ? best : null
}
