/** Cuts a stream of blocks into overlapping frames. The frame given is valid only during the call. */
export class Frames {
  readonly #size: number
  readonly #hop: number
  readonly #take: (samples: Float32Array, at: number) => void
  #held: Float32Array
  #filled = 0

  constructor(size: number, hop: number, take: (samples: Float32Array, at: number) => void) {
    this.#size = size
    this.#hop = hop
    this.#take = take
    this.#held = new Float32Array(size * 4)
  }

  push(block: Float32Array): void {
    const total = this.#filled + block.length
    if (total > this.#held.length) {
      const larger = new Float32Array(total * 2)
      larger.set(this.#held.subarray(0, this.#filled))
      this.#held = larger
    }
    this.#held.set(block, this.#filled)
    let at = 0
    for (; at + this.#size <= total; at += this.#hop) this.#take(this.#held, at)
    this.#held.copyWithin(0, at, total)
    this.#filled = total - at
  }
}
