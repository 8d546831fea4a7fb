const phases = 4
/** Samples under the interpolation filter; the waveform between samples is settled half of it later. */
export const peakReach = 24
const stretch = 32

/** Windowed sinc, one row for each position between two samples but the samples themselves. */
const rows = Array.from({ length: phases - 1 }, (_, phase) => {
  const row = Float64Array.from({ length: peakReach }, (_, tap) => {
    const x = tap - peakReach / 2 + 1 - (phase + 1) / phases
    const window = 0.5 + 0.5 * Math.cos((2 * Math.PI * x) / (peakReach + 1))
    return (Math.sin(Math.PI * x) / (Math.PI * x)) * window
  })
  const total = row.reduce((sum, value) => sum + value, 0)
  return row.map(value => value / total)
})
/** What interpolation can make of samples no larger than 1, at the very most. */
const bound = Math.max(...rows.map(row => row.reduce((sum, value) => sum + Math.abs(value), 0)))

/**
 * Largest absolute value of the waveform through these samples (four times oversampled), and never less than `known`.
 * `samples` starts with the `peakReach` samples before. Stretches that cannot reach `known` are passed over.
 */
export function truePeak(samples: Float32Array, length: number, known: number): number {
  let peak = known
  for (let from = peakReach; from < length; from += stretch) {
    const to = Math.min(length, from + stretch)
    let most = 0
    for (let i = from - peakReach + 1; i < to; i++) {
      const size = Math.abs(samples[i]!)
      if (size > most) most = size
    }
    if (most > peak) peak = most
    if (most * bound <= peak) continue
    for (let i = from; i < to; i++) {
      for (const row of rows) {
        let sum = 0
        for (let tap = 0; tap < peakReach; tap++) sum += row[tap]! * samples[i - peakReach + 1 + tap]!
        if (sum > peak) peak = sum
        else if (-sum > peak) peak = -sum
      }
    }
  }
  return peak
}
