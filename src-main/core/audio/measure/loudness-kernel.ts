import { kernelOf, reserve, type WithMemory } from '../../kernels/instance.ts'
import { kWeighting } from './k-weighting.ts'
import { kernelBytes } from './loudness-kernel-bytes.ts'
import { peakReach, peakTable } from './true-peak.ts'

/** loudness-kernel.wat says what each does; all addresses are bytes. */
interface Exports extends WithMemory {
  largest(at: number, bytes: number, count: number, out: number): number
  widen(left: number, right: number, stride: number, count: number, out: number): void
  mix(at: number, channels: number, shares: number, count: number, out: number): void
  weigh(at: number, count: number, state: number): void
  between(at: number, count: number, most: number, peak: number): number
}

/** Samples of one channel that are worked on at a time; a multiple of a stretch. */
export const mostFrames = 2048
/** Samples whose largest is looked at before the places between them. */
const stretch = 32
/** Of the tables at the beginning. */
const tablesAt = { weighting: 0, peaks: 64, end: 512 }
/** Numbers that a pair's filters remember: of both channels the sum, then six samples. */
const remembered = 14
/** Bytes of a pair of channels: what its filters remember, then its samples as float64 with those of before in front. */
const stateBytes = 128
const pairBytes = stateBytes + 16 * (peakReach + mostFrames)
/** Nothing so loud is a sample: float files may hold anything. Without their sign, bits are ordered as their values. */
const farTooLarge = 1e6
const farTooLargeBits = new Int32Array(Float32Array.of(farTooLarge).buffer)[0]!
/** Numbers too small to be normal ones are slow, and silence would leave nothing else. */
const leastNormal = 1e-25

const instance = kernelOf<Exports>(kernelBytes)

/**
 * Weighted energy and true peak of the channels of one stream, and mono of them, `mostFrames` at a time, in a memory of
 * its own.
 */
export class LoudnessKernel {
  /** Where the samples of all channels go, interleaved. */
  readonly samples: Float32Array
  readonly #run = instance()
  readonly #channels: number
  readonly #pairs: number[]
  readonly #samplesAt: number
  readonly #sharesAt: number
  readonly #mono: Float32Array
  /** The largest sample of each stretch, all channels together, that of the stretch before in front. */
  readonly #largest: Int32Array
  /** Of each pair. */
  readonly #states: Float64Array[]
  readonly #bytes: Uint8Array
  /** A number as its bits, and the other way round: made anew for each block they would be most of the garbage. */
  readonly #bits = new Int32Array(1)
  readonly #number = new Float32Array(this.#bits.buffer)

  /** `shares`: of each channel in the mono. */
  constructor(sampleRate: number, channels: number, shares: readonly number[] = []) {
    this.#channels = channels
    this.#pairs = Array.from(
      { length: Math.ceil(channels / 2) },
      (_, pair) => tablesAt.end + pair * pairBytes
    )
    this.#samplesAt = tablesAt.end + this.#pairs.length * pairBytes
    const largestAt = this.#samplesAt + 4 * mostFrames * channels
    const stretches = mostFrames / stretch
    this.#sharesAt = Math.ceil((largestAt + 4 * (stretches + 1)) / 8) * 8
    const monoAt = this.#sharesAt + 8 * channels
    reserve(this.#run, monoAt + 4 * mostFrames)
    const { buffer } = this.#run.memory
    this.#bytes = new Uint8Array(buffer)
    this.samples = new Float32Array(buffer, this.#samplesAt, mostFrames * channels)
    this.#largest = new Int32Array(buffer, largestAt, stretches + 1)
    this.#states = this.#pairs.map(at => new Float64Array(buffer, at, remembered))
    this.#mono = new Float32Array(buffer, monoAt, mostFrames)
    new Float64Array(buffer, this.#sharesAt, channels).set(shares)
    new Float64Array(buffer, tablesAt.weighting).set(kWeighting(sampleRate))
    new Float64Array(buffer, tablesAt.peaks).set(peakTable)
  }

  /** Takes the first `frames` of the samples, and gives the largest absolute value. What is not a sample becomes 0. */
  take(frames: number): number {
    const run = this.#run
    const length = frames * this.#channels
    // The last stretch may not be full.
    this.samples.fill(0, length, Math.min(this.samples.length, length + stretch * this.#channels))
    let largest = this.#findLargest(frames)
    if (largest >= farTooLargeBits) {
      clean(this.samples.subarray(0, length))
      largest = this.#findLargest(frames)
    }
    for (const [pair, at] of this.#pairs.entries()) {
      const left = this.#samplesAt + 8 * pair
      // The last of an odd number goes with itself, which costs next to nothing.
      const right = 2 * pair + 1 < this.#channels ? left + 4 : left
      run.widen(left, right, 4 * this.#channels, frames, at + stateBytes + 16 * peakReach)
    }
    this.#bits[0] = largest
    return this.#number[0]!
  }

  /** Mono of what was taken, valid until the next. */
  mix(frames: number): Float32Array {
    this.#run.mix(this.#samplesAt, this.#channels, this.#sharesAt, frames, this.#mono.byteOffset)
    return frames === mostFrames ? this.#mono : this.#mono.subarray(0, frames)
  }

  /** Adds what was taken, from `from` on, to the energy of each channel. */
  weigh(from: number, count: number): void {
    for (const at of this.#pairs) this.#run.weigh(at + stateBytes + 16 * (peakReach + from), count, at)
  }

  /** Energy of a channel since it was asked for the last time. */
  energy(channel: number): number {
    const state = this.#states[channel >> 1]!
    const sum = state[channel & 1]!
    state[channel & 1] = 0
    return sum
  }

  /** The largest absolute value of the waveform through what was taken, four times oversampled; `known` at least. */
  peak(frames: number, known: number): number {
    let peak = known
    for (const at of this.#pairs) {
      const most = this.#largest.byteOffset
      peak = this.#run.between(at + stateBytes + 16 * peakReach, frames, most, peak)
    }
    return peak
  }

  /** Keeps the end of what was taken in front of what comes next. */
  close(frames: number): void {
    for (const [pair, at] of this.#pairs.entries()) {
      const kept = at + stateBytes
      this.#bytes.copyWithin(kept, kept + 16 * frames, kept + 16 * (frames + peakReach))
      const state = this.#states[pair]!
      for (let i = 2; i < remembered; i++) if (Math.abs(state[i]!) < leastNormal) state[i] = 0
    }
    this.#largest[0] = this.#largest[Math.ceil(frames / stretch)]!
  }

  #findLargest(frames: number): number {
    const { byteOffset } = this.#largest
    const bytes = 4 * stretch * this.#channels
    return this.#run.largest(this.#samplesAt, bytes, Math.ceil(frames / stretch), byteOffset + 4)
  }
}

function clean(samples: Float32Array): void {
  for (let i = 0; i < samples.length; i++) if (!(Math.abs(samples[i]!) < farTooLarge)) samples[i] = 0
}
