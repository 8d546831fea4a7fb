/** What no order can beat, for comparison. `costs`: steps from row to column, n x n. */

/** The best of all orders, by dynamic programming; up to about 16 items. */
export function exactOrderCost(costs: Float32Array): number {
  const n = Math.round(Math.sqrt(costs.length))
  const sets = 1 << n
  const best = new Float32Array(sets * n).fill(Infinity)
  for (let i = 0; i < n; i++) best[(1 << i) * n + i] = 0
  for (let set = 1; set < sets; set++) {
    for (let last = 0; last < n; last++) {
      const cost = best[set * n + last]!
      if (cost === Infinity) continue
      for (let next = 0; next < n; next++) {
        if (set & (1 << next)) continue
        const at = (set | (1 << next)) * n + next
        best[at] = Math.min(best[at]!, cost + costs[last * n + next]!)
      }
    }
  }
  return Math.min(...best.subarray((sets - 1) * n))
}

const rounds = 400

/**
 * A lower bound after Held and Karp: the cheapest spanning tree of the items, with penalties that push every item
 * towards two steps (a path joined to one more, free item is a tour). Steps count with their cheaper direction.
 */
export function lowerBound(costs: Float32Array): number {
  const n = Math.round(Math.sqrt(costs.length))
  const both = (i: number, j: number): number => Math.min(costs[i * n + j]!, costs[j * n + i]!)
  const penalty = new Float64Array(n)
  let highest = 0
  let stride = 0.1
  for (let round = 0; round < rounds; round++) {
    const degree = new Int32Array(n)
    const joined = new Uint8Array(n)
    const least = new Float64Array(n).fill(Infinity)
    const from = new Int32Array(n).fill(-1)
    least[0] = 0
    let sum = 0
    for (let step = 0; step < n; step++) {
      let next = -1
      for (let i = 0; i < n; i++) if (!joined[i] && (next < 0 || least[i]! < least[next]!)) next = i
      joined[next] = 1
      if (from[next]! >= 0) {
        sum += least[next]!
        degree[next]!++
        degree[from[next]!]!++
      }
      for (let i = 0; i < n; i++) {
        const cost = both(next, i) + penalty[next]! + penalty[i]!
        if (!joined[i] && cost < least[i]!) {
          least[i] = cost
          from[i] = next
        }
      }
    }
    // The free item takes the two that cost it least.
    const [first, second] = Array.from(penalty.keys()).sort((a, b) => penalty[a]! - penalty[b]!)
    sum += penalty[first!]! + penalty[second!]!
    degree[first!]!++
    degree[second!]!++
    for (const one of penalty) sum -= 2 * one
    highest = Math.max(highest, sum)
    for (let i = 0; i < n; i++) penalty[i]! += stride * (degree[i]! - 2)
    stride *= 0.985
  }
  return highest
}
