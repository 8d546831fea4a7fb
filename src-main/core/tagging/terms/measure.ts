/** How well scores tell those that carry a term from those that do not. Plain arithmetic. */

export interface Labelled {
  score: number
  right: boolean
  /** Those of one album sound alike: they are never split between learning and testing. */
  group: string
}

/** What was measured of one term. */
export interface Measurement {
  auc: number
  /** Lower end of the 90 % interval of the precision on what was left out; null where nothing was proposed. */
  precision: number | null
  examples: number
  /** The score from which a term is sure; null: it never is. */
  threshold: number | null
  /** Middle score of the tracks that do not carry it. */
  chance: number
}

/** Share of right ones among those proposed that is wanted at least. */
export const wantedPrecision = 0.7
const fewestRight = 10
const fewestWrong = 20
const folds = 5
/** Lines are drawn for these precisions, the lowest first: one that only just holds where it was found fails elsewhere. */
const aims = [0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9]

/** Lower end of Wilson's 90 % interval of a share. */
export function wilsonLower(right: number, all: number, z = 1.645): number {
  if (all === 0) return 0
  const share = right / all
  const square = (z * z) / all
  const spread = z * Math.sqrt((share * (1 - share)) / all + square / (4 * all))
  return Math.max(0, (share + square / 2 - spread) / (1 + square))
}

/** Area under the ROC curve; ties count half. NaN where one side is empty. */
export function areaUnderCurve(items: readonly Labelled[]): number {
  const sorted = items.toSorted((a, b) => a.score - b.score)
  let ranks = 0
  for (let first = 0; first < sorted.length;) {
    let end = first
    // One at least: what is no number is not even the same as itself.
    do end++
    while (end < sorted.length && sorted[end]!.score === sorted[first]!.score)
    for (let i = first; i < end; i++) if (sorted[i]!.right) ranks += (first + end + 1) / 2
    first = end
  }
  const right = items.filter(item => item.right).length
  return (ranks - (right * (right + 1)) / 2) / (right * (items.length - right))
}

/** The lowest score from which on the precision's lower bound is as wanted; null where there is none. */
export function thresholdOf(items: readonly Labelled[], wanted = wantedPrecision): number | null {
  const sorted = items.toSorted((a, b) => b.score - a.score)
  let right = 0
  let lowest: number | null = null
  sorted.forEach((item, i) => {
    if (item.right) right++
    if (item.right && wilsonLower(right, i + 1) >= wanted) lowest = item.score
  })
  return lowest
}

/**
 * Measures a term. The precision is that of thresholds found without the tracks they are tried on (five folds, whole
 * groups). Null where there are too few tracks with it or without.
 */
export function measure(
  items: readonly Labelled[],
  wanted = wantedPrecision,
  least = { right: fewestRight, wrong: fewestWrong }
): Measurement | null {
  const right = items.filter(item => item.right)
  const wrong = items.filter(item => !item.right)
  if (right.length < least.right || wrong.length < least.wrong) return null
  const scores = wrong.map(item => item.score).sort((a, b) => a - b)
  const chance = scores[Math.floor(scores.length / 2)]!
  const found = { auc: areaUnderCurve(items), examples: right.length, chance }
  const foldOf = foldsOf(items)
  let best: number | null = null
  for (const aim of aims.filter(one => one >= wanted)) {
    const precision = precisionLeftOut(items, foldOf, aim)
    if (precision !== null && precision >= wanted) {
      return { ...found, precision, threshold: thresholdOf(items, aim) }
    }
    if (precision !== null) best = Math.max(best ?? 0, precision)
  }
  return { ...found, precision: best, threshold: null }
}

/** Lower end of the precision of lines found without the tracks they are tried on; null where nothing was proposed. */
function precisionLeftOut(items: readonly Labelled[], foldOf: readonly number[], aim: number): number | null {
  let proposed = 0
  let hits = 0
  for (let fold = 0; fold < folds; fold++) {
    const learnt = items.filter((_, i) => foldOf[i] !== fold)
    const line = thresholdOf(learnt, aim)
    if (line === null) continue
    items.forEach((item, i) => {
      if (foldOf[i] !== fold || item.score < line) return
      proposed++
      if (item.right) hits++
    })
  }
  return proposed > 0 ? wilsonLower(hits, proposed) : null
}

/** Right and wrong ones are dealt out in turn, so that every fold has both: by groups where there are enough. */
function foldsOf(items: readonly Labelled[]): number[] {
  const result = new Array<number>(items.length)
  for (const right of [true, false]) {
    const places = items.flatMap((item, i) => (item.right === right ? [i] : []))
    const groups = [...new Set(places.map(i => items[i]!.group))].sort()
    const whole = groups.length >= folds
    const turn = new Map(groups.map((group, i) => [group, i % folds]))
    places.forEach((i, place) => (result[i] = whole ? turn.get(items[i]!.group)! : place % folds))
  }
  return result
}
