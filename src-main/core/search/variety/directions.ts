import type { SearchLibrary } from '../library.ts'
import { Kernel } from '../vectors/kernel.ts'
import { turnFrom } from '../vectors/middle.ts'

/** Bytes before the first of them: where a product comes out. */
const room = 16
let kernel: Kernel | null = null

/**
 * Directions of some rows from the middle of the library, as of `directionFrom`, side by side in the memory of a kernel:
 * an answer compares some thousand pairs, and there each takes a fifth of the time. In use until the next ones are made.
 */
export class Directions {
  readonly #dimension: number
  readonly #all: Float32Array
  readonly #kernel: Kernel

  /** `rows`: of the index; -1, which has no direction, is at no place in particular: all zero. */
  constructor({ index, middle }: SearchLibrary, rows: readonly number[]) {
    const dimension = (this.#dimension = index.dimension)
    this.#kernel = kernel ??= new Kernel()
    this.#kernel.reserve(room + rows.length * dimension * 4)
    const all = (this.#all = this.#kernel.floats(room, rows.length * dimension).fill(0))
    for (let i = 0, from = 0; i < rows.length; i++, from += dimension) {
      if (rows[i]! < 0) continue
      index.read(rows[i]!, all, from)
      turnFrom(middle, all, from)
    }
  }

  /** One of them, by its place among the rows; a copy. */
  of(place: number): Float32Array {
    return this.#all.slice(place * this.#dimension, (place + 1) * this.#dimension)
  }

  /** 1 less the cosine of two of them. */
  apart(a: number, b: number): number {
    const bytes = this.#dimension * 4
    this.#kernel.run.dot(room + a * bytes, room + b * bytes, 1, bytes, bytes, 0)
    return 1 - this.#kernel.numbers[0]!
  }
}
