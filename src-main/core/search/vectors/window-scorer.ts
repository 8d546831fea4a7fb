import { Kernel } from './kernel.ts'

/** One track's windows as they are stored, and what turns them back into directions. */
export interface Windows {
  /** int8, windows x dimension. */
  vectors: Int8Array
  /** 1 / length of each stored window. */
  scales: Float32Array
  /** Seconds, one a window. */
  starts: Float32Array
}

/** Of one question. */
export const mostQueries = 32

/** A kernel, and whose queries lie in its memory. */
interface Shared {
  readonly kernel: Kernel
  owner: WindowScorer | null
}

/** Of all scorers of single questions: a memory of its own would take each longer than a track does. */
let shared: Shared | null = null

const newShared = (): Shared => ({ kernel: new Kernel(), owner: null })

/** int8 windows with their lengths. */
export const windowsOf = (vectors: Int8Array, starts: Float32Array): Windows =>
  windowsTogether([{ vectors, starts }]).windows[0]!

/** Windows of several tracks with their lengths, in one stretch of memory: numbers first, each track's in turn. */
export function windowsTogether(
  tracks: readonly { readonly vectors: Int8Array; readonly starts: Float32Array }[]
): { windows: Windows[]; bytes: number } {
  const numbers = tracks.reduce((sum, { starts }) => sum + starts.length * 2, 0)
  const bytes = tracks.reduce((sum, { vectors }) => sum + vectors.length, numbers * 4)
  const memory = new ArrayBuffer(bytes)
  let [numberAt, vectorAt] = [0, numbers * 4]
  const windows = tracks.map(track => {
    const count = track.starts.length
    const scales = new Float32Array(memory, numberAt, count)
    const starts = new Float32Array(memory, numberAt + count * 4, count)
    const vectors = new Int8Array(memory, vectorAt, track.vectors.length)
    numberAt += count * 8
    vectorAt += track.vectors.length
    starts.set(track.starts)
    vectors.set(track.vectors)
    measure(vectors, scales)
    return { vectors, scales, starts }
  })
  return { windows, bytes }
}

/** Puts down 1 / length of each window. */
function measure(vectors: Int8Array, scales: Float32Array): void {
  const { kernel } = (shared ??= newShared())
  const count = scales.length
  const at = Math.ceil((count * 4) / 16) * 16
  shared.owner = null
  kernel.reserve(at + vectors.length)
  kernel.bytes.set(vectors, at)
  kernel.run.shortness(at, count, vectors.length / count, 0)
  scales.set(kernel.numbers.subarray(0, count))
}

/** Scores windows against some queries at a time. Layout of the memory: queries, results, windows. */
export class WindowScorer {
  readonly #dimension: number
  readonly #most: number
  readonly #outAt: number
  readonly #memory: Shared
  #queries: readonly Float32Array[] = []
  #scales: number[] = []

  /** `most`: queries at a time. */
  constructor(dimension: number, most = mostQueries) {
    this.#dimension = dimension
    this.#most = most
    this.#outAt = most * dimension * 2
    this.#memory = most > mostQueries ? newShared() : (shared ??= newShared())
  }

  /** Sets the queries for the calls that follow. */
  use(queries: readonly Float32Array[]): void {
    if (queries.length > this.#most) throw new RangeError(`${queries.length} queries at once.`)
    this.#queries = queries
    if (this.#memory.owner === this) this.#memory.owner = null
  }

  /** query . window for each query and window; windows count with length 1. Counted loops, as above. */
  score(windows: Windows): Float32Array[] {
    if (this.#memory.owner !== this) this.#putQueries()
    const { kernel } = this.#memory
    const { vectors, scales } = windows
    const count = scales.length
    const dimension = this.#dimension
    const outAt = this.#outAt
    const rowsAt = outAt + Math.ceil((count * 4) / 16) * 16
    kernel.reserve(rowsAt + vectors.length)
    kernel.bytes.set(vectors, rowsAt)
    const found: Float32Array[] = []
    for (let number = 0; number < this.#scales.length; number++) {
      kernel.run.dotSmall(rowsAt, 0, number * dimension * 2, count, dimension, outAt)
      found.push(scaled(kernel.numbers, outAt / 4, scales, this.#scales[number]!))
    }
    return found
  }

  #putQueries(): void {
    const { kernel } = this.#memory
    kernel.reserve(this.#outAt)
    this.#scales = this.#queries.map((query, i) => kernel.putQuery(i * this.#dimension * 2, query))
    this.#memory.owner = this
  }
}

/** Products as the kernel gives them, of windows and a query of length 1. */
function scaled(products: Float32Array, from: number, scales: Float32Array, worth: number): Float32Array {
  const scores = new Float32Array(scales.length)
  for (let i = 0; i < scores.length; i++) scores[i] = products[from + i]! * (worth * scales[i]!)
  return scores
}
