/** Triangles over the bins of a power spectrum, by Slaney's mel scale, each with an area of one (in hertz). */
export interface MelBank {
  /** Number of triangles. */
  bands: number
  /** First bin and number of bins of each triangle. */
  first: Uint16Array
  length: Uint16Array
  /** Their weights, one triangle after the other. */
  weights: Float64Array
}

export interface MelShape {
  sampleRate: number
  /** Samples under the transform. */
  size: number
  bands: number
  /** Hertz. */
  lowest: number
  highest: number
}

export function melBank({ sampleRate, size, bands, lowest, highest }: MelShape): MelBank {
  const low = toMel(lowest)
  const step = (toMel(highest) - low) / (bands + 1)
  const corner = (band: number): number => toHertz(low + band * step)
  const first = new Uint16Array(bands)
  const length = new Uint16Array(bands)
  const weights: number[] = []
  for (let band = 0; band < bands; band++) {
    const [from, middle, to] = [corner(band), corner(band + 1), corner(band + 2)]
    const before = weights.length
    for (let bin = 0; bin <= size / 2; bin++) {
      const hertz = (bin * sampleRate) / size
      const height = Math.min((hertz - from) / (middle - from), (to - hertz) / (to - middle))
      if (height <= 0) continue
      if (weights.length === before) first[band] = bin
      weights.push((height * 2) / (to - from))
    }
    length[band] = weights.length - before
  }
  return { bands, first, length, weights: Float64Array.from(weights) }
}

/** Straight up to 1000 Hz (15 mel), then by the logarithm: 27 steps for each factor of 6.4. */
const bend = { hertz: 1000, mel: 15 }
const steepness = 27 / Math.log(6.4)

function toMel(hertz: number): number {
  return hertz < bend.hertz ? (3 * hertz) / 200 : bend.mel + Math.log(hertz / bend.hertz) * steepness
}

function toHertz(mel: number): number {
  return mel < bend.mel ? (200 * mel) / 3 : bend.hertz * Math.exp((mel - bend.mel) / steepness)
}
