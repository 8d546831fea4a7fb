/**
 * Power spectrum of real frames of one length (a power of two from 32) under a periodic Hann window.
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
    this.#order = orderOf(half)
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

/** Half of a length that is not a power of four is transformed twice, even and odd places apart, then joined. */
const isWhole = (length: number): boolean => Math.log2(length) % 2 === 0

/** Where each value goes: by the reversed base-four digits of its place. */
function orderOf(length: number): Uint32Array {
  const part = isWhole(length) ? length : length / 2
  const order = new Uint32Array(part)
  for (let i = 1; i < part; i++) order[i] = (order[i >> 2]! >> 2) | ((i & 3) * (part / 4))
  if (part === length) return order
  return Uint32Array.from({ length }, (_, i) => (i & 1) * part + order[i >> 1]!)
}

function turnsOf(length: number): Float64Array {
  const turns: number[] = []
  if (!isWhole(length)) {
    // The joining step's, last in the list because it comes last.
    const join = Array.from({ length: length / 2 }, (_, k) => (-2 * Math.PI * k) / length)
    return Float64Array.from([
      ...turnsOf(length / 2),
      ...join.flatMap(angle => [Math.cos(angle), Math.sin(angle)])
    ])
  }
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
  const whole = isWhole(length) ? length : length / 2
  let first = 0
  for (let span = 4; span < whole; first += 6 * span, span *= 4) {
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
  if (whole < length) join(re, im, turns, first)
}

/** The transform of all from those of the even and of the odd places. */
function join(re: Float64Array, im: Float64Array, turns: Float64Array, first: number): void {
  const half = re.length / 2
  for (let a = 0, b = half, turn = first; a < half; a++, b++, turn += 2) {
    const turnedRe = re[b]! * turns[turn]! - im[b]! * turns[turn + 1]!
    const turnedIm = re[b]! * turns[turn + 1]! + im[b]! * turns[turn]!
    re[b] = re[a]! - turnedRe
    im[b] = im[a]! - turnedIm
    re[a] = re[a]! + turnedRe
    im[a] = im[a]! + turnedIm
  }
}
