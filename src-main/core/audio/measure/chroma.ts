import { Frames } from './frames.ts'
import { Spectrum } from './spectrum.ts'

/** Ten to a semitone, bin 0 at C in 440 Hz tuning. */
export const chromaBins = 120

const decimation = 4
const rate = 16_000 / decimation
const size = 2048
const hop = 1024
const lowest = 60
const highest = 1600

/** Low pass for the decimation: a windowed sinc, 1.6 kHz kept, what folds back below it 50 dB down. */
const taps = 48
const lowPass = Float64Array.from({ length: taps }, (_, i) => {
  const x = (i - (taps - 1) / 2) * (2 / 16_000) * 1850
  const sinc = Math.sin(Math.PI * x) / (Math.PI * x)
  const hamming = 0.54 - 0.46 * Math.cos((2 * Math.PI * i) / (taps - 1))
  return sinc * hamming * (2 / 16_000) * 1850
})

const wide = new Float64Array(4096 + taps)

/** Low passed and thinned out. The filter is the same from both ends; four values at once, because each sum waits. */
function decimate(samples: Float32Array, at: number, out: Float32Array): void {
  const filter = lowPass
  const input = wide
  for (let i = 0; i < input.length; i++) input[i] = samples[at + i]!
  for (let i = 0, start = 0; i < out.length; i += 4, start += 4 * decimation) {
    let one = 0
    let two = 0
    let three = 0
    let four = 0
    for (let tap = 0, low = start, high = start + taps - 1; tap < taps / 2; tap++, low++, high--) {
      const weight = filter[tap]!
      one += weight * (input[low]! + input[high]!)
      two += weight * (input[low + decimation]! + input[high + decimation]!)
      three += weight * (input[low + 2 * decimation]! + input[high + 2 * decimation]!)
      four += weight * (input[low + 3 * decimation]! + input[high + 3 * decimation]!)
    }
    out[i] = one
    out[i + 1] = two
    out[i + 2] = three
    out[i + 3] = four
  }
}

/** Strength of each pitch class, whatever its octave, in frames about a quarter of a second apart. */
export class Chroma {
  readonly #spectrum = new Spectrum(size)
  readonly #power = new Float64Array(size / 2 + 1)
  readonly #frame = new Float64Array(chromaBins)
  readonly #frames: Frames
  readonly #slow = new Float32Array(4096 / decimation)
  readonly #low = new Frames(4096 + taps, 4096, (samples, at) => {
    decimate(samples, at, this.#slow)
    this.#frames.push(this.#slow)
  })

  constructor(take: (chroma: Float64Array) => void) {
    this.#frames = new Frames(size, hop, (samples, at) => {
      this.#spectrum.of(samples, at, this.#power)
      if (this.#measure()) take(this.#frame)
    })
  }

  push(block: Float32Array): void {
    this.#low.push(block)
  }

  /** Peaks of the spectrum at their exact pitch. False for silence. */
  #measure(): boolean {
    const power = this.#power
    const chroma = this.#frame.fill(0)
    const first = Math.floor((lowest * size) / rate)
    const last = Math.ceil((highest * size) / rate)
    let most = 0
    for (let bin = first; bin <= last; bin++) most = Math.max(most, power[bin]!)
    if (most < 1e-4) return false
    let total = 0
    for (let bin = first; bin <= last; bin++) {
      const here = power[bin]!
      if (here < most * 1e-5 || here <= power[bin - 1]! || here < power[bin + 1]!) continue
      const a = Math.log(power[bin - 1]! + 1e-20)
      const b = Math.log(here)
      const c = Math.log(power[bin + 1]! + 1e-20)
      const offset = (0.5 * (a - c)) / (a - 2 * b + c)
      const pitch = 12 * Math.log2(((bin + offset) * rate) / size / 440) + 9
      const strength = Math.sqrt(Math.sqrt(here))
      const place = Math.round((pitch * chromaBins) / 12)
      chroma[((place % chromaBins) + chromaBins) % chromaBins]! += strength
      total += strength
    }
    if (total === 0) return false
    // Each frame counts alike, loud or quiet.
    for (let i = 0; i < chromaBins; i++) chroma[i]! /= total
    return true
  }
}
