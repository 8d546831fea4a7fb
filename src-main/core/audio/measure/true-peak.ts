/** Samples under the interpolation filter; the waveform between samples is settled half of it later. */
export const peakReach = 24
const half = peakReach / 2
const stretch = 32

/** Windowed sinc for the place `between` (0..1) two samples. */
function rowAt(between: number): Float64Array {
  const row = Float64Array.from({ length: peakReach }, (_, tap) => {
    const x = tap - half + 1 - between
    const window = 0.5 + 0.5 * Math.cos((2 * Math.PI * x) / (peakReach + 1))
    return (Math.sin(Math.PI * x) / (Math.PI * x)) * window
  })
  const total = row.reduce((sum, value) => sum + value, 0)
  return row.map(value => value / total)
}

const quarter = rowAt(1 / 4)
const middle = rowAt(2 / 4)
const rows = [quarter, middle, rowAt(3 / 4)]
/**
 * The row of three quarters is that of one quarter backwards. So the two are made together, of the sums and the
 * differences of samples that lie alike: one is `even` + `odd`, the other `even` - `odd`.
 */
const even = Float64Array.from({ length: half }, (_, k) => (quarter[k]! + quarter[peakReach - 1 - k]!) / 2)
const odd = Float64Array.from({ length: half }, (_, k) => (quarter[k]! - quarter[peakReach - 1 - k]!) / 2)

/** The most that interpolation can make of samples no larger than 1. */
const bound = Math.max(...rows.map(row => row.reduce((sum, value) => sum + Math.abs(value), 0)))
/** The most that the two middle taps can make of them. */
const pairBound = Math.max(...rows.map(row => row[half - 1]! + row[half]!))
const energyOf = (row: Float64Array): number => row.reduce((sum, value) => sum + value * value, 0)
/** Energy of the taps but the two, and the four, in the middle, a trifle more for rounding. */
const outside = (taps: number): number =>
  1.000001 *
  Math.max(...rows.map(row => energyOf(row) - energyOf(row.subarray(half - taps / 2, half + taps / 2))))
const beyondPair = outside(2)
const beyondFour = outside(4)

/** The samples of one channel as they come, the last `peakReach` of the block before in front of them. */
export class PeakPlane {
  samples = new Float32Array(peakReach)
  #bits = new Int32Array(this.samples.buffer)

  /**
   * Takes every `step`-th sample of `from`, starting at `at`, and gives the largest absolute value of the waveform
   * through them (four times oversampled; of the samples alone where not `between`), never less than `known`. What
   * cannot reach the peak known is passed over: stretches whose largest sample is too small, then single places,
   * because what the outer taps add is at most the root of their energy times that of the samples under them (Cauchy
   * and Schwarz). What is not a sample becomes 0: float files may hold anything.
   */
  take(
    from: Float32Array,
    at: number,
    step: number,
    frames: number,
    known: number,
    between: boolean
  ): number {
    const end = peakReach + frames
    this.#hold(end)
    const samples = this.samples
    // Without their sign the bits of floats are ordered as their values, and need no conversion.
    const bits = this.#bits
    const source = new Int32Array(from.buffer, from.byteOffset, from.length)
    let peak = known
    let before = largest(samples, 1, peakReach)
    for (let start = peakReach, place = at; start < end; start += stretch) {
      const to = Math.min(end, start + stretch)
      let mostBits = 0
      for (let i = start; i < to; i++, place += step) {
        const sample = source[place]!
        bits[i] = sample
        mostBits = Math.max(mostBits, sample & 0x7fffffff)
      }
      if (mostBits >= farTooLarge) clean(samples, start, to)
      const most = mostBits >= farTooLarge ? largest(samples, start, to) : valueOf(mostBits)
      if (most > peak) peak = most
      if (between && Math.max(most, before) * bound > peak) peak = peakWithin(samples, start, to, peak)
      before = most
    }
    return peak
  }

  /** Keeps the last samples of the block for the next one. */
  close(frames: number): void {
    this.samples.copyWithin(0, frames, frames + peakReach)
  }

  #hold(length: number): void {
    if (this.samples.length >= length) return
    const kept = this.samples.subarray(0, peakReach)
    this.samples = new Float32Array(length * 2)
    this.samples.set(kept)
    this.#bits = new Int32Array(this.samples.buffer)
  }
}

const one = new Float32Array(1)
const oneBits = new Int32Array(one.buffer)

function valueOf(bits: number): number {
  oneBits[0] = bits
  return one[0]!
}

function bitsOf(value: number): number {
  one[0] = value
  return oneBits[0]!
}

const farTooLarge = bitsOf(1e6)

function clean(samples: Float32Array, from: number, to: number): void {
  for (let i = from; i < to; i++) if (!(Math.abs(samples[i]!) < 1e6)) samples[i] = 0
}

function largest(samples: Float32Array, from: number, to: number): number {
  let most = 0
  for (let i = from; i < to; i++) most = Math.max(most, Math.abs(samples[i]!))
  return most
}

function peakWithin(samples: Float32Array, from: number, to: number, known: number): number {
  const [even1, even2] = [even[half - 1]!, even[half - 2]!]
  const [odd1, odd2] = [odd[half - 1]!, odd[half - 2]!]
  const [middle1, middle2] = [middle[half - 1]!, middle[half - 2]!]
  let peak = known
  // Of the samples under the filter but the newest.
  let energy = 0
  for (let i = from - peakReach + 1; i < from; i++) energy += samples[i]! * samples[i]!
  for (let i = from; i < to; i++) {
    const newest = samples[i]!
    const oldest = samples[i - peakReach + 1]!
    energy += newest * newest
    const a = samples[i - half]!
    const b = samples[i - half + 1]!
    const outer = energy - a * a - b * b
    const lack = peak - pairBound * Math.max(Math.abs(a), Math.abs(b))
    energy -= oldest * oldest
    if (lack > 0 && beyondPair * outer < lack * lack) continue
    const c = samples[i - half - 1]!
    const d = samples[i - half + 2]!
    const sides = Math.abs(even1 * (a + b) + even2 * (c + d)) + Math.abs(odd1 * (a - b) + odd2 * (c - d))
    const four = Math.max(sides, Math.abs(middle1 * (a + b) + middle2 * (c + d)))
    const rest = peak - four
    if (rest > 0 && beyondFour * (outer - c * c - d * d) < rest * rest) continue
    const here = interpolated(samples, i)
    if (here > peak) peak = here
  }
  return peak
}

/** The largest of the three places between two samples, `samples[i]` being the last under the filter. */
function interpolated(samples: Float32Array, i: number): number {
  let sumEven = 0
  let sumOdd = 0
  let sumMiddle = 0
  for (let k = 0, low = i - peakReach + 1, high = i; k < half; k++, low++, high--) {
    const x = samples[low]!
    const y = samples[high]!
    sumEven += even[k]! * (x + y)
    sumOdd += odd[k]! * (x - y)
    sumMiddle += middle[k]! * (x + y)
  }
  return Math.max(Math.abs(sumEven) + Math.abs(sumOdd), Math.abs(sumMiddle))
}
