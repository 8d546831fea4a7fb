/** Area under the ROC curve of a ranking: the chance that a right track stands above a wrong one. */
export function areaUnderCurve(ranking: readonly boolean[]): number {
  let right = 0
  let ordered = 0
  for (const isRight of ranking) {
    if (isRight) right++
    else ordered += right
  }
  const wrong = ranking.length - right
  return right === 0 || wrong === 0 ? Number.NaN : ordered / (right * wrong)
}

/** Mean of the precisions at each right track. */
export function averagePrecision(ranking: readonly boolean[]): number {
  let right = 0
  let sum = 0
  ranking.forEach((isRight, index) => {
    if (isRight) sum += ++right / (index + 1)
  })
  return right === 0 ? Number.NaN : sum / right
}

export const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

/** 95 % bootstrap interval of the mean over queries, with a fixed seed. */
export function interval(values: readonly number[], rounds = 2000): [low: number, high: number] {
  let state = 1
  const random = (): number => (state = (state * 48271) % 2147483647) / 2147483647
  const means = Array.from({ length: rounds }, () =>
    mean(values.map(() => values[Math.floor(random() * values.length)]!))
  ).sort((a, b) => a - b)
  return [means[Math.floor(rounds * 0.025)]!, means[Math.floor(rounds * 0.975)]!]
}

/** Ranks from 1; equal values share the mean of theirs. */
function ranksOf(values: readonly number[]): Float64Array {
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]!)
  const ranks = new Float64Array(values.length)
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++
    for (let i = from; i < to; i++) ranks[order[i]!] = (from + to + 1) / 2
  }
  return ranks
}

/** Spearman's rank correlation of two rows of values, -1 to 1. */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [ranksOf(a), ranksOf(b)]
  const middle = (a.length + 1) / 2
  let [both, first, second] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    both += (x[i]! - middle) * (y[i]! - middle)
    first += (x[i]! - middle) ** 2
    second += (y[i]! - middle) ** 2
  }
  return both / Math.sqrt(first * second)
}

/** Wilson's 95 % interval of a share. */
export function wilson(count: number, of: number): [low: number, high: number] {
  const z = 1.96
  const [p, square] = [count / of, z * z]
  const middle = (p + square / (2 * of)) / (1 + square / of)
  const half = (z * Math.sqrt((p * (1 - p)) / of + square / (4 * of * of))) / (1 + square / of)
  return [Math.max(0, middle - half), Math.min(1, middle + half)]
}
