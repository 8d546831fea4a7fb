/** Examples as rows, each with a target of 0 or 1 and a weight. */
export interface Rows {
  /** count x dimension. */
  features: Float32Array
  targets: Float32Array
  weights: Float32Array
}

/** A direction and an offset: the logit of a row is `weights . row + bias`. */
export interface Probe {
  weights: Float64Array
  bias: number
}

const memory = 8
const mostSteps = 60
/** Length of the gradient: far below what a window more or less changes. */
const enough = 1e-3

/**
 * Weighted logistic regression, its weights pulled towards `centre` by `penalty` (the bias is free). L-BFGS from the
 * centre or from `start`: the loss is convex, so the answer is the same wherever it starts, up to the tolerance.
 */
export function fitLogistic(rows: Rows, centre: Float64Array, penalty: number, start?: Probe): Probe {
  const { features, targets, weights } = rows
  const size = centre.length
  const count = targets.length
  const at = new Float64Array(size + 1)
  at.set(start ? start.weights : centre)
  at[size] = start?.bias ?? 0

  const lossAt = (point: Float64Array, gradient: Float64Array): number => {
    let loss = 0
    gradient[size] = 0
    for (let i = 0; i < size; i++) {
      const away = point[i]! - centre[i]!
      loss += (penalty / 2) * away * away
      gradient[i] = penalty * away
    }
    for (let row = 0, from = 0; row < count; row++, from += size) {
      let logit = point[size]!
      for (let i = 0; i < size; i++) logit += point[i]! * features[from + i]!
      const target = targets[row]!
      const weight = weights[row]!
      loss += weight * (Math.max(logit, 0) - logit * target + Math.log1p(Math.exp(-Math.abs(logit))))
      const slope = weight * (sigmoid(logit) - target)
      for (let i = 0; i < size; i++) gradient[i]! += slope * features[from + i]!
      gradient[size]! += slope
    }
    return loss
  }

  let gradient = new Float64Array(size + 1)
  let loss = lossAt(at, gradient)
  const past: { step: Float64Array; turn: Float64Array; rho: number }[] = []
  for (let round = 0; round < mostSteps && inner(gradient, gradient) > enough * enough; round++) {
    const direction = downhill(gradient, past)
    const slope = inner(direction, gradient)
    let length = past.length === 0 ? Math.min(1, 1 / Math.sqrt(inner(gradient, gradient))) : 1
    const next = new Float64Array(size + 1)
    const nextGradient = new Float64Array(size + 1)
    let nextLoss = Infinity
    for (let tries = 0; tries < 30; tries++, length /= 2) {
      for (let i = 0; i <= size; i++) next[i] = at[i]! + length * direction[i]!
      nextLoss = lossAt(next, nextGradient)
      if (nextLoss <= loss + 1e-4 * length * slope) break
    }
    if (!(nextLoss < loss)) break
    const step = next.map((x, i) => x - at[i]!)
    const turn = nextGradient.map((x, i) => x - gradient[i]!)
    const curve = inner(step, turn)
    if (curve > 1e-12) past.push({ step, turn, rho: 1 / curve })
    if (past.length > memory) past.shift()
    at.set(next)
    gradient = nextGradient
    loss = nextLoss
  }
  return { weights: at.slice(0, size), bias: at[size]! }
}

/** The two loops of L-BFGS: minus the inverse curvature times the gradient. */
function downhill(
  gradient: Float64Array,
  past: readonly { step: Float64Array; turn: Float64Array; rho: number }[]
): Float64Array {
  const direction = gradient.map(x => -x)
  const shares: number[] = []
  for (const { step, turn, rho } of past.toReversed()) {
    const share = rho * inner(step, direction)
    shares.push(share)
    for (let i = 0; i < direction.length; i++) direction[i]! -= share * turn[i]!
  }
  const last = past.at(-1)
  if (last) {
    const scale = 1 / (last.rho * inner(last.turn, last.turn))
    for (let i = 0; i < direction.length; i++) direction[i]! *= scale
  }
  for (const { step, turn, rho } of past) {
    const change = shares.pop()! - rho * inner(turn, direction)
    for (let i = 0; i < direction.length; i++) direction[i]! += change * step[i]!
  }
  return direction
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

export const sigmoid = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : 1 - 1 / (1 + Math.exp(x)))
