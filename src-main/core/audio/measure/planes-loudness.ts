import type { Planes } from '../built-in-streams.ts'
import { LoudnessMeter } from './loudness.ts'
import type { Loudness } from './loudness.ts'

/** The loudness of planes as they are decoded; null for a stream that changes its rate or its channels on the way. */
export class PlanesLoudness {
  #meter: LoudnessMeter | null = null
  #form = ''
  #changed = false

  push({ channelData, sampleRate }: Planes): void {
    const form = `${channelData.length} ${sampleRate}`
    if (this.#meter === null) {
      this.#meter = new LoudnessMeter(sampleRate, channelData.length)
      this.#form = form
    }
    this.#changed ||= form !== this.#form
    if (!this.#changed) this.#meter.push(channelData)
  }

  end(): Loudness | null {
    return this.#changed ? null : (this.#meter?.end() ?? null)
  }
}
