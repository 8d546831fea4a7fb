/** Scores of which the line is guessed that parts the best from the rest, at least. */
const sampled = 2048
/** So many more than are wanted lie above the guessed line, as a share. */
const slack = 1.6

/**
 * The places with the highest scores, best first, -Infinity left out; ties by place. A line is guessed from a sample, so
 * that a million scores are passed once and only those above it are put in order.
 */
export function best(scores: Float32Array, most: number): number[] {
  if (most <= 0) return []
  const sample = sampleOf(scores)
  for (let share = (most / scores.length) * slack; ; share *= 2) {
    const least = share >= 1 ? -Infinity : lineOf(sample, share)
    const { above, level } = placesFrom(scores, least, most)
    if (above.length >= most || least === -Infinity) return inOrder(scores, above).slice(0, most)
    // Of many that are equal the first come first, and none of them has to be put in order.
    if (above.length + level.length >= most)
      return [...inOrder(scores, above), ...level.slice(0, most - above.length)]
  }
}

/** Evenly picked, lowest first. */
function sampleOf(scores: Float32Array): Float32Array {
  if (scores.length <= sampled) return scores.toSorted()
  const sample = new Float32Array(sampled)
  const step = scores.length / sampled
  for (let i = 0; i < sampled; i++) sample[i] = scores[Math.floor(i * step)]!
  return sample.sort()
}

/** The score that a share of the sample reaches, at least. */
const lineOf = (sample: Float32Array, share: number): number =>
  sample[Math.max(0, sample.length - Math.ceil(share * sample.length) - 1)]!

/** The places above a score, and the first `most` with just this score. */
function placesFrom(scores: Float32Array, least: number, most: number): { above: number[]; level: number[] } {
  const above: number[] = []
  const level: number[] = []
  for (let at = 0; at < scores.length; at++) {
    const score = scores[at]!
    if (score < least) continue
    if (score > least) above.push(at)
    else if (level.length < most) level.push(at)
  }
  return { above, level }
}

/** Room for a number among the places that are put in order. */
const numbers = 2 ** 21

/** Best first. By numbers that hold score and place, because arrays of numbers are sorted ten times as fast as others. */
function inOrder(scores: Float32Array, places: number[]): number[] {
  if (places.length > numbers) return places.sort((a, b) => scores[b]! - scores[a]! || a - b)
  // Zero has a sign, which says nothing.
  const some = Float32Array.from(places, place => scores[place]! + 0)
  const bits = new Int32Array(some.buffer)
  const keys = new Float64Array(places.length)
  for (let i = 0; i < keys.length; i++) {
    const bit = bits[i]!
    keys[i] = (bit < 0 ? bit ^ 0x7fffffff : bit) * -numbers + i
  }
  keys.sort()
  const ordered: number[] = []
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!
    ordered.push(places[key - Math.floor(key / numbers) * numbers]!)
  }
  return ordered
}
