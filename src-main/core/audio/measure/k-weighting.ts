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

/** One channel's weighted energy. */
export class WeightedEnergy {
  readonly #shelf: Biquad
  readonly #high: Biquad
  readonly #state = new Float64Array(4)

  constructor(sampleRate: number) {
    ;[this.#shelf, this.#high] = kWeighting(sampleRate)
  }

  /** Sum of squares of these samples after the filters. */
  of(samples: Float32Array, from: number, to: number): number {
    const { b0, b1, b2, a1, a2 } = this.#shelf
    const { a1: c1, a2: c2 } = this.#high
    let [s1, s2, t1, t2] = this.#state as unknown as [number, number, number, number]
    let sum = 0
    for (let i = from; i < to; i++) {
      const x = samples[i]!
      const y = b0 * x + s1
      s1 = b1 * x - a1 * y + s2
      s2 = b2 * x - a2 * y
      const z = y + t1
      t1 = -2 * y - c1 * z + t2
      t2 = y - c2 * z
      sum += z * z
    }
    // Numbers too small to be normal ones are slow, and silence would leave nothing else.
    const settled = (value: number): number => (Math.abs(value) < 1e-25 ? 0 : value)
    this.#state[0] = settled(s1)
    this.#state[1] = settled(s2)
    this.#state[2] = settled(t1)
    this.#state[3] = settled(t2)
    return sum
  }
}
