import { Frames } from '../../audio/measure/frames.ts'
import { Spectrum } from '../../audio/measure/spectrum.ts'
import { bandsOf } from './bands.ts'
import { EdgeMeter, type Edge } from './edge.ts'

/** Both files of a pair are decoded to mono at this rate: what an ear hears of any file is in it. */
export const printRate = 44_100
const size = 4096
const hop = 2048
/** Seconds between two frames. */
export const frameStep = hop / printRate

const bands = bandsOf(printRate, size)
export const bandCount = bands.length

/** How strong a recording is in each band from moment to moment, and where its spectrum ends. */
export interface SoundPrint {
  /** Power, frames x bands; 1 is a full-scale sine, more or less. */
  powers: Float32Array
  frames: number
  /** Seconds that were decoded. */
  seconds: number
  edge: Edge
}

/** Makes a print of mono float32 at `printRate`, in blocks of any length. */
export class PrintMaker {
  readonly #spectrum = new Spectrum(size)
  readonly #power = new Float64Array(size / 2 + 1)
  readonly #edge = new EdgeMeter(printRate, size)
  readonly #frames = new Frames(size, hop, (samples, at) => this.#take(samples, at))
  #powers = new Float32Array(1024 * bands.length)
  #count = 0
  #samples = 0

  push(block: Float32Array): void {
    this.#samples += block.length
    this.#frames.push(block)
  }

  end(): SoundPrint {
    return {
      powers: this.#powers.slice(0, this.#count * bands.length),
      frames: this.#count,
      seconds: this.#samples / printRate,
      edge: this.#edge.end()
    }
  }

  #take(samples: Float32Array, at: number): void {
    const power = this.#power
    this.#spectrum.of(samples, at, power)
    const from = this.#count++ * bands.length
    if (from + bands.length > this.#powers.length) {
      const larger = new Float32Array(this.#powers.length * 2)
      larger.set(this.#powers)
      this.#powers = larger
    }
    for (let band = 0; band < bands.length; band++) {
      const { first, end } = bands[band]!
      let sum = 0
      for (let bin = first; bin < end; bin++) sum += power[bin]!
      this.#powers[from + band] = sum * scale
    }
    this.#edge.take(power)
  }
}

/** A full-scale sine under a Hann window puts so much into its bins. */
const scale = 1 / ((size * size) / 16) / 1.5
