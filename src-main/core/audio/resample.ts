/**
 * Band-limited resampling by a polyphase windowed sinc, streamed. Kaiser window, 32 zero crossings a side, pass band
 * to 91 % of the lower Nyquist frequency: what would fold back is at least 80 dB down (the golden test's tones).
 */
const zeroCrossings = 32
const rolloff = 0.945
const kaiserBeta = 9

interface Bank {
  /** Output samples for each `down` input samples. */
  up: number
  down: number
  /** Input samples under the filter. */
  taps: number
  /** Coefficients, one row of `taps` for each of the `up` phases. */
  rows: Float32Array
}

/** One stream's resampler. Rates are whole numbers; input comes in blocks of any length. */
export class Resampler {
  #bank: Bank
  #held: Float32Array
  #heldLength: number
  /** Position of the next output: whole input samples into what is held, and a phase of `up`. */
  #index = 0
  #phase = 0
  #lead: number

  constructor(from: number, to: number) {
    this.#bank = designBank(from, to)
    this.#lead = this.#bank.taps >> 1
    // Silence before the first sample, so that the filter's middle lies on it.
    this.#held = new Float32Array(this.#bank.taps * 4)
    this.#heldLength = this.#lead
  }

  /** All output that the samples so far settle. */
  push(block: Float32Array): Float32Array {
    this.#append(block)
    return this.#drain()
  }

  /** The rest, with silence after the end. */
  flush(): Float32Array {
    return this.push(new Float32Array(this.#bank.taps - this.#lead - 1))
  }

  #append(block: Float32Array): void {
    const length = this.#heldLength + block.length
    if (length > this.#held.length) {
      const larger = new Float32Array(length * 2)
      larger.set(this.#held.subarray(0, this.#heldLength))
      this.#held = larger
    }
    this.#held.set(block, this.#heldLength)
    this.#heldLength = length
  }

  #drain(): Float32Array {
    const { up, down, taps, rows } = this.#bank
    const held = this.#held
    const room = this.#heldLength - taps - this.#index
    const out = new Float32Array(room < 0 ? 0 : Math.ceil(((room + 1) * up) / down) + 1)
    let made = 0
    while (this.#index + taps <= this.#heldLength) {
      const row = this.#phase * taps
      let sum = 0
      for (let tap = 0; tap < taps; tap++) sum += rows[row + tap]! * held[this.#index + tap]!
      out[made++] = sum
      this.#phase += down
      this.#index += Math.floor(this.#phase / up)
      this.#phase %= up
    }
    const gone = Math.min(this.#index, this.#heldLength)
    held.copyWithin(0, gone, this.#heldLength)
    this.#heldLength -= gone
    this.#index -= gone
    return out.subarray(0, made)
  }
}

function designBank(from: number, to: number): Bank {
  const common = greatestCommonDivisor(from, to)
  const up = to / common
  const down = from / common
  const cutoff = Math.min(1, to / from) * rolloff
  const half = Math.ceil(zeroCrossings / cutoff)
  const taps = 2 * half
  const rows = new Float32Array(up * taps)
  const norm = bessel(kaiserBeta)
  for (let phase = 0; phase < up; phase++) {
    let total = 0
    const row = rows.subarray(phase * taps, (phase + 1) * taps)
    for (let tap = 0; tap < taps; tap++) {
      const distance = tap - half - phase / up
      const edge = distance / half
      const window = Math.abs(edge) >= 1 ? 0 : bessel(kaiserBeta * Math.sqrt(1 - edge * edge)) / norm
      row[tap] = sinc(distance * cutoff) * window
      total += row[tap]!
    }
    // Each phase passes a constant unchanged; otherwise the phases would beat against each other.
    for (let tap = 0; tap < taps; tap++) row[tap]! /= total
  }
  return { up, down, taps, rows }
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
}

/** Modified Bessel function of the first kind, order zero. */
function bessel(x: number): number {
  let sum = 1
  let term = 1
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2
    sum += term
  }
  return sum
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
