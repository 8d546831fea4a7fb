/** Samples under the interpolation filter; the waveform between samples is settled half of it later. */
export const peakReach = 24
const half = peakReach / 2

/** Windowed sinc for the place `between` (0..1) two samples. */
function rowAt(between: number): number[] {
  const row = Array.from({ length: peakReach }, (_, tap) => {
    const x = tap - half + 1 - between
    const window = 0.5 + 0.5 * Math.cos((2 * Math.PI * x) / (peakReach + 1))
    return (Math.sin(Math.PI * x) / (Math.PI * x)) * window
  })
  const total = row.reduce((sum, value) => sum + value, 0)
  return row.map(value => value / total)
}

/** Filters for a quarter, a half and three quarters of the way from one sample to the next. */
export const peakRows = [rowAt(1 / 4), rowAt(2 / 4), rowAt(3 / 4)]
const [quarter, middle] = peakRows as [number[], number[], number[]]
/**
 * The row of three quarters is that of one quarter backwards. So the two are made together, of the sums and the
 * differences of samples that lie alike: one is `even` + `odd`, the other `even` - `odd`.
 */
const even = quarter.slice(0, half).map((tap, k) => (tap + quarter[peakReach - 1 - k]!) / 2)
const odd = quarter.slice(0, half).map((tap, k) => (tap - quarter[peakReach - 1 - k]!) / 2)

/** The most that interpolation can make of samples no larger than 1. */
const bound = Math.max(...peakRows.map(row => row.reduce((sum, value) => sum + Math.abs(value), 0)))
/** The most that the two middle taps can make of them. */
const pairBound = Math.max(...peakRows.map(row => row[half - 1]! + row[half]!))
const energyOf = (row: readonly number[]): number => row.reduce((sum, value) => sum + value * value, 0)
/** Energy of the taps but the two, and the four, in the middle, a trifle more for rounding. */
const outside = (taps: number): number =>
  1.000001 *
  Math.max(...peakRows.map(row => energyOf(row) - energyOf(row.slice(half - taps / 2, half + taps / 2))))

/** What loudness-kernel.wat interpolates with, in its order. */
export const peakTable = [
  ...[...even, ...odd, ...middle.slice(0, half)],
  ...[bound, pairBound, outside(2), outside(4)]
]
