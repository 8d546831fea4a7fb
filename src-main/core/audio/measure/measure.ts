import type { Measured } from '#contract/measured.ts'
import { KeyMeter } from './key.ts'
import type { Loudness } from './loudness.ts'
import { TempoMeter } from './tempo.ts'

/** Version of all measuring: a change that changes figures counts it up, and every track is measured again. */
export const measuringMethod = 1

/** Measures a stream of mono float32 at 16 kHz, in blocks of any length. Memory does not grow with the length. */
export class SoundMeter {
  readonly #tempo = new TempoMeter()
  readonly #key = new KeyMeter()

  push(block: Float32Array): void {
    this.#tempo.push(block)
    this.#key.push(block)
  }

  /** `loudness` comes from the original channels, by whoever decoded them; null where nobody could measure it. */
  end(loudness: Loudness | null): Measured {
    const silent = { loudness: null, loudnessRange: null, truePeak: null }
    return { ...this.#tempo.end(), ...this.#key.end(), ...(loudness ?? silent) }
  }
}
