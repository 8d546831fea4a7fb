import { EarshotError } from '#contract/errors.ts'
import { LoudnessMeter, type Loudness } from './measure/loudness.ts'
import { mixInterleaved, sharesOf } from './mix-down.ts'
import { Resampler } from './resample.ts'
import { readWavHeader } from './wav-header.ts'

const longestHeader = 4096
/** Samples are handed on by the second: each time costs the same, however few they are. */
const leastSeconds = 1

/** What the header said, and what was made of it. */
interface Form {
  channels: number
  shares: readonly number[]
  meter: LoudnessMeter
  resampler: Resampler | null
}

/**
 * Takes the whole sound of a file, at its own rate and with its own channels, as WAV with 32-bit float samples;
 * measures its loudness, and makes of it what the towers hear: mono at one rate.
 */
export class WholeSound {
  readonly #sampleRate: number
  #form: Form | null = null
  /** What came and was not worked on yet stands at its beginning, where floats can be read. */
  #bytes = new Uint8Array(256 * 1024)
  #held = 0
  #mono = new Float32Array(0)
  /** Samples that are made and not handed on yet. */
  #made: Float32Array
  #count = 0

  /** `sampleRate`: of what the towers hear. */
  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate
    this.#made = new Float32Array(2 * leastSeconds * sampleRate)
  }

  /** Mono sound of what comes. Throws what that throws, and `unreadable-file`. */
  async *of(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Float32Array> {
    for await (const chunk of chunks) {
      this.#take(chunk)
      if (this.#count >= leastSeconds * this.#sampleRate) yield this.#give()
    }
    const rest = this.#form?.resampler?.flush()
    if (rest !== undefined) this.#keep(rest)
    if (this.#count > 0) yield this.#give()
  }

  /** Of all that came; null where nothing did. */
  loudness(): Loudness | null {
    return this.#form?.meter.end() ?? null
  }

  #take(chunk: Uint8Array): void {
    if (this.#held + chunk.length > this.#bytes.length) {
      const larger = new Uint8Array(2 * (this.#held + chunk.length))
      larger.set(this.#bytes.subarray(0, this.#held))
      this.#bytes = larger
    }
    this.#bytes.set(chunk, this.#held)
    this.#held += chunk.length
    this.#form ??= this.#header()
    if (this.#form === null) return
    const { channels, shares, meter, resampler } = this.#form
    const frames = Math.floor(this.#held / (4 * channels))
    const samples = new Float32Array(this.#bytes.buffer, 0, frames * channels)
    meter.push(samples)
    if (this.#mono.length < frames) this.#mono = new Float32Array(2 * frames)
    const mono = this.#mono.subarray(0, frames)
    mixInterleaved(samples, shares, mono)
    if (resampler === null) this.#keep(mono)
    else for (const part of resampler.parts(mono)) this.#keep(part)
    this.#drop(4 * samples.length)
  }

  #header(): Form | null {
    const header = readWavHeader(Buffer.from(this.#bytes.buffer, 0, this.#held))
    if (header === null) {
      if (this.#held <= longestHeader) return null
      throw new EarshotError('unreadable-file', 'The decoder gave something else than a WAV.')
    }
    const { channels, sampleRate, speakers } = header
    if (channels === 0 || !(sampleRate >= 1000 && sampleRate <= 768_000))
      throw new EarshotError('unreadable-file', `${channels} channels at ${sampleRate} Hz make no sense.`)
    this.#drop(header.bytes)
    return {
      channels,
      shares: sharesOf(channels, speakers),
      meter: new LoudnessMeter(sampleRate, channels),
      resampler: sampleRate === this.#sampleRate ? null : new Resampler(sampleRate, this.#sampleRate)
    }
  }

  #drop(bytes: number): void {
    this.#bytes.copyWithin(0, bytes, this.#held)
    this.#held -= bytes
  }

  #keep(samples: Float32Array): void {
    if (this.#count + samples.length > this.#made.length) {
      const larger = new Float32Array(2 * (this.#count + samples.length))
      larger.set(this.#made.subarray(0, this.#count))
      this.#made = larger
    }
    this.#made.set(samples, this.#count)
    this.#count += samples.length
  }

  #give(): Float32Array {
    const block = this.#made.slice(0, this.#count)
    this.#count = 0
    return block
  }
}
