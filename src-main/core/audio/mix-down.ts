/**
 * Share of each channel in the mono mix, by number of channels in the order of WAVE files (left, right, centre,
 * low frequencies, back or side). The same shares as ffmpeg's `-ac 1` with `rematrix_maxval 1`, so that both ways of
 * decoding give the towers the same sound.
 */
const front = Math.SQRT1_2
const shares: Record<number, number[]> = {
  3: [front, front, 1],
  4: [front, front, 0.5, 0.5],
  5: [front, front, 1, 0.5, 0.5],
  6: [front, front, 1, 0, 0.5, 0.5],
  7: [front, front, 1, 0, 0.5, 0.5, 0.5],
  8: [front, front, 1, 0, 0.5, 0.5, 0.5, 0.5]
}

/** Planes of equal length to one; empty for no planes. */
export function mixDown(planes: readonly Float32Array[]): Float32Array {
  const [first, second] = planes
  if (first === undefined) return new Float32Array(0)
  if (second === undefined) return first
  const weights = shares[planes.length] ?? planes.map(() => 1)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const mono = new Float32Array(first.length)
  for (const [channel, plane] of planes.entries()) {
    const weight = weights[channel]! / total
    if (weight === 0) continue
    for (let i = 0; i < mono.length; i++) mono[i]! += plane[i]! * weight
  }
  return mono
}
