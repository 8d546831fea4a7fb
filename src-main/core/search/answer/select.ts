/** Scores of which the line is guessed that parts the best from the rest, at least. */
const sampled = 2048
/** So many more than are wanted lie above the guessed line, as a share. */
const slack = 1.3

/**
 * The places with the highest scores, best first, -Infinity left out; ties by place. A line is guessed from a sample, so
 * that a million scores are passed once and only those above it are put in order.
 */
export function best(scores: Float32Array, most: number): number[] {
  if (most <= 0) return []
  const sample = sampleOf(scores)
  let share = (most / scores.length) * slack
  for (;;) {
    const least = share >= 1 ? -Infinity : lineOf(sample, share)
    const found = above(scores, least)
    if (found.length >= most || least === -Infinity)
      return found.sort((a, b) => scores[b]! - scores[a]! || a - b).slice(0, most)
    share *= 2
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

function above(scores: Float32Array, least: number): number[] {
  const found: number[] = []
  if (least === -Infinity) {
    for (let at = 0; at < scores.length; at++) if (scores[at]! > least) found.push(at)
  } else {
    for (let at = 0; at < scores.length; at++) if (scores[at]! >= least) found.push(at)
  }
  return found
}
