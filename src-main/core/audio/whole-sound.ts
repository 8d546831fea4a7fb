import { EarshotError } from '#contract/errors.ts'
import { LoudnessMeter, type Loudness } from './measure/loudness.ts'
import { sharesOf } from './mix-down.ts'
import { Resampler } from './resample.ts'
import { readWavHeader } from './wav-header.ts'

const longestHeader = 4096
/** Samples are handed on by the second: each time costs the same, however few they are. */
const leastSeconds = 1
/** Samples that are brought to another rate at once: the more, the less often the filter's rows are read. */
const together = 8192

/** What the header said, and what was made of it. */
interface Form {
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
  /** What came of the header so far. */
  #head = Buffer.alloc(0)
  #loudness: Loudness | null = null
  readonly #mono = new Float32Array(together)
  #mixed = 0
  /** Samples that are made and not handed on yet. */
  #made: Float32Array
  #count = 0

  /** `sampleRate`: of what the towers hear. */
  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate
    this.#made = new Float32Array(2 * leastSeconds * sampleRate)
  }

  /** Mono sound of what comes, each block until the next is asked for. Throws what that throws, and `unreadable-file`. */
  async *of(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Float32Array> {
    for await (const chunk of chunks) {
      if (this.#form === null) this.#begin(chunk)
      else this.#form.meter.pushBytes(chunk)
      if (this.#count >= leastSeconds * this.#sampleRate) yield this.#give()
    }
    this.#end()
    if (this.#count > 0) yield this.#give()
  }

  /** Of all that came; null where nothing did. */
  loudness(): Loudness | null {
    return this.#loudness
  }

  #begin(chunk: Uint8Array): void {
    this.#head = Buffer.concat([this.#head, chunk])
    const header = readWavHeader(this.#head)
    if (header === null) {
      if (this.#head.length <= longestHeader) return
      throw new EarshotError('unreadable-file', 'The decoder gave something else than a WAV.')
    }
    const { channels, sampleRate, speakers } = header
    if (channels === 0 || !(sampleRate >= 1000 && sampleRate <= 768_000))
      throw new EarshotError('unreadable-file', `${channels} channels at ${sampleRate} Hz make no sense.`)
    const shares = sharesOf(channels, speakers)
    this.#form = {
      meter: new LoudnessMeter(sampleRate, channels, { shares, take: block => this.#mix(block) }),
      resampler: sampleRate === this.#sampleRate ? null : new Resampler(sampleRate, this.#sampleRate)
    }
    this.#form.meter.pushBytes(this.#head.subarray(header.bytes))
  }

  #end(): void {
    if (this.#form === null) return
    this.#loudness = this.#form.meter.end()
    this.#bring()
    const rest = this.#form.resampler?.flush()
    if (rest !== undefined) this.#keep(rest)
  }

  #mix(block: Float32Array): void {
    if (this.#mixed + block.length > together) this.#bring()
    this.#mono.set(block, this.#mixed)
    this.#mixed += block.length
  }

  /** What was mixed, at the rate of the towers. */
  #bring(): void {
    const mono = this.#mono.subarray(0, this.#mixed)
    this.#mixed = 0
    const resampler = this.#form!.resampler
    if (resampler === null) this.#keep(mono)
    else for (const part of resampler.parts(mono)) this.#keep(part)
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
    const block = this.#made.subarray(0, this.#count)
    this.#count = 0
    return block
  }
}
