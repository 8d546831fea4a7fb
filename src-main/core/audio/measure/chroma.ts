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

/** Strength of each pitch class, whatever its octave, in frames about a quarter of a second apart. */
export class Chroma {
  readonly #spectrum = new Spectrum(size)
  readonly #power = new Float64Array(size / 2 + 1)
  readonly #frame = new Float64Array(chromaBins)
  readonly #frames: Frames
  readonly #low = new Frames(4096 + taps, 4096, (samples, at) => this.#decimate(samples, at))

  constructor(take: (chroma: Float64Array) => void) {
    this.#frames = new Frames(size, hop, (samples, at) => {
      this.#spectrum.of(samples, at, this.#power)
      if (this.#measure()) take(this.#frame)
    })
  }

  push(block: Float32Array): void {
    this.#low.push(block)
  }

  #decimate(samples: Float32Array, at: number): void {
    const out = new Float32Array(4096 / decimation)
    for (let i = 0; i < out.length; i++) {
      const start = at + i * decimation
      let sum = 0
      for (let tap = 0; tap < taps; tap++) sum += lowPass[tap]! * samples[start + tap]!
      out[i] = sum
    }
    this.#frames.push(out)
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
      const [a, b, c] = [Math.log(power[bin - 1]! + 1e-20), Math.log(here), Math.log(power[bin + 1]! + 1e-20)]
      const offset = (0.5 * (a - c)) / (a - 2 * b + c)
      const pitch = 12 * Math.log2(((bin + offset) * rate) / size / 440) + 9
      const strength = here ** 0.25
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
