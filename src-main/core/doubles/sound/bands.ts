/** Edges in hertz: a critical band each, from where small speakers begin to where the lowest rates of codecs end. */
const edges = [
  60, 120, 180, 240, 320, 400, 510, 630, 770, 920, 1080, 1270, 1480, 1720, 2000, 2320, 2700, 3150, 3700, 4400,
  5300, 6400, 7700, 9500, 12_000, 15_000
]

export interface BandOfBins {
  first: number
  /** The first bin beyond it. */
  end: number
  /** Hertz. */
  top: number
}

export function bandsOf(rate: number, size: number): BandOfBins[] {
  const bin = (hertz: number): number => Math.round((hertz * size) / rate)
  return edges.slice(1).map((top, i) => ({ first: bin(edges[i]!), end: bin(top), top }))
}

/** Upper edge of each band, hertz. */
export const bandTops = edges.slice(1)
