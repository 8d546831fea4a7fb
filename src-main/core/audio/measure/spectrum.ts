/** Power spectrum of real frames of one length (a power of two, 8 or more) under a Hann window. Tables are made once. */
export class Spectrum {
  readonly size: number
  readonly #window: Float64Array
  readonly #cos: Float64Array
  readonly #sin: Float64Array
  readonly #order: Uint32Array
  readonly #re: Float64Array
  readonly #im: Float64Array

  constructor(size: number) {
    const half = size / 2
    this.size = size
    this.#window = Float64Array.from(
      { length: size },
      (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size)
    )
    this.#cos = Float64Array.from({ length: half }, (_, i) => Math.cos((2 * Math.PI * i) / size))
    this.#sin = Float64Array.from({ length: half }, (_, i) => -Math.sin((2 * Math.PI * i) / size))
    this.#order = new Uint32Array(half)
    for (let i = 1; i < half; i++) this.#order[i] = (this.#order[i >> 1]! >> 1) | (i & 1 ? half >> 1 : 0)
    this.#re = new Float64Array(half)
    this.#im = new Float64Array(half)
  }

  /** Power of bins 0 to size/2 of the frame that starts at `at`, into `power` (size/2 + 1 values). */
  of(samples: Float32Array, at: number, power: Float64Array): void {
    const half = this.size / 2
    const re = this.#re
    const im = this.#im
    const window = this.#window
    // Even samples as real, odd ones as imaginary parts: one complex transform of half the length.
    for (let i = 0; i < half; i++) {
      const place = this.#order[i]!
      re[place] = samples[at + 2 * i]! * window[2 * i]!
      im[place] = samples[at + 2 * i + 1]! * window[2 * i + 1]!
    }
    this.#transform(half)
    power[0] = (re[0]! + im[0]!) ** 2
    power[half] = (re[0]! - im[0]!) ** 2
    for (let k = 1; k < half; k++) {
      const other = half - k
      const evenRe = 0.5 * (re[k]! + re[other]!)
      const evenIm = 0.5 * (im[k]! - im[other]!)
      const oddRe = 0.5 * (im[k]! + im[other]!)
      const oddIm = 0.5 * (re[other]! - re[k]!)
      const c = this.#cos[k]!
      const s = this.#sin[k]!
      const realPart = evenRe + c * oddRe - s * oddIm
      const imagPart = evenIm + c * oddIm + s * oddRe
      power[k] = realPart * realPart + imagPart * imagPart
    }
  }

  #transform(length: number): void {
    const re = this.#re
    const im = this.#im
    for (let span = 1; span < length; span *= 2) {
      const step = length / span
      for (let k = 0; k < span; k++) {
        const c = this.#cos[k * step]!
        const s = this.#sin[k * step]!
        for (let a = k; a < length; a += 2 * span) {
          const b = a + span
          const x = re[b]! * c - im[b]! * s
          const y = re[b]! * s + im[b]! * c
          re[b] = re[a]! - x
          im[b] = im[a]! - y
          re[a]! += x
          im[a]! += y
        }
      }
    }
  }
}
