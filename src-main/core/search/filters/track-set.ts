/** A set of track ids, a bit an id. */
export class TrackSet {
  readonly #bits: Uint32Array
  readonly count: number

  private constructor(bits: Uint32Array) {
    this.#bits = bits
    this.count = countOf(bits)
  }

  static of(ids: ArrayLike<number>): TrackSet {
    let largest = 0
    for (let i = 0; i < ids.length; i++) if (ids[i]! > largest) largest = ids[i]!
    const bits = new Uint32Array((largest >>> 5) + 1)
    for (let i = 0; i < ids.length; i++) bits[ids[i]! >>> 5]! |= 1 << (ids[i]! & 31)
    return new TrackSet(bits)
  }

  has(id: number): boolean {
    return (this.#bits[id >>> 5]! & (1 << (id & 31))) !== 0
  }

  /** Lowest first. */
  *ids(): Generator<number> {
    for (let word = 0; word < this.#bits.length; word++) {
      for (let left = this.#bits[word]!; left !== 0; left &= left - 1)
        yield word * 32 + 31 - Math.clz32(left & -left)
    }
  }

  /** Those that are in both. */
  and(other: TrackSet): TrackSet {
    return new TrackSet(this.#bits.map((word, at) => word & (other.#bits[at] ?? 0)))
  }

  /** Those that are in either. */
  or(other: TrackSet): TrackSet {
    const [wide, narrow] = this.#bits.length < other.#bits.length ? [other, this] : [this, other]
    return new TrackSet(wide.#bits.map((word, at) => word | (narrow.#bits[at] ?? 0)))
  }

  /** Those that are not in the other. */
  without(other: TrackSet): TrackSet {
    return new TrackSet(this.#bits.map((word, at) => word & ~(other.#bits[at] ?? 0)))
  }

  /** Those that the test lets through. */
  filter(test: (id: number) => boolean): TrackSet {
    const bits = new Uint32Array(this.#bits.length)
    for (let at = 0; at < bits.length; at++) {
      let kept = 0
      for (let left = this.#bits[at]!; left !== 0; left &= left - 1) {
        const bit = left & -left
        if (test(at * 32 + 31 - Math.clz32(bit))) kept |= bit
      }
      bits[at] = kept
    }
    return new TrackSet(bits)
  }
}

function countOf(bits: Uint32Array): number {
  let count = 0
  for (const word of bits) {
    let x = word - ((word >>> 1) & 0x55555555)
    x = (x & 0x33333333) + ((x >>> 2) & 0x33333333)
    count += (((x + (x >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
  }
  return count
}
