import type { SearchLibrary } from '../../search/library.ts'
import { dot, normalised } from '../../search/scoring/vectors.ts'
import { directionFrom, middleOf } from '../../search/vectors/middle.ts'
import type { Windows } from '../../search/vectors/window-scorer.ts'

/**
 * Directions from the middle of the library. All music lies in a narrow cone of the embedding: two tracks that have
 * nothing in common still score 0.6 or so. Seen from its middle they are at right angles: distance 1.
 */
export class SoundSpace {
  readonly library: SearchLibrary
  readonly #middle: Float32Array
  /** 1 / length of each row, and 1 / its distance from the middle once it has length 1. */
  readonly #scale: Float32Array
  readonly #reach: Float32Array

  /** As the library is now; made anew when it changed. */
  constructor(library: SearchLibrary) {
    this.library = library
    const { index } = library
    this.#middle = middleOf(index)
    this.#scale = new Float32Array(index.count)
    this.#reach = new Float32Array(index.count)
    if (index.count === 0) return
    const along = index.scan([this.#middle])[0]!
    const square = dot(this.#middle, this.#middle)
    for (let row = 0; row < index.count; row++) {
      const vector = index.vector(row)
      const length = Math.sqrt(dot(vector, vector))
      const scale = length > 0 ? 1 / length : 0
      this.#scale[row] = scale
      this.#reach[row] = 1 / Math.sqrt(Math.max(1e-9, 1 - 2 * along[row]! * scale + square))
    }
  }

  /** A vector of the tower as a direction from the middle, length 1. */
  direction(vector: Float32Array): Float32Array {
    return directionFrom(this.#middle, vector)
  }

  ofRow(row: number): Float32Array {
    return this.direction(this.library.index.vector(row))
  }

  /** The mean direction of some windows: how a track starts or ends. */
  ofWindows({ vectors, scales }: Windows, first: number, last: number): Float32Array {
    const dimension = this.#middle.length
    const sum = new Float32Array(dimension)
    for (let window = first; window <= last; window++) {
      const at = window * dimension
      for (let k = 0; k < dimension; k++) sum[k]! += vectors[at + k]! * scales[window]!
    }
    return this.direction(sum)
  }

  /** How near every row is to each direction, -1..1; one array a direction. */
  nearness(directions: readonly Float32Array[]): Float32Array[] {
    const found = this.library.index.scan(directions)
    found.forEach((scores, i) => {
      const offset = dot(this.#middle, directions[i]!)
      for (let row = 0; row < scores.length; row++) {
        scores[row] = (scores[row]! * this.#scale[row]! - offset) * this.#reach[row]!
      }
    })
    return found
  }
}

/** 0 (the same) over 1 (nothing in common) to 2 (opposites), for directions. */
export const apart = (a: Float32Array, b: Float32Array): number => 1 - dot(a, b)

/** The direction a share of the way along the arc from one to another. */
export function between(a: Float32Array, b: Float32Array, share: number): Float32Array {
  const angle = Math.acos(Math.max(-1, Math.min(1, dot(a, b))))
  // Opposites have no arc of their own and equals none at all: the straight line will do.
  const bent = angle > 1e-3 && angle < 3.1
  const from = bent ? Math.sin((1 - share) * angle) : 1 - share
  const to = bent ? Math.sin(share * angle) : share
  return normalised(a.map((x, k) => from * x + to * b[k]!))
}
