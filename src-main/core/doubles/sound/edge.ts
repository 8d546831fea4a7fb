/** Where the spectrum of a recording ends, and how. */
export interface Edge {
  /** Hertz: above it nothing of the music is left; 22,050: it has no end. */
  bandwidth: number
  /** Hertz: where it falls off most steeply; null where it does so nowhere. */
  cliff: number | null
  /** Decibels that it falls by there, within a few hundred hertz. */
  drop: number
  /** Decibels below full scale of what is left above the cliff. */
  floor: number
  /** 0..1: how often the highest octave is cut out for a moment while the rest sounds on, as encoders do to save bits. */
  gaps: number
}

/** Hertz between which a cliff is looked for. */
const lowestCliff = 9000
const highestCliff = 21_400
/** Hertz on either side that are compared, and those between that are not. */
const side = 500
const between = 100
/** Frames quieter than this (dB) tell nothing. */
const quietest = -55
/** Hertz: a gap is looked for in stretches of this width, up to the cliff. */
const stretch = 1000
const firstStretch = 10_000
const stretches = 11

const decibels = (power: number): number => 10 * Math.log10(power + 1e-16)

/** Collects what tells where a spectrum ends, from power spectra of frames. */
export class EdgeMeter {
  readonly #hertz: number
  readonly #scale: number
  readonly #logs: Float64Array
  readonly #parts: number[][] = Array.from({ length: stretches }, () => [])
  #frames = 0

  constructor(rate: number, size: number) {
    this.#hertz = rate / size
    this.#scale = 1 / ((size * size) / 16) / 1.5
    this.#logs = new Float64Array(size / 2 + 1)
  }

  take(power: Float64Array): void {
    const [low, high] = [this.#bin(200), this.#bin(8000)]
    let loud = 0
    for (let bin = low; bin < high; bin++) loud += power[bin]!
    if (decibels(loud * this.#scale) < quietest) return
    this.#frames++
    for (let bin = 0; bin < power.length; bin++)
      this.#logs[bin]! += Math.log(power[bin]! * this.#scale + 1e-16)
    // Every fourth is enough, and thousands of frames are kept of a long track.
    if (this.#frames % 4 !== 0) return
    for (let part = 0; part < stretches; part++) {
      const [from, to] = [
        this.#bin(firstStretch + part * stretch),
        this.#bin(firstStretch + (part + 1) * stretch)
      ]
      let sum = 0
      for (let bin = from; bin < to; bin++) sum += power[bin]!
      this.#parts[part]!.push(decibels((sum * this.#scale) / (to - from)))
    }
  }

  end(): Edge {
    if (this.#frames < 20) return { bandwidth: 0, cliff: null, drop: 0, floor: 0, gaps: 0 }
    const level = this.#levels()
    const { cliff, drop } = this.#steepest(level)
    const floor = mean(level, this.#bin((cliff ?? highestCliff) + between), this.#bin(22_000))
    return { bandwidth: this.#bandwidth(level), cliff, drop, floor, gaps: this.#gaps(cliff ?? 22_050) }
  }

  /** Mean of the logarithms, so that a single cymbal does not hide what the rest is. */
  #levels(): Float64Array {
    return this.#logs.map(sum => (10 / Math.LN10) * (sum / this.#frames))
  }

  #steepest(level: Float64Array): { cliff: number | null; drop: number } {
    let [cliff, drop] = [0, 0]
    for (let hertz = lowestCliff; hertz <= highestCliff; hertz += 50) {
      const below = mean(level, this.#bin(hertz - between - side), this.#bin(hertz - between))
      const above = mean(
        level,
        this.#bin(hertz + between),
        this.#bin(Math.min(22_000, hertz + between + side))
      )
      if (below - above > drop) [cliff, drop] = [hertz, below - above]
    }
    return drop >= 6 ? { cliff, drop } : { cliff: null, drop }
  }

  /** Hertz up to which the level stays above that of nothing: the lowest of the spectrum, and a little. */
  #bandwidth(level: Float64Array): number {
    const step = this.#bin(200)
    const rows: number[] = []
    for (let bin = 0; bin + step < level.length; bin += step) rows.push(mean(level, bin, bin + step))
    const lowest = Math.min(...rows.slice(5))
    const nothing = Math.max(lowest + 6, -150)
    const last = rows.findLastIndex(row => row > nothing)
    return last >= rows.length - 4 ? 22_050 : Math.round((last + 1) * step * this.#hertz)
  }

  #gaps(cliff: number): number {
    let [gone, all] = [0, 0]
    for (let part = 0; part < stretches; part++) {
      if (firstStretch + (part + 1) * stretch > cliff) break
      const sorted = Float64Array.from(this.#parts[part]!).sort()
      if (sorted.length < 20) break
      const usual = sorted[Math.floor(sorted.length * 0.75)]!
      for (const value of sorted) if (value < usual - 30) gone++
      all += sorted.length
    }
    return all === 0 ? 0 : gone / all
  }

  #bin(hertz: number): number {
    return Math.round(hertz / this.#hertz)
  }
}

function mean(values: Float64Array, from: number, to: number): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += values[i]!
  return sum / Math.max(1, to - from)
}
