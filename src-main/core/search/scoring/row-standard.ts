import type { VectorIndex } from '../vectors/vector-index.ts'
import type { NullModel } from './null-model.ts'

/** Mean and deviation of the null for every row of an index, brought up to date as rows are added. */
export class RowStandard {
  readonly model: NullModel
  #mean = new Float32Array(0)
  #deviation = new Float32Array(0)

  constructor(model: NullModel) {
    this.model = model
  }

  get mean(): Float32Array {
    return this.#mean
  }

  get deviation(): Float32Array {
    return this.#deviation
  }

  /** `from`: the first row that is new or changed. */
  update(index: VectorIndex, from: number): void {
    const start = Math.min(from, this.#mean.length)
    if (start === index.count) return
    const mean = new Float32Array(index.count)
    const deviation = new Float32Array(index.count)
    mean.set(this.#mean.subarray(0, start))
    deviation.set(this.#deviation.subarray(0, start))
    mean.set(index.scan([this.model.mean], start)[0]!, start)
    const squares = index.squares(this.model.directions, start)
    const lengths = this.model.rest > 0 ? index.lengths(start) : null
    for (let i = 0; i < squares.length; i++) {
      const variance = squares[i]! + (lengths ? this.model.rest * lengths[i]! ** 2 : 0)
      deviation[start + i] = Math.max(Math.sqrt(variance), 1e-6)
    }
    this.#mean = mean
    this.#deviation = deviation
  }

  /** Raw scores of all rows, in place, as standard deviations above the null. */
  apply(scores: Float32Array): Float32Array {
    for (let row = 0; row < scores.length; row++) {
      scores[row] = (scores[row]! - this.#mean[row]!) / this.#deviation[row]!
    }
    return scores
  }
}
