import type { SearchLibrary } from '../../search/library.ts'
import type { AnalysedTrack } from '../../search/vectors/window-store.ts'

/** Unmarked tracks that stand for the rest of the library, at most. */
const mostDrawn = 256
/** Windows of an example that are learnt from, at most, evenly spaced. */
const mostWindows = 12
/** Share of growth of the library after which the space is taken anew. */
const outgrown = 1.25

/**
 * The space the probe learns in: the towers' space, its origin moved to the middle of this library and scaled so that
 * a track is one unit away on average.
 */
export class SoundSpace {
  readonly #library: SearchLibrary
  readonly #middle: Float32Array
  readonly #scale: number
  readonly #at: number
  /** Rows of the index, drawn at random but always the same. */
  readonly drawnRows: readonly number[]

  constructor(library: SearchLibrary) {
    const { index } = library
    this.#library = library
    this.#at = index.count
    this.drawnRows = draw(index.count, mostDrawn)
    this.#middle = new Float32Array(index.dimension)
    const vectors = this.drawnRows.map(row => index.vector(row))
    for (const one of vectors) one.forEach((x, i) => (this.#middle[i]! += x / vectors.length))
    let square = 0
    for (const one of vectors) one.forEach((x, i) => (square += (x - this.#middle[i]!) ** 2 / vectors.length))
    this.#scale = square > 1e-9 ? 1 / Math.sqrt(square) : 1
  }

  get outgrown(): boolean {
    return this.#library.index.count > this.#at * outgrown || this.#library.index.count < this.#at
  }

  /** The mean vector of a row of the index, as a feature. */
  row(row: number): Float32Array {
    return this.#placed(this.#library.index.vector(row))
  }

  /** Some of a track's windows, as features one after the other. */
  windows({ windows: { vectors, scales, starts } }: AnalysedTrack): Float32Array {
    const size = this.#middle.length
    const count = Math.min(mostWindows, starts.length)
    const features = new Float32Array(count * size)
    for (let i = 0; i < count; i++) {
      const window = Math.floor(((i + 0.5) * starts.length) / count)
      for (let k = 0; k < size; k++) {
        const x = vectors[window * size + k]! * scales[window]!
        features[i * size + k] = (x - this.#middle[k]!) * this.#scale
      }
    }
    return features
  }

  /** The direction of a phrase's standard deviations, for features. */
  text(vector: Float32Array): Float32Array {
    const nulls = this.#library.model.nullVectors
    const { deviation } = this.#library.phraseStandard
    return vector.map((x, i) => {
      let centre = 0
      for (const one of nulls) centre += one[i]! / nulls.length
      return (x - centre) / (deviation * this.#scale)
    })
  }

  /** A direction for features as one for the towers' vectors, with what is to be added to its products. */
  outside(weights: Float64Array, bias: number): { query: Float32Array; offset: number } {
    const query = Float32Array.from(weights, x => x * this.#scale)
    let offset = bias
    query.forEach((x, i) => (offset -= x * this.#middle[i]!))
    return { query, offset }
  }

  #placed(vector: Float32Array): Float32Array {
    return vector.map((x, i) => (x - this.#middle[i]!) * this.#scale)
  }
}

/** So many of the numbers below `count`, seeded. */
function draw(count: number, most: number): number[] {
  const all = Array.from({ length: count }, (_, i) => i)
  let state = 20_240_229
  for (let i = 0; i < Math.min(most, count); i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const j = i + Math.floor((state / 2 ** 32) * (count - i))
    const kept = all[i]!
    all[i] = all[j]!
    all[j] = kept
  }
  return all.slice(0, Math.min(most, count))
}
