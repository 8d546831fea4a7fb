import { LoudnessKernel, mostFrames } from './loudness-kernel.ts'

export interface Loudness {
  /** LUFS, integrated (EBU R128); null for silence. */
  loudness: number | null
  /** LU; null for silence. */
  loudnessRange: number | null
  /** dBTP; null for silence. */
  truePeak: number | null
}

/** Below this nothing counts, LUFS. */
const absoluteGate = -70
const binsPerUnit = 50
const binCount = 80 * binsPerUnit
const lufs = (energy: number): number => 10 * Math.log10(energy) - 0.691
/** Above this the true peak of a sample rate is its largest sample. */
const highRate = 96_000

/** What is made beside it: mono, in blocks that are valid only during the call. */
export interface Mono {
  /** Of each channel, of 1. */
  shares: readonly number[]
  take(block: Float32Array): void
}

/**
 * Loudness of a stream at its own rate and with its own channels (EBU R128, ITU-R BS.1770-4). Memory does not grow:
 * blocks are counted by their loudness, in steps of a fiftieth of a unit with the exact energy of each.
 */
export class LoudnessMeter {
  readonly #kernel: LoudnessKernel
  readonly #samples: Uint8Array
  readonly #mono: Mono | null
  readonly #weights: number[]
  readonly #between: boolean
  readonly #tenth: number
  readonly #recent = new Float64Array(30)
  readonly #momentary = new Histogram()
  readonly #shortTerm = new Histogram()
  /** Bytes that wait in the kernel. */
  #held = 0
  #filled = 0
  #tenths = 0
  #peak = 0

  constructor(sampleRate: number, channels: number, mono: Mono | null = null) {
    this.#between = sampleRate < highRate
    this.#tenth = Math.max(1, Math.round(sampleRate / 10))
    this.#kernel = new LoudnessKernel(sampleRate, channels, mono?.shares)
    const { buffer, byteOffset, byteLength } = this.#kernel.samples
    this.#samples = new Uint8Array(buffer, byteOffset, byteLength)
    this.#mono = mono
    this.#weights = weightsOf(channels)
  }

  /** Samples of channel `c` at `samples[c][i]`, or, for one array, interleaved. */
  push(samples: readonly Float32Array[] | Float32Array): void {
    if (samples instanceof Float32Array)
      return this.pushBytes(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength))
    const count = this.#weights.length
    const frames = samples[0]!.length
    for (let at = 0; at < frames;) {
      const held = this.#held / (4 * count)
      const taken = Math.min(frames - at, mostFrames - held)
      const into = this.#kernel.samples.subarray(held * count)
      for (const [channel, plane] of samples.entries()) interleave(plane, at, taken, into, channel, count)
      at += taken
      this.#hold(4 * count * taken)
    }
  }

  /** Interleaved samples as bytes, which may be cut anywhere. */
  pushBytes(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      const taken = Math.min(bytes.length - at, this.#samples.length - this.#held)
      this.#samples.set(bytes.subarray(at, at + taken), this.#held)
      at += taken
      this.#hold(taken)
    }
  }

  end(): Loudness {
    const rest = Math.floor(this.#held / (4 * this.#weights.length))
    this.#held = 0
    if (rest > 0) this.#work(rest)
    const loudness = this.#momentary.gatedMean(-10)
    const peak = this.#peak > 0 ? 20 * Math.log10(this.#peak) : null
    if (loudness === null) return { loudness: null, loudnessRange: null, truePeak: peak }
    return { loudness, loudnessRange: this.#shortTerm.range(), truePeak: peak }
  }

  #hold(bytes: number): void {
    this.#held += bytes
    if (this.#held < this.#samples.length) return
    this.#held = 0
    this.#work(mostFrames)
  }

  #work(frames: number): void {
    this.#peak = Math.max(this.#peak, this.#kernel.take(frames))
    this.#mono?.take(this.#kernel.mix(frames))
    if (this.#between) this.#peak = this.#kernel.peak(frames, this.#peak)
    for (let at = 0; at < frames;) {
      const count = Math.min(frames - at, this.#tenth - this.#filled)
      this.#kernel.weigh(at, count)
      at += count
      this.#filled += count
      if (this.#filled === this.#tenth) this.#closeTenth()
    }
    this.#kernel.close(frames)
  }

  #closeTenth(): void {
    let energy = 0
    for (const [channel, weight] of this.#weights.entries()) {
      energy += (weight * this.#kernel.energy(channel)) / this.#tenth
    }
    this.#filled = 0
    this.#recent[this.#tenths++ % 30] = energy
    if (this.#tenths >= 4) this.#momentary.add(this.#mean(4))
    if (this.#tenths >= 30) this.#shortTerm.add(this.#mean(30))
  }

  #mean(count: number): number {
    let sum = 0
    for (let back = 1; back <= count; back++) sum += this.#recent[(this.#tenths - back) % 30]!
    return sum / count
  }
}

/** Front channels count fully, those at the side or back 1.5 dB more, low frequencies not at all. */
function weightsOf(channels: number): number[] {
  const back = 1.41
  const known: Record<number, number[]> = {
    4: [1, 1, back, back],
    5: [1, 1, 1, back, back],
    6: [1, 1, 1, 0, back, back],
    7: [1, 1, 1, 0, back, back, back],
    8: [1, 1, 1, 0, back, back, back, back]
  }
  return known[channels] ?? Array.from({ length: channels }, () => 1)
}

function interleave(
  plane: Float32Array,
  from: number,
  count: number,
  into: Float32Array,
  channel: number,
  channels: number
): void {
  for (let i = 0, at = channel; i < count; i++, at += channels) into[at] = plane[from + i]!
}

class Histogram {
  readonly #counts = new Float64Array(binCount)
  readonly #energies = new Float64Array(binCount)

  add(energy: number): void {
    const loudness = lufs(energy)
    if (!(loudness > absoluteGate)) return
    const bin = Math.min(binCount - 1, Math.floor((loudness - absoluteGate) * binsPerUnit))
    this.#counts[bin]! += 1
    this.#energies[bin]! += energy
  }

  /** Mean loudness of what is above the relative gate; null when nothing is above the absolute one. */
  gatedMean(gate: number): number | null {
    const first = this.#gateBin(gate)
    if (first === null) return null
    let [count, energy] = [0, 0]
    for (let bin = first; bin < binCount; bin++) {
      count += this.#counts[bin]!
      energy += this.#energies[bin]!
    }
    return lufs(energy / count)
  }

  /** From the 10th to the 95th percentile of what is above a gate 20 units down. */
  range(): number {
    const first = this.#gateBin(-20)
    if (first === null) return 0
    let count = 0
    for (let bin = first; bin < binCount; bin++) count += this.#counts[bin]!
    const at = (share: number): number => {
      let left = Math.round(share * (count - 1))
      let bin = first
      while (left >= this.#counts[bin]!) left -= this.#counts[bin++]!
      return lufs(this.#energies[bin]! / this.#counts[bin]!)
    }
    return at(0.95) - at(0.1)
  }

  #gateBin(gate: number): number | null {
    let [count, energy] = [0, 0]
    for (let bin = 0; bin < binCount; bin++) {
      count += this.#counts[bin]!
      energy += this.#energies[bin]!
    }
    if (count === 0) return null
    const edge = lufs(energy / count) + gate
    return Math.max(0, Math.floor((edge - absoluteGate) * binsPerUnit))
  }
}
