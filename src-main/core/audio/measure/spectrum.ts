/**
 * Power spectrum of real frames of one length (twice a power of four: 32, 128, 512, 2048, …) under a Hann window.
 * Tables are made once.
 */
export class Spectrum {
  readonly #half: number
  readonly #window: Float64Array
  /** Cosine and sine of each bin's angle. */
  readonly #cos: Float64Array
  readonly #sin: Float64Array
  readonly #order: Uint32Array
  /** Three turns (real, imaginary) a butterfly, stage after stage but the first, which needs none. */
  readonly #turns: Float64Array
  readonly #re: Float64Array
  readonly #im: Float64Array

  constructor(size: number) {
    const half = size / 2
    const angle = (-2 * Math.PI) / size
    this.#half = half
    this.#window = Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos(angle * i))
    this.#cos = Float64Array.from({ length: half }, (_, i) => Math.cos(angle * i))
    this.#sin = Float64Array.from({ length: half }, (_, i) => Math.sin(angle * i))
    this.#order = new Uint32Array(half)
    for (let i = 1; i < half; i++) this.#order[i] = (this.#order[i >> 2]! >> 2) | ((i & 3) * (half / 4))
    this.#turns = turnsOf(half)
    this.#re = new Float64Array(half)
    this.#im = new Float64Array(half)
  }

  /** Power of bins 0 to size/2 of the frame that starts at `at`, into `power` (size/2 + 1 values). */
  of(samples: Float32Array, at: number, power: Float64Array): void {
    const half = this.#half
    const re = this.#re
    const im = this.#im
    const window = this.#window
    const order = this.#order
    // Even samples as real, odd ones as imaginary parts: one complex transform of half the length.
    for (let i = 0; i < half; i++) {
      const place = order[i]!
      re[place] = samples[at + 2 * i]! * window[2 * i]!
      im[place] = samples[at + 2 * i + 1]! * window[2 * i + 1]!
    }
    transform(re, im, this.#turns)
    const cos = this.#cos
    const sin = this.#sin
    power[0] = (re[0]! + im[0]!) ** 2
    power[half] = (re[0]! - im[0]!) ** 2
    for (let k = 1, other = half - 1; k <= other; k++, other--) {
      const evenRe = 0.5 * (re[k]! + re[other]!)
      const evenIm = 0.5 * (im[k]! - im[other]!)
      const oddRe = 0.5 * (im[k]! + im[other]!)
      const oddIm = 0.5 * (re[other]! - re[k]!)
      const turnedRe = cos[k]! * oddRe - sin[k]! * oddIm
      const turnedIm = cos[k]! * oddIm + sin[k]! * oddRe
      power[k] = (evenRe + turnedRe) ** 2 + (evenIm + turnedIm) ** 2
      power[other] = (evenRe - turnedRe) ** 2 + (evenIm - turnedIm) ** 2
    }
  }
}

function turnsOf(length: number): Float64Array {
  const turns: number[] = []
  for (let span = 4; span < length; span *= 4) {
    for (let k = 0; k < span; k++) {
      for (let times = 1; times <= 3; times++) {
        const angle = (-2 * Math.PI * k * times) / (4 * span)
        turns.push(Math.cos(angle), Math.sin(angle))
      }
    }
  }
  return Float64Array.from(turns)
}

/** Fourier transform in place, four parts at a time, of values in the order of reversed base-four digits. */
function transform(re: Float64Array, im: Float64Array, turns: Float64Array): void {
  const length = re.length
  for (let a = 0; a < length; a += 4) {
    const [b, c, d] = [a + 1, a + 2, a + 3]
    const sumRe = re[a]! + re[c]!
    const sumIm = im[a]! + im[c]!
    const stepRe = re[a]! - re[c]!
    const stepIm = im[a]! - im[c]!
    const otherRe = re[b]! + re[d]!
    const otherIm = im[b]! + im[d]!
    const turnedRe = im[b]! - im[d]!
    const turnedIm = re[d]! - re[b]!
    re[a] = sumRe + otherRe
    im[a] = sumIm + otherIm
    re[b] = stepRe + turnedRe
    im[b] = stepIm + turnedIm
    re[c] = sumRe - otherRe
    im[c] = sumIm - otherIm
    re[d] = stepRe - turnedRe
    im[d] = stepIm - turnedIm
  }
  for (let span = 4, first = 0; span < length; first += 6 * span, span *= 4) {
    for (let group = 0; group < length; group += 4 * span) {
      for (let a = group, turn = first; a < group + span; a++, turn += 6) {
        const b = a + span
        const c = b + span
        const d = c + span
        const bRe = re[b]! * turns[turn]! - im[b]! * turns[turn + 1]!
        const bIm = re[b]! * turns[turn + 1]! + im[b]! * turns[turn]!
        const cRe = re[c]! * turns[turn + 2]! - im[c]! * turns[turn + 3]!
        const cIm = re[c]! * turns[turn + 3]! + im[c]! * turns[turn + 2]!
        const dRe = re[d]! * turns[turn + 4]! - im[d]! * turns[turn + 5]!
        const dIm = re[d]! * turns[turn + 5]! + im[d]! * turns[turn + 4]!
        const sumRe = re[a]! + cRe
        const sumIm = im[a]! + cIm
        const stepRe = re[a]! - cRe
        const stepIm = im[a]! - cIm
        const otherRe = bRe + dRe
        const otherIm = bIm + dIm
        const turnedRe = bIm - dIm
        const turnedIm = dRe - bRe
        re[a] = sumRe + otherRe
        im[a] = sumIm + otherIm
        re[b] = stepRe + turnedRe
        im[b] = stepIm + turnedIm
        re[c] = sumRe - otherRe
        im[c] = sumIm - otherIm
        re[d] = stepRe - turnedRe
        im[d] = stepIm - turnedIm
      }
    }
  }
}
