import { WeightedEnergy } from './k-weighting.ts'
import { PeakPlane, peakReach } from './true-peak.ts'

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

/**
 * Loudness of a stream at its own rate and with its own channels (EBU R128, ITU-R BS.1770-4). Memory does not grow:
 * blocks are counted by their loudness, in steps of a fiftieth of a unit with the exact energy of each.
 */
export class LoudnessMeter {
  readonly #planes: PeakPlane[]
  readonly #energy: WeightedEnergy
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
    this.#planes = Array.from({ length: channels }, () => new PeakPlane())
    this.#energy = new WeightedEnergy(sampleRate, channels)
    this.#weights = weightsOf(channels)
  }

  /** Samples of channel `c` at `samples[c][i]`, or, for one array, interleaved. */
  push(samples: readonly Float32Array[] | Float32Array): void {
    const count = this.#planes.length
    const frames = samples instanceof Float32Array ? samples.length / count : samples[0]!.length
    const between = this.#rate < highRate
    for (const [channel, plane] of this.#planes.entries()) {
      this.#peak =
        samples instanceof Float32Array
          ? plane.take(samples, channel, count, frames, this.#peak, between)
          : plane.take(samples[channel]!, 0, 1, frames, this.#peak, between)
    }
    this.#weigh(frames)
    for (const plane of this.#planes) plane.close(frames)
  }

  end(): Loudness {
    const loudness = this.#momentary.gatedMean(-10)
    const peak = this.#peak > 0 ? 20 * Math.log10(this.#peak) : null
    if (loudness === null) return { loudness: null, loudnessRange: null, truePeak: peak }
    return { loudness, loudnessRange: this.#shortTerm.range(), truePeak: peak }
  }

  #weigh(frames: number): void {
    const planes = this.#planes.map(plane => plane.samples)
    for (let at = 0; at < frames;) {
      const count = Math.min(frames - at, this.#tenth - this.#filled)
      this.#energy.add(planes, peakReach + at, peakReach + at + count)
      at += count
      this.#filled += count
      if (this.#filled === this.#tenth) this.#closeTenth()
    }
  }

  #closeTenth(): void {
    let energy = 0
    const { sums } = this.#energy
    for (const [channel, weight] of this.#weights.entries()) energy += (weight * sums[channel]!) / this.#tenth
    sums.fill(0)
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
