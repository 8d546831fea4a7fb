/** How the parts of one alternative count: each number is a part's score in standard deviations. */
export interface Parts<T> {
  positive: T[]
  negative: T[]
}

/**
 * Mean of what is wanted, less alpha x the worst of what is not. A negative counts only where it is heard at all:
 * being the very opposite of "vocals" does not make a track fit better. Alone it is turned round.
 */
export function combine({ positive, negative }: Parts<number>, alpha: number): number {
  if (positive.length === 0) return negative.length === 0 ? 0 : -Math.max(...negative)
  let sum = 0
  for (const score of positive) sum += score
  let worst = 0
  for (const score of negative) worst = Math.max(worst, score)
  return sum / positive.length - alpha * worst
}

/** The same for a score a row each; one that is alone is itself what comes of it. */
export function combineRows(parts: Parts<Float32Array>, alpha: number, rows: number): Float32Array {
  if (parts.positive.length === 1 && parts.negative.length === 0) return parts.positive[0]!
  const combined = new Float32Array(rows)
  const share = 1 / parts.positive.length
  for (const scores of parts.positive) {
    for (let row = 0; row < rows; row++) combined[row]! += scores[row]! * share
  }
  if (parts.negative.length === 0) return combined
  const alone = parts.positive.length === 0
  const worst = new Float32Array(rows).fill(alone ? -Infinity : 0)
  for (const scores of parts.negative) {
    for (let row = 0; row < rows; row++) if (scores[row]! > worst[row]!) worst[row] = scores[row]!
  }
  const weight = alone ? 1 : alpha
  for (let row = 0; row < rows; row++) combined[row]! -= weight * worst[row]!
  return combined
}
