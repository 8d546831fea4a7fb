import { EarshotError } from '#contract/errors.ts'
import { Spectrum } from '../../audio/measure/spectrum.ts'
import { melBank } from './mel-bank.ts'

/** What every CLAP audio tower of the known exports expects (their preprocessor_config.json). */
export const clapSampleRate = 48_000
const clapSamples = 480_000
const size = 1024
const hop = 480
export const melBands = 64
export const melFrames = 1 + clapSamples / hop
/** Power below this counts as this: -100 dB. */
const leastPower = 1e-10

/**
 * The log-mel spectrogram of ten seconds as CLAP was trained on it, frames x bands in dB: frames centred on every
 * 480th sample with the ends reflected, a periodic Hann window of 1024, power, 64 Slaney bands from 50 Hz to 14 kHz.
 * Tables are made once; one caller at a time.
 */
export class ClapMel {
  readonly #spectrum = new Spectrum(size)
  readonly #bank = melBank({ sampleRate: clapSampleRate, size, bands: melBands, lowest: 50, highest: 14_000 })
  readonly #power = new Float64Array(size / 2 + 1)
  readonly #padded = new Float32Array(clapSamples + size)

  /** Mono at 48 kHz, ten seconds or less; less is repeated as often as it fits whole, then silence. */
  of(pcm: Float32Array): Float32Array {
    this.#fill(pcm)
    const mel = new Float32Array(melFrames * melBands)
    for (let frame = 0; frame < melFrames; frame++) {
      this.#spectrum.of(this.#padded, frame * hop, this.#power)
      this.#bands(mel, frame * melBands)
    }
    return mel
  }

  #fill(pcm: Float32Array): void {
    if (pcm.length === 0 || pcm.length > clapSamples) {
      throw new EarshotError('internal', `CLAP hears 1 to ${clapSamples} samples, not ${pcm.length}.`)
    }
    const edge = size / 2
    const sound = this.#padded.subarray(edge, edge + clapSamples)
    const whole = Math.floor(clapSamples / pcm.length)
    for (let turn = 0; turn < whole; turn++) sound.set(pcm, turn * pcm.length)
    sound.fill(0, whole * pcm.length)
    for (let i = 1; i <= edge; i++) {
      this.#padded[edge - i] = sound[i]!
      this.#padded[edge + clapSamples - 1 + i] = sound[clapSamples - 1 - i]!
    }
  }

  #bands(mel: Float32Array, at: number): void {
    const { bands, first, length, weights } = this.#bank
    for (let band = 0, weight = 0; band < bands; band++) {
      let power = 0
      for (let bin = first[band]!, end = bin + length[band]!; bin < end; bin++) {
        power += weights[weight++]! * this.#power[bin]!
      }
      mel[at + band] = 10 * Math.log10(Math.max(power, leastPower))
    }
  }
}
