/** Of the drawing's side of 100: what stays free at either end, and how long the shortest bar is. */
const margin = 22
const shortest = 5
const longest = 52

/**
 * The lines of a made cover: a bar for each stretch of the track, as long as it is loud, on a square of 100. Peaks of music
 * that is loud throughout differ little, so that the quietest stretch is drawn short whatever it is; `count`: fewer bars than
 * there are stretches join the stretches beside one another.
 */
export function coverBars(outline: readonly number[], count: number): string {
  const bars = Array.from({ length: count }, (_, i) => {
    const some = outline.slice(
      Math.floor((i * outline.length) / count),
      Math.floor(((i + 1) * outline.length) / count)
    )
    return some.reduce((sum, one) => sum + one, 0) / some.length
  })
  const [low, high] = [Math.min(...bars), Math.max(...bars)]
  const step = (100 - 2 * margin) / (count - 1)
  return bars
    .map((bar, i) => {
      const share = high > low ? (bar - low) / (high - low) : 0
      const length = shortest + (longest - shortest) * share
      const [x, y] = [margin + i * step, 50 - length / 2]
      return `M${x.toFixed(1)} ${y.toFixed(1)}v${length.toFixed(1)}`
    })
    .join('')
}
