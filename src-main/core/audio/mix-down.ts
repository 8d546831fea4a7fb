/**
 * Weight of each channel in the mono mix, by number of channels in the order of WAVE files (left, right, centre,
 * low frequencies, back or side). The same as ffmpeg's `-ac 1` with `rematrix_maxval 1`, so that both ways of
 * decoding give the towers the same sound.
 */
const front = Math.SQRT1_2
const usual: Record<number, number[]> = {
  3: [front, front, 1],
  4: [front, front, 0.5, 0.5],
  5: [front, front, 1, 0.5, 0.5],
  6: [front, front, 1, 0, 0.5, 0.5],
  7: [front, front, 1, 0, 0.5, 0.5, 0.5],
  8: [front, front, 1, 0, 0.5, 0.5, 0.5, 0.5]
}
/** The same by speaker, in the order of the bits of a WAVE's mask: two back ones come before those beside the centre. */
const bySpeaker = [front, front, 1, 0, 0.5, 0.5, front, front, 0.5, 0.5, 0.5]

/** Share of each channel, of 1. `speakers`: the mask of a WAVE, where one says which channels these are. */
export function sharesOf(channels: number, speakers = 0): number[] {
  const said = bySpeaker.filter((_, bit) => (speakers >> bit) & 1)
  const known = said.length === channels && said.some(weight => weight > 0)
  const weights = known ? said : (usual[channels] ?? Array.from({ length: channels }, () => 1))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map(weight => weight / total)
}

/** Planes of equal length to one; empty for no planes. */
export function mixDown(planes: readonly Float32Array[]): Float32Array {
  const [first, second] = planes
  if (first === undefined) return new Float32Array(0)
  if (second === undefined) return first
  const mono = new Float32Array(first.length)
  for (const [channel, share] of sharesOf(planes.length).entries()) {
    if (share === 0) continue
    const plane = planes[channel]!
    for (let i = 0; i < mono.length; i++) mono[i]! += plane[i]! * share
  }
  return mono
}
