/** The chance that a yes scores above a no; ties count half. Null without both. */
export function areaUnder(yes: readonly number[], no: readonly number[]): number | null {
  if (yes.length === 0 || no.length === 0) return null
  let above = 0
  for (const one of yes) for (const other of no) above += one > other ? 1 : one === other ? 0.5 : 0
  return above / (yes.length * no.length)
}

/** z of a two-sided 90 % interval. */
const z = 1.645

/** Lower end of Wilson's 90 % interval of a share. */
export function wilsonLower(right: number, of: number): number {
  if (of === 0) return 0
  const share = right / of
  const middle = share + (z * z) / (2 * of)
  const spread = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))
  return Math.max(0, (middle - spread) / (1 + (z * z) / of))
}

/** Scores to probabilities: sigmoid(slope x score + offset). */
export interface Calibration {
  slope: number
  offset: number
}

/**
 * Platt's calibration with his smoothed targets, yes and no with the same total weight: the probability is that of a
 * yes where yes and no are equally many.
 */
export function calibrate(yes: readonly number[], no: readonly number[]): Calibration {
  let slope = 1
  let offset = 0
  const upper = (yes.length + 1) / (yes.length + 2)
  const lower = 1 / (no.length + 2)
  const points = [
    ...yes.map(score => ({ score, target: upper, weight: 0.5 / yes.length })),
    ...no.map(score => ({ score, target: lower, weight: 0.5 / no.length }))
  ]
  for (let round = 0; round < 50; round++) {
    // A slight pull towards slope 1 keeps a perfect separation from running away.
    let [gs, go, hss, hso, hoo] = [0.01 * (slope - 1), 0, 0.01, 0, 1e-9]
    for (const { score, target, weight } of points) {
      const p = 1 / (1 + Math.exp(-(slope * score + offset)))
      const d = weight * (p - target)
      const h = weight * p * (1 - p)
      gs += d * score
      go += d
      hss += h * score * score
      hso += h * score
      hoo += h
    }
    const det = hss * hoo - hso * hso
    if (det < 1e-15) break
    const ds = (hoo * gs - hso * go) / det
    const dn = (hss * go - hso * gs) / det
    const calm = Math.min(1, 2 / Math.max(Math.abs(ds), Math.abs(dn), 1e-12))
    slope -= calm * ds
    offset -= calm * dn
    if (Math.abs(ds) + Math.abs(dn) < 1e-9) break
  }
  // A probe that ranks backwards on its own examples knows nothing: all alike, not turned round.
  return { slope: Math.max(slope, 0.01), offset }
}
