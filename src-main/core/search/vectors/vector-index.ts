import { Kernel } from './kernel.ts'

/** Rows that lie, and are looked at, together: they stay in the processor's cache for all queries but the first. */
const blockBits = 9
const block = 1 << blockBits
const queryRoom = 64
/** How much finer the second part of a row is than the first. */
const finer = 254

/** A score that is a product with a query, and what is added to it. */
export interface Sum {
  query: Float32Array
  /** The same for all rows. */
  base: number
  /** So many times what is known of each row. */
  plus: readonly { of: Float32Array; times: number }[]
}

/**
 * The mean vectors of all analysed tracks in one stretch of WASM memory, every one of them scanned. A row is kept in two
 * parts of int8: the first alone gives scores off by a thousandth of what they spread, which is enough to choose what is
 * then looked at closely; with the second they are as exact as floats, in half of the room. Layout: query vectors, one
 * block of addresses, one of results, one of what is known of rows; then the rows, a block of first parts and one of second
 * parts in turn. Rows are appended while the analysis runs; a track that comes again is written over.
 */
export class VectorIndex {
  readonly dimension: number
  readonly #kernel = new Kernel()
  readonly #listAt: number
  readonly #outAt: number
  readonly #knownAt: number
  readonly #rowsAt: number
  #ids = new Uint32Array(1024)
  /** Row of each track, by its id; -1: none. */
  #rows = new Int32Array(0)
  /** What one of a row's numbers is worth. */
  #scales = new Float32Array(1024)
  #spreads = new Float32Array(1024)
  #count = 0
  #room = 0

  /** `dimension`: a multiple of 16, at most 512. */
  constructor(dimension: number) {
    if (dimension % 16 !== 0) throw new RangeError(`Dimension ${dimension} is not a multiple of 16.`)
    this.dimension = dimension
    this.#listAt = queryRoom * dimension * 2
    this.#outAt = this.#listAt + block * 4
    this.#knownAt = this.#outAt + block * 4
    this.#rowsAt = this.#knownAt + block * 4
  }

  get count(): number {
    return this.#count
  }

  /** Track id of each row, in use as long as nothing is added. */
  get ids(): Uint32Array {
    return this.#ids.subarray(0, this.#count)
  }

  /**
   * How far the windows of each row lie from one another: a row is the mean of vectors of length 1, and the shorter the less
   * these agree. In use as long as nothing is added.
   */
  get spreads(): Float32Array {
    return this.#spreads.subarray(0, this.#count)
  }

  /** Row of a track, or undefined. */
  rowOf(trackId: number): number | undefined {
    const row = this.#rows[trackId]
    return row === -1 ? undefined : row
  }

  /** One row's vector; a copy. */
  vector(row: number): Float32Array {
    const vector = new Float32Array(this.dimension)
    this.read(row, vector, 0)
    return vector
  }

  /** Writes one row's vector into others, from a place on. */
  read(row: number, into: Float32Array, from: number): void {
    const { bytes } = this.#kernel
    const [first, second] = [this.#at(row, 0), this.#at(row, 1)]
    const scale = this.#scales[row]!
    for (let k = 0; k < this.dimension; k++)
      into[from + k] = (bytes[first + k]! + bytes[second + k]! / finer) * scale
  }

  /** Writes both parts of a row into bytes, one after the other; gives what one of the first is worth. */
  copyParts(row: number, into: Int8Array, at: number): number {
    const { bytes } = this.#kernel
    const [first, second] = [this.#at(row, 0), this.#at(row, 1)]
    into.set(bytes.subarray(first, first + this.dimension), at)
    into.set(bytes.subarray(second, second + this.dimension), at + this.dimension)
    return this.#scales[row]!
  }

  /** Adds or replaces. `vectors`: ids.length x dimension. Returns the first row that is new or changed. */
  add(ids: Uint32Array, vectors: Float32Array): number {
    const { dimension } = this
    this.#makeRoom(this.#count + ids.length)
    // The room of the queries takes so many rows of floats.
    const together = queryRoom / 2
    let lowest = this.#count
    for (let i = 0; i < ids.length; i++) {
      if (i % together === 0) {
        const some = vectors.subarray(i * dimension, (i + together) * dimension)
        this.#kernel.floats(0, some.length).set(some)
      }
      const id = ids[i]!
      const row = this.rowOf(id) ?? this.#append(id)
      lowest = Math.min(lowest, row)
      const from = (i % together) * dimension * 4
      this.#spreads[row] = spreadOf(vectors.subarray(i * dimension, (i + 1) * dimension))
      this.#scales[row] = this.#kernel.run.shrink(from, this.#at(row, 0), this.#at(row, 1), dimension)
    }
    return lowest
  }

  /**
   * Dot products of every row with each query. `from`: first row to look at.
   * Returns one array a query, indexed by row - from.
   */
  scan(queries: readonly Float32Array[], from = 0): Float32Array[] {
    return this.products(
      queries,
      Uint32Array.from({ length: this.#count - from }, (_, i) => from + i)
    )
  }

  /** The same of some rows, indexed as these are. */
  products(queries: readonly Float32Array[], rows: Uint32Array): Float32Array[] {
    const sums = queries.map(plain)
    const products = this.#parts(sums, rows, 0)
    this.#parts(sums, rows, 1).forEach((rest, i) => {
      const whole = products[i]!
      for (let k = 0; k < rest.length; k++) whole[k]! += rest[k]! / finer
    })
    return products
  }

  /** At first look: the dot products of the first parts of some rows, indexed as these are. */
  glance(queries: readonly Float32Array[], rows: Uint32Array): Float32Array[] {
    return this.#parts(queries.map(plain), rows, 0)
  }

  /** The same, added up to scores. */
  sums(sums: readonly Sum[], rows: Uint32Array): Float32Array[] {
    return this.#parts(sums, rows, 0)
  }

  #parts(sums: readonly Sum[], rows: Uint32Array, part: number): Float32Array[] {
    const { dimension } = this
    const { run } = this.#kernel
    this.#makeRoom(this.#count)
    const results = sums.map(() => new Float32Array(rows.length))
    const found = this.#kernel.floats(this.#outAt, block)
    for (let first = 0; first < sums.length; first += queryRoom) {
      const some = sums.slice(first, first + queryRoom)
      const worth = some.map(({ query }, i) => this.#kernel.putQuery(i * dimension * 2, query))
      for (let at = 0; at < rows.length; at += block) {
        const these = rows.subarray(at, at + block)
        const isRun = isWithinBlock(these)
        if (!isRun) this.#locate(these, part)
        const [from, list] = isRun ? [this.#at(these[0]!, part), 0] : [0, this.#listAt]
        for (let i = 0; i < some.length; i++) {
          const { base, plus } = some[i]!
          run.dotSmall(from, list, i * dimension * 2, these.length, dimension, this.#outAt)
          this.#know(this.#scales, these, isRun)
          run.scale(this.#outAt, this.#knownAt, these.length, worth[i]!, base)
          for (const { of, times } of plus) {
            this.#know(of, these, isRun)
            run.add(this.#outAt, this.#knownAt, these.length, times)
          }
          results[first + i]!.set(these.length < block ? found.subarray(0, these.length) : found, at)
        }
      }
    }
    return results
  }

  /** Puts down where a part of each of these rows lies. */
  #locate(rows: Uint32Array, part: number): void {
    const list = this.#kernel.longs(this.#listAt, block)
    for (let i = 0; i < rows.length; i++) list[i] = this.#at(rows[i]!, part)
  }

  /** Puts down what is known of these rows. */
  #know(all: Float32Array, rows: Uint32Array, isRun: boolean): void {
    const { numbers } = this.#kernel
    const at = this.#knownAt / 4
    if (isRun) numbers.set(all.subarray(rows[0]!, rows[0]! + rows.length), at)
    else for (let i = 0; i < rows.length; i++) numbers[at + i] = all[rows[i]!]!
  }

  /** Where a part of a row lies. */
  #at(row: number, part: number): number {
    const blocks = (row >>> blockBits) * 2 + part
    return this.#rowsAt + (blocks * block + (row % block)) * this.dimension
  }

  #append(id: number): number {
    const row = this.#count++
    if (id >= this.#rows.length) {
      const rows = new Int32Array(Math.max(1024, id + 1, this.#rows.length * 2)).fill(-1)
      rows.set(this.#rows)
      this.#rows = rows
    }
    this.#rows[id] = row
    this.#ids[row] = id
    return row
  }

  /** Doubles as it grows; WASM memory grows in place, so no row is copied. */
  #makeRoom(rows: number): void {
    if (rows <= this.#room && this.#room > 0) return
    this.#room = Math.max(rows, Math.min(this.#room * 2, this.#room + 65_536), 1024)
    this.#kernel.reserve(this.#at(this.#room + block, 0))
    if (this.#ids.length >= this.#room) return
    const room = Math.max(this.#room, this.#ids.length * 2)
    const [ids, scales, spreads] = [new Uint32Array(room), new Float32Array(room), new Float32Array(room)]
    ids.set(this.#ids)
    scales.set(this.#scales)
    spreads.set(this.#spreads)
    this.#ids = ids
    this.#scales = scales
    this.#spreads = spreads
  }
}

function spreadOf(mean: Float32Array): number {
  let square = 0
  for (let k = 0; k < mean.length; k++) square += mean[k]! * mean[k]!
  return Math.sqrt(Math.max(0, 1 - square))
}

/** The product alone. */
const plain = (query: Float32Array): Sum => ({ query, base: 0, plus: [] })

/** Whether rows lie one after the other. */
function isWithinBlock(rows: Uint32Array): boolean {
  const first = rows[0]!
  if (first >>> blockBits !== (first + rows.length - 1) >>> blockBits) return false
  for (let i = 0; i < rows.length; i++) if (rows[i] !== first + i) return false
  return true
}
