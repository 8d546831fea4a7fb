import { OnsetStrength, onsetRate } from './onset-strength.ts'

export interface Tempo {
  bpm: number | null
  /** 0..1 */
  bpmConfidence: number
  bpmOther: number | null
}

const segment = Math.round(12 * onsetRate)
const step = Math.round(6 * onsetRate)
const slowest = 40
const fastest = 240
/** Tempi looked at, one per cent apart. */
const tempi = Float64Array.from({ length: 181 }, (_, i) => slowest * 1.01 ** i).filter(bpm => bpm <= fastest)
/** Tempi people tap to: a bell over the logarithm around 108. */
const prior = tempi.map(bpm => Math.exp(-0.5 * (Math.log2(bpm / 108) / 0.6) ** 2))
const longestLag = Math.ceil((60 / slowest) * onsetRate * 4) + 2
/** Below this share of repeated energy there is no beat to speak of. */
const leastPulse = 0.12
/** Mean onset strength of what moves at all: a held tone has next to none. */
const leastMovement = 0.2
const leastConfidence = 0.3
const nearlyAsLikely = 0.65

interface Local {
  bpm: number
  weight: number
}

/** The tempo of a stream at 16 kHz: what most stretches of 12 s agree on. */
export class TempoMeter {
  readonly #onsets = new OnsetStrength(strength => this.#add(strength))
  readonly #held = new Float64Array(segment)
  readonly #sum = new Float64Array(tempi.length)
  readonly #locals: Local[] = []
  #filled = 0
  #pulse = 0

  push(block: Float32Array): void {
    this.#onsets.push(block)
  }

  end(): Tempo {
    this.#onsets.end()
    if (this.#locals.length === 0 && this.#filled > 4 * onsetRate) this.#close(this.#filled)
    const none = { bpm: null, bpmConfidence: 0, bpmOther: null }
    const total = this.#locals.reduce((sum, { weight }) => sum + weight, 0)
    if (total === 0) return none
    const best = peakOf(this.#sum)
    const near = (bpm: number, target: number): boolean => Math.abs(bpm / target - 1) < 0.04
    const agreed = this.#locals.filter(local => near(local.bpm, tempi[best]!))
    if (agreed.length === 0) return none
    const bpm = median(agreed)
    const agreement = agreed.reduce((sum, { weight }) => sum + weight, 0) / total
    const pulse = this.#pulse / this.#locals.length
    const clear = Math.min(1, Math.max(0, (pulse - leastPulse) / (0.45 - leastPulse)))
    const bpmConfidence = agreement * Math.sqrt(clear)
    if (bpmConfidence < leastConfidence) return { ...none, bpmConfidence }
    const bpmOther = this.#other(best, bpm)
    const sure = bpmOther === null ? bpmConfidence : bpmConfidence * 0.7
    return { bpm: Math.round(bpm * 10) / 10, bpmConfidence: sure, bpmOther }
  }

  #other(best: number, bpm: number): number | null {
    const likely = (ratio: number): number => {
      const place = Math.round(Math.log((bpm * ratio) / slowest) / Math.log(1.01))
      let most = 0
      for (let i = place - 2; i <= place + 2; i++) most = Math.max(most, this.#sum[i] ?? 0)
      return most / this.#sum[best]!
    }
    const half = likely(0.5)
    const double = likely(2)
    if (Math.max(half, double) < nearlyAsLikely) return null
    return Math.round(bpm * (half > double ? 0.5 : 2) * 10) / 10
  }

  #add(strength: number): void {
    this.#held[this.#filled++] = strength
    if (this.#filled < segment) return
    this.#close(segment)
    this.#held.copyWithin(0, step)
    this.#filled = segment - step
  }

  #close(length: number): void {
    const strengths = this.#held.subarray(0, length)
    const onsets = sharpened(strengths)
    const repeats = autocorrelation(onsets)
    const scores = scoresOf(repeats, onsets)
    const best = peakOf(scores)
    const height = repeats[0]! === 0 ? 0 : valueAt(repeats, (60 * onsetRate) / tempi[best]!) / repeats[0]!
    const pulse = Math.max(0, height)
    this.#pulse += pulse
    const moving = strengths.reduce((sum, value) => sum + value, 0) / length
    if (moving < leastMovement || scores[best]! <= 0 || pulse < leastPulse / 2) {
      // Counts against agreement all the same.
      this.#locals.push({ bpm: 0, weight: leastPulse / 2 })
      return
    }
    this.#locals.push({ bpm: refined(onsets, tempi[best]!), weight: pulse })
    for (let i = 0; i < scores.length; i++) this.#sum[i]! += (scores[i]! / scores[best]!) * pulse
  }
}

/** Above the local mean only, so that a swell is not an onset. */
function sharpened(values: Float64Array): Float64Array {
  const out = new Float64Array(values.length)
  const reach = Math.round(0.4 * onsetRate)
  const sums = new Float64Array(values.length + 1)
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i]! + values[i]!
  for (let i = 0; i < values.length; i++) {
    const from = Math.max(0, i - reach)
    const to = Math.min(values.length, i + reach + 1)
    out[i] = Math.max(0, values[i]! - (sums[to]! - sums[from]!) / (to - from))
  }
  let mean = 0
  for (const value of out) mean += value / out.length
  for (let i = 0; i < out.length; i++) out[i]! -= mean
  return out
}

function autocorrelation(values: Float64Array): Float64Array {
  const out = new Float64Array(Math.min(longestLag, values.length - 1))
  for (let lag = 0; lag < out.length; lag++) {
    // Two sums, because each waits for itself.
    let one = 0
    let two = 0
    let i = lag
    for (; i + 1 < values.length; i += 2) {
      one += values[i]! * values[i - lag]!
      two += values[i + 1]! * values[i + 1 - lag]!
    }
    if (i < values.length) one += values[i]! * values[i - lag]!
    out[lag] = (one + two) / (values.length - lag)
  }
  return out
}

/** Between the samples of a sequence, by a parabola; 0 beyond its end. */
function valueAt(values: Float64Array, place: number): number {
  const i = Math.round(place)
  const d = place - i
  if (i < 1 || i + 1 >= values.length) return 0
  const a = values[i - 1]!
  const b = values[i]!
  const c = values[i + 1]!
  return b + 0.5 * d * (c - a + d * (a - 2 * b + c))
}

/** How well each tempo explains both the repeats (strong at whole beats) and the rate of onsets (strong at parts). */
function scoresOf(repeats: Float64Array, onsets: Float64Array): Float64Array {
  return tempi.map((bpm, i) => {
    const lag = (60 * onsetRate) / bpm
    let comb = 0
    let weights = 0
    for (let beat = 1; beat <= 4; beat++) {
      if (lag * beat + 1 >= repeats.length) break
      comb += valueAt(repeats, lag * beat)
      weights += 1
    }
    // The first repeat counts most: without it, twice the tempo would fit as well.
    const once = Math.max(0, valueAt(repeats, lag))
    const repeated = weights === 0 ? 0 : Math.sqrt(once * Math.max(0, comb / weights))
    return repeated === 0 ? 0 : Math.sqrt(repeated * rateStrength(onsets, bpm)) * prior[i]!
  })
}

/** Size of the oscillation at a tempo. */
function rateStrength(onsets: Float64Array, bpm: number): number {
  const factor = factorOf(bpm)
  let one = 0
  let two = 0
  for (let i = 0; i < onsets.length; i++) {
    const now = onsets[i]! - two + factor * one
    two = one
    one = now
  }
  return sizeOf(one, two, factor) / onsets.length
}

/** The same with its second and fourth harmonic, all at once because each waits for its own last value. */
function harmonicStrength(onsets: Float64Array, bpm: number): number {
  const [f, g, h] = [factorOf(bpm), factorOf(bpm * 2), factorOf(bpm * 4)]
  // Taken out of an array these would make the loop three times as slow.
  let a1 = 0
  let a2 = 0
  let b1 = 0
  let b2 = 0
  let c1 = 0
  let c2 = 0
  for (let i = 0; i < onsets.length; i++) {
    const onset = onsets[i]!
    const a = onset - a2 + f * a1
    const b = onset - b2 + g * b1
    const c = onset - c2 + h * c1
    a2 = a1
    b2 = b1
    c2 = c1
    a1 = a
    b1 = b
    c1 = c
  }
  return (sizeOf(a1, a2, f) + sizeOf(b1, b2, g) + sizeOf(c1, c2, h)) / onsets.length
}

/** Of Goertzel's filter: one multiplication a value. */
function factorOf(bpm: number): number {
  return 2 * Math.cos((2 * Math.PI * bpm) / 60 / onsetRate)
}

function sizeOf(one: number, two: number, factor: number): number {
  return Math.sqrt(Math.max(0, one * one + two * two - factor * one * two))
}

/** The tempo near this one whose oscillation, with its harmonics, is largest: exact to a few tenths. */
function refined(onsets: Float64Array, bpm: number): number {
  let most = -1
  let best = bpm
  for (let percent = -2.5; percent <= 2.5; percent += 0.125) {
    const tempo = bpm * (1 + percent / 100)
    const strength = harmonicStrength(onsets, tempo)
    if (strength > most) {
      most = strength
      best = tempo
    }
  }
  return best
}

function peakOf(values: Float64Array): number {
  let best = 0
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i
  return best
}

function median(locals: Local[]): number {
  const sorted = locals.toSorted((a, b) => a.bpm - b.bpm)
  const half = sorted.reduce((sum, { weight }) => sum + weight, 0) / 2
  let sum = 0
  for (const { bpm, weight } of sorted) {
    sum += weight
    if (sum >= half) return bpm
  }
  return sorted.at(-1)!.bpm
}
