import { Frames } from './frames.ts'
import { Spectrum } from './spectrum.ts'

const size = 512
const hop = 320
/** Values of onset strength a second, for audio at 16 kHz. */
export const onsetRate = 16_000 / hop

/** Edges of the bands as bins of 31.25 Hz: the lowest ones linear, then about a third of an octave wide. */
const edges = [1, 3, 5, 7, 9, 12, 15, 19, 24, 30, 38, 48, 60, 76, 95, 120, 150, 190, 240]
/** What counts as soft against noise of recordings; the logarithm above it makes loud and quiet passages alike. */
const floor = 1e-2

/**
 * How much energy rises from one moment to the next, summed over bands (spectral flux): peaks where notes begin.
 * One value every 20 ms.
 */
export class OnsetStrength {
  readonly #spectrum = new Spectrum(size)
  readonly #power = new Float64Array(size / 2 + 1)
  readonly #before = new Float64Array(edges.length - 1)
  readonly #frames: Frames
  #first = true

  constructor(take: (strength: number) => void) {
    this.#frames = new Frames(size, hop, (samples, at) => {
      this.#spectrum.of(samples, at, this.#power)
      take(this.#flux())
    })
  }

  push(block: Float32Array): void {
    this.#frames.push(block)
  }

  #flux(): number {
    let rise = 0
    for (let band = 0; band < this.#before.length; band++) {
      let energy = 0
      for (let bin = edges[band]!; bin < edges[band + 1]!; bin++) energy += this.#power[bin]!
      const level = Math.log(floor + energy)
      const step = level - this.#before[band]!
      if (step > 0) rise += step
      this.#before[band] = level
    }
    const strength = this.#first ? 0 : rise
    this.#first = false
    return strength
  }
}
