import type { SearchLibrary } from '../library.ts'
import { Kernel } from '../vectors/kernel.ts'

/** Bytes before all else: where a product comes out. */
const room = 16
let kernel: Kernel | null = null

/**
 * Directions of some rows from the middle of the library, as of `directionFrom`, side by side in the memory of a kernel:
 * an answer compares some thousand pairs, and there each takes a fifth of the time. In use until the next ones are made.
 * Layout: a product, the middle, both parts of a row, the directions.
 */
export class Directions {
  readonly #dimension: number
  readonly #from: number
  readonly #kernel: Kernel

  /** `rows`: of the index; -1, which has no direction, is at no place in particular: all zero. */
  constructor({ index, middle }: SearchLibrary, rows: readonly number[]) {
    const dimension = (this.#dimension = index.dimension)
    const partsAt = room + dimension * 4
    const from = (this.#from = partsAt + dimension * 2)
    this.#kernel = kernel ??= new Kernel()
    this.#kernel.reserve(from + rows.length * dimension * 4)
    const { run, bytes, numbers } = this.#kernel
    numbers.set(middle, room / 4)
    for (let i = 0, at = from; i < rows.length; i++, at += dimension * 4) {
      if (rows[i]! < 0) numbers.fill(0, at / 4, at / 4 + dimension)
      else {
        const scale = index.copyParts(rows[i]!, bytes, partsAt)
        run.direction(partsAt, partsAt + dimension, dimension, scale, room, at)
      }
    }
  }

  /** One of them, by its place among the rows; a copy. */
  of(place: number): Float32Array {
    return this.#kernel.floats(this.#from + place * this.#dimension * 4, this.#dimension).slice()
  }

  /** 1 less the cosine of two of them. */
  apart(a: number, b: number): number {
    const bytes = this.#dimension * 4
    this.#kernel.run.dot(this.#from + a * bytes, this.#from + b * bytes, 1, bytes, bytes, 0)
    return 1 - this.#kernel.numbers[0]!
  }
}
