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
