/** Coefficients of one second-order filter, a0 = 1. */
interface Biquad {
  b0: number
  b1: number
  b2: number
  a1: number
  a2: number
}

/** The two filters of ITU-R BS.1770 for any rate: a shelf for the head, then a high pass. */
function kWeighting(sampleRate: number): [Biquad, Biquad] {
  const k = Math.tan((Math.PI * 1681.974450955533) / sampleRate)
  const q = 0.7071752369554196
  const gain = 10 ** (3.999843853973347 / 20)
  const middle = gain ** 0.4996667741545416
  const a0 = 1 + k / q + k * k
  const shelf = {
    b0: (gain + (middle * k) / q + k * k) / a0,
    b1: (2 * (k * k - gain)) / a0,
    b2: (gain - (middle * k) / q + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / q + k * k) / a0
  }
  const h = Math.tan((Math.PI * 38.13547087602444) / sampleRate)
  const hq = 0.5003270373238773
  const d = 1 + h / hq + h * h
  const high = { b0: 1, b1: -2, b2: 1, a1: (2 * (h * h - 1)) / d, a2: (1 - h / hq + h * h) / d }
  return [shelf, high]
}

/** Numbers too small to be normal ones are slow, and silence would leave nothing else. */
const settled = (value: number): number => (Math.abs(value) < 1e-25 ? 0 : value)

/** Weighted energy of each channel. */
export class WeightedEnergy {
  /** Sum of squares after the filters, one a channel; whoever reads it sets it back to 0. */
  readonly sums: Float64Array
  readonly #shelf: Biquad
  readonly #high: Biquad
  /** Four values a channel. */
  readonly #state: Float64Array

  constructor(sampleRate: number, channels: number) {
    ;[this.#shelf, this.#high] = kWeighting(sampleRate)
    const even = channels + (channels % 2)
    this.sums = new Float64Array(even)
    this.#state = new Float64Array(4 * even)
  }

  /** Adds the samples `from` to `to` of every channel. */
  add(planes: readonly Float32Array[], from: number, to: number): void {
    // Two at once: each filter waits for its own last result, and meanwhile the other works. The last of an odd number
    // goes with itself, which costs next to nothing.
    for (let channel = 0; channel < planes.length; channel += 2) {
      this.#addPair(channel, planes[channel]!, planes[channel + 1] ?? planes[channel]!, from, to)
    }
  }

  #addPair(channel: number, left: Float32Array, right: Float32Array, from: number, to: number): void {
    const { b0, b1, b2, a1, a2 } = this.#shelf
    const { a1: c1, a2: c2 } = this.#high
    const state = this.#state.subarray(4 * channel, 4 * channel + 8)
    let [s1, s2, t1, t2] = [state[0]!, state[1]!, state[2]!, state[3]!]
    let [u1, u2, v1, v2] = [state[4]!, state[5]!, state[6]!, state[7]!]
    let sum = 0
    let other = 0
    for (let i = from; i < to; i++) {
      const x = left[i]!
      const p = right[i]!
      const y = b0 * x + s1
      const q = b0 * p + u1
      s1 = b1 * x + s2 - a1 * y
      u1 = b1 * p + u2 - a1 * q
      s2 = b2 * x - a2 * y
      u2 = b2 * p - a2 * q
      const z = y + t1
      const r = q + v1
      t1 = t2 - 2 * y - c1 * z
      v1 = v2 - 2 * q - c1 * r
      t2 = y - c2 * z
      v2 = q - c2 * r
      sum += z * z
      other += r * r
    }
    this.sums[channel]! += sum
    this.sums[channel + 1]! += other
    state.set([s1, s2, t1, t2, u1, u2, v1, v2].map(settled))
  }
}
