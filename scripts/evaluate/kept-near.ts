import type { VectorIndex } from '../../src-main/core/search/vectors/vector-index.ts'

const most = 10
/** Rows that are looked at, at most. */
const looked = 1000

/**
 * How well places in a plane (x and y in turn) keep the nearest of each row: the share of the ten nearest that are among the
 * ten nearest there, and the trustworthiness of Venna and Kaski.
 */
export function keptNear(index: VectorIndex, places: Float32Array): [kept: string, trustworthiness: string] {
  const { count } = index
  const rows = Uint32Array.from({ length: count }, (_, row) => row)
  const some = Math.min(looked, count)
  let kept = 0
  let penalty = 0
  for (let one = 0; one < some; one++) {
    const row = Math.floor((one * count) / some)
    const others = [...rows].filter(other => other !== row)
    const [scores] = index.glance([index.vector(row)], rows)
    const rank = new Map(
      others.toSorted((a, b) => scores![b]! - scores![a]!).map((other, i) => [other, i + 1])
    )
    const apart = new Float32Array(count)
    for (const other of others)
      apart[other] = Math.hypot(
        places[other * 2]! - places[row * 2]!,
        places[other * 2 + 1]! - places[row * 2 + 1]!
      )
    for (const other of others.sort((a, b) => apart[a]! - apart[b]!).slice(0, most)) {
      const found = rank.get(other)!
      if (found <= most) kept++
      else penalty += found - most
    }
  }
  const trust = 1 - (2 / (some * most * (2 * count - 3 * most - 1))) * penalty
  return [`${((100 * kept) / (some * most)).toFixed(0)} %`, trust.toFixed(3)]
}
