import { WeightedEnergy } from './k-weighting.ts'
import { peakReach, truePeak } from './true-peak.ts'

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

class Channel {
  readonly energy: WeightedEnergy
  samples = new Float32Array(peakReach)
  /** Energy of the tenth of a second that is not complete yet. */
  open = 0

  constructor(sampleRate: number) {
    this.energy = new WeightedEnergy(sampleRate)
  }
}

/**
 * Loudness of a stream at its own rate and with its own channels (EBU R128, ITU-R BS.1770-4). Memory does not grow:
 * blocks are counted by their loudness, in steps of a fiftieth of a unit with the exact energy of each.
 */
export class LoudnessMeter {
  readonly #channels: Channel[]
  readonly #weights: number[]
  readonly #rate: number
  readonly #tenth: number
  readonly #recent = new Float64Array(30)
  readonly #momentary = new Histogram()
  readonly #shortTerm = new Histogram()
  #filled = 0
  #tenths = 0
  #peak = 0

  constructor(sampleRate: number, channels: number) {
    this.#rate = sampleRate
    this.#tenth = Math.round(sampleRate / 10)
    this.#channels = Array.from({ length: channels }, () => new Channel(sampleRate))
    this.#weights = weightsOf(channels)
  }

  /** Samples of channel `c` at `samples[c][i]`, or, for one array, interleaved. */
  push(samples: readonly Float32Array[] | Float32Array): void {
    const count = this.#channels.length
    const frames = samples instanceof Float32Array ? samples.length / count : samples[0]!.length
    for (const [index, channel] of this.#channels.entries()) {
      const total = frames + peakReach
      if (channel.samples.length < total) {
        const larger = new Float32Array(total * 2)
        larger.set(channel.samples.subarray(0, peakReach))
        channel.samples = larger
      }
      const into = channel.samples
      if (samples instanceof Float32Array) {
        for (let i = 0, at = index; i < frames; i++, at += count) into[peakReach + i] = samples[at]!
      } else into.set(samples[index]!, peakReach)
      clean(into, peakReach, total)
      if (this.#rate < highRate) this.#peak = truePeak(into, total, this.#peak)
      else for (let i = peakReach; i < total; i++) this.#peak = Math.max(this.#peak, Math.abs(into[i]!))
    }
    this.#weigh(frames)
    for (const { samples: held } of this.#channels) held.copyWithin(0, frames, frames + peakReach)
  }

  end(): Loudness {
    const loudness = this.#momentary.gatedMean(-10)
    const peak = this.#peak > 0 ? 20 * Math.log10(this.#peak) : null
    if (loudness === null) return { loudness: null, loudnessRange: null, truePeak: peak }
    return { loudness, loudnessRange: this.#shortTerm.range(), truePeak: peak }
  }

  #weigh(frames: number): void {
    for (let at = 0; at < frames;) {
      const count = Math.min(frames - at, this.#tenth - this.#filled)
      for (const [index, channel] of this.#channels.entries()) {
        if (this.#weights[index] === 0) continue
        channel.open += channel.energy.of(channel.samples, peakReach + at, peakReach + at + count)
      }
      at += count
      this.#filled += count
      if (this.#filled === this.#tenth) this.#closeTenth()
    }
  }

  #closeTenth(): void {
    let energy = 0
    for (const [index, channel] of this.#channels.entries()) {
      energy += (this.#weights[index]! * channel.open) / this.#tenth
      channel.open = 0
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

/** Float files may hold anything. */
function clean(samples: Float32Array, from: number, to: number): void {
  for (let i = from; i < to; i++) if (!(Math.abs(samples[i]!) < 1e6)) samples[i] = 0
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
