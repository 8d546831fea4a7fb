import { Kernel } from './kernel.ts'

/** Rows looked at together by all queries of a pass: they stay in the processor's cache for all but the first. */
const block = 512
const queryRoom = 64

/**
 * The mean vectors of all analysed tracks in one stretch of WASM memory, scanned exactly. Layout: query vectors, one
 * block of results, rows. Rows are appended while the analysis runs; a track that comes again is written over.
 */
export class VectorIndex {
  readonly dimension: number
  readonly #kernel = new Kernel()
  readonly #rowOf = new Map<number, number>()
  readonly #rowBytes: number
  readonly #outAt: number
  readonly #rowsAt: number
  #ids = new Uint32Array(1024)
  #count = 0
  #room = 0

  /** `dimension`: a multiple of 16. */
  constructor(dimension: number) {
    if (dimension % 16 !== 0) throw new RangeError(`Dimension ${dimension} is not a multiple of 16.`)
    this.dimension = dimension
    this.#rowBytes = dimension * 4
    this.#outAt = queryRoom * this.#rowBytes
    this.#rowsAt = this.#outAt + block * 4
  }

  get count(): number {
    return this.#count
  }

  /** Track id of each row, in use as long as nothing is added. */
  get ids(): Uint32Array {
    return this.#ids.subarray(0, this.#count)
  }

  /** Row of a track, or undefined. */
  rowOf(trackId: number): number | undefined {
    return this.#rowOf.get(trackId)
  }

  /** One row's vector; a copy. */
  vector(row: number): Float32Array {
    return this.#kernel.floats(this.#rowsAt + row * this.#rowBytes, this.dimension).slice()
  }

  /** Adds or replaces. `vectors`: ids.length x dimension. Returns the first row that is new or changed. */
  add(ids: Uint32Array, vectors: Float32Array): number {
    this.#makeRoom(this.#count + ids.length)
    const all = this.#kernel.floats(this.#rowsAt, this.#room * this.dimension)
    let lowest = this.#count
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i]!
      let row = this.#rowOf.get(id)
      if (row === undefined) {
        row = this.#count++
        this.#rowOf.set(id, row)
        this.#ids[row] = id
      }
      lowest = Math.min(lowest, row)
      all.set(vectors.subarray(i * this.dimension, (i + 1) * this.dimension), row * this.dimension)
    }
    return lowest
  }

  /**
   * Dot products of every row with each query, in one pass over the rows. `from`: first row to look at.
   * Returns one array a query, indexed by row - from.
   */
  scan(queries: readonly Float32Array[], from = 0): Float32Array[] {
    const results = queries.map(() => new Float32Array(this.#count - from))
    this.#makeRoom(this.#count)
    for (let first = 0; first < queries.length; first += queryRoom) {
      const some = queries.slice(first, first + queryRoom)
      some.forEach((query, i) => this.#kernel.floats(i * this.#rowBytes, this.dimension).set(query))
      for (let row = from; row < this.#count; row += block) {
        const rows = Math.min(block, this.#count - row)
        const at = this.#rowsAt + row * this.#rowBytes
        for (let i = 0; i < some.length; i++) {
          this.#kernel.run.dot(at, i * this.#rowBytes, rows, this.#rowBytes, this.#rowBytes, this.#outAt)
          results[first + i]!.set(this.#kernel.floats(this.#outAt, rows), row - from)
        }
      }
    }
    return results
  }

  /** Doubles as it grows; WASM memory grows in place, so nothing is copied. */
  #makeRoom(rows: number): void {
    if (rows <= this.#room && this.#room > 0) return
    this.#room = Math.max(rows, Math.min(this.#room * 2, this.#room + 65_536), 1024)
    this.#kernel.reserve(this.#rowsAt + this.#room * this.#rowBytes)
    if (this.#ids.length < this.#room) {
      const ids = new Uint32Array(Math.max(this.#room, this.#ids.length * 2))
      ids.set(this.#ids)
      this.#ids = ids
    }
  }
}
