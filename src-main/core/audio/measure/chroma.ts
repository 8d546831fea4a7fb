import { Polyphase, type Bank } from '../resample.ts'
import { lanes, Spectra } from './spectra.ts'

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
const lowPass = Float32Array.from({ length: taps }, (_, i) => {
  const x = (i - (taps - 1) / 2) * (2 / 16_000) * 1850
  const sinc = Math.sin(Math.PI * x) / (Math.PI * x)
  const hamming = 0.54 - 0.46 * Math.cos((2 * Math.PI * i) / (taps - 1))
  return sinc * hamming * (2 / 16_000) * 1850
})
const thinning: Bank = { up: 1, down: decimation, taps, rowLength: taps, rows: lowPass }

/** Strength of each pitch class, whatever its octave, in frames about a quarter of a second apart. */
export class Chroma {
  readonly #frame = new Float64Array(chromaBins)
  readonly #slow = new Polyphase(thinning, 0)
  readonly #spectra: Spectra

  constructor(take: (chroma: Float64Array) => void) {
    this.#spectra = new Spectra({ size, hop }, (power, frames) => {
      for (let frame = 0; frame < frames; frame++) if (this.#measure(power, frame)) take(this.#frame)
    })
  }

  push(block: Float32Array): void {
    for (const slow of this.#slow.push(block)) this.#spectra.push(slow)
  }

  end(): void {
    this.#spectra.end()
  }

  /** Peaks of the spectrum at their exact pitch. False for silence. */
  #measure(power: Float32Array, frame: number): boolean {
    const chroma = this.#frame.fill(0)
    const first = lanes * Math.floor((lowest * size) / rate) + frame
    const last = lanes * Math.ceil((highest * size) / rate) + frame
    let most = 0
    for (let at = first; at <= last; at += lanes) if (power[at]! > most) most = power[at]!
    if (most < 1e-4) return false
    let total = 0
    const least = most * 1e-5
    for (let at = first; at <= last; at += lanes) {
      const here = power[at]!
      if (here < least || here <= power[at - lanes]! || here < power[at + lanes]!) continue
      // A parabola through the logarithms: of ratios, since each logarithm costs as much as the rest.
      const before = power[at - lanes]! + 1e-20
      const after = power[at + lanes]! + 1e-20
      const offset = (0.5 * Math.log(before / after)) / Math.log((before * after) / (here * here))
      const bin = (at - frame) / lanes + offset
      const pitch = 12 * Math.log2((bin * rate) / size / 440) + 9
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
