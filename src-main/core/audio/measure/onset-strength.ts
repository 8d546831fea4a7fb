import { lanes, Spectra } from './spectra.ts'

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
  readonly #before = new Float64Array(edges.length - 1)
  readonly #spectra: Spectra
  #first = true

  constructor(take: (strength: number) => void) {
    this.#spectra = new Spectra({ size, hop, edges }, (energies, frames) => {
      for (let frame = 0; frame < frames; frame++) take(this.#flux(energies, frame))
    })
  }

  push(block: Float32Array): void {
    this.#spectra.push(block)
  }

  end(): void {
    this.#spectra.end()
  }

  #flux(energies: Float32Array, frame: number): number {
    let rise = 0
    for (let band = 0; band < this.#before.length; band++) {
      const level = Math.log(floor + energies[lanes * band + frame]!)
      const step = level - this.#before[band]!
      if (step > 0) rise += step
      this.#before[band] = level
    }
    const strength = this.#first ? 0 : rise
    this.#first = false
    return strength
  }
}
