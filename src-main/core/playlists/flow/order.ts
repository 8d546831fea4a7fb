/** What an order has to respect. */
export interface Places {
  /** Cost of item i at place p, beside its steps; null: places are alike. */
  place: ((item: number, position: number) => number) | null
  /** Items that stay where they are: their place, by item. */
  fixed: ReadonlyMap<number, number>
}

const free: Places = { place: null, fixed: new Map() }

/** Steps that are looked at before it has to be good enough; the same order each time, whatever the machine. */
const effort = 30_000_000
/** Longer stretches than this are not turned round in long lists. */
const longestStretch = 60
const mostStarts = 6

/** The sum of all steps and places. `costs`: from row to column, n x n. */
export function orderCost(order: ArrayLike<number>, costs: Float32Array, { place }: Places = free): number {
  const n = Math.round(Math.sqrt(costs.length))
  let sum = 0
  for (let p = 0; p < order.length; p++) {
    if (p > 0) sum += costs[order[p - 1]! * n + order[p]!]!
    if (place) sum += place(order[p]!, p)
  }
  return sum
}

/**
 * A short way through all items, without coming back: nearest neighbours from several starts, then stretches turned
 * round (2-opt), moved (Or-opt) and items exchanged while that makes it shorter.
 */
export function shortestOrder(costs: Float32Array, places: Places = free): number[] {
  const n = Math.round(Math.sqrt(costs.length))
  if (n === 0) return []
  const starts = Math.min(n, n > 200 ? 2 : mostStarts)
  const budget = { left: effort }
  let best: Int32Array | null = null
  let bestCost = Infinity
  for (let i = 0; i < starts && budget.left > 0; i++) {
    const order = nearest(costs, n, places, Math.floor((i * n) / starts))
    improve(order, costs, n, places, budget)
    const cost = orderCost(order, costs, places)
    if (cost < bestCost) {
      best = order
      bestCost = cost
    }
  }
  return [...best!]
}

/** From `start` always on to the nearest that is left; what is fixed takes its place when the way comes there. */
function nearest(costs: Float32Array, n: number, { place, fixed }: Places, start: number): Int32Array {
  const order = new Int32Array(n).fill(-1)
  const used = new Uint8Array(n)
  for (const [item, position] of fixed) {
    order[position] = item
    used[item] = 1
  }
  for (let p = 0; p < n; p++) {
    if (order[p] !== -1) continue
    const before = p > 0 ? order[p - 1]! : -1
    let best = -1
    let least = Infinity
    for (let item = 0; item < n; item++) {
      if (used[item]) continue
      const cost =
        (before < 0 ? (item === start ? -1e6 : 0) : costs[before * n + item]!) + (place?.(item, p) ?? 0)
      if (cost < least) {
        least = cost
        best = item
      }
    }
    order[p] = best
    used[best] = 1
  }
  return order
}

function improve(
  order: Int32Array,
  costs: Float32Array,
  n: number,
  { place, fixed }: Places,
  budget: { left: number }
): void {
  const held = new Uint8Array(n)
  for (const position of fixed.values()) held[position] = 1
  // How many held places lie before each: a stretch with one in it stays as it is.
  const heldBefore = new Int32Array(n + 1)
  for (let p = 0; p < n; p++) heldBefore[p + 1] = heldBefore[p]! + held[p]!
  const isFree = (from: number, to: number): boolean => heldBefore[to + 1] === heldBefore[from]
  const reach = n <= 150 ? n : longestStretch
  const tried = new Int32Array(n)

  /** Cost of places from..to with `items` in them, and the steps into and out of them. */
  const stretch = (items: Int32Array, from: number, to: number): number => {
    budget.left -= to - from + 1
    let sum = 0
    let before = from > 0 ? order[from - 1]! : -1
    for (let p = from; p <= to; p++) {
      const item = items[p]!
      if (before >= 0) sum += costs[before * n + item]!
      if (place) sum += place(item, p)
      before = item
    }
    return to + 1 < n ? sum + costs[before * n + order[to + 1]!]! : sum
  }
  /** Keeps what `make` writes into `tried` if it is shorter. */
  const attempt = (from: number, to: number, make: () => void): boolean => {
    make()
    if (stretch(tried, from, to) >= stretch(order, from, to) - 1e-6) return false
    order.set(tried.subarray(from, to + 1), from)
    return true
  }
  const turn = (from: number, to: number) => (): void => {
    for (let p = from; p <= to; p++) tried[p] = order[from + to - p]!
  }
  /** The first `length` places of the stretch go to its end, or the last ones to its start. */
  const shift = (from: number, to: number, length: number) => (): void => {
    const size = to - from + 1
    const by = ((length % size) + size) % size
    for (let p = 0; p < size; p++) tried[from + p] = order[from + ((p + by) % size)]!
  }
  const swap = (from: number, to: number) => (): void => {
    for (let p = from; p <= to; p++) tried[p] = order[p]!
    tried[from] = order[to]!
    tried[to] = order[from]!
  }

  for (let better = true; better && budget.left > 0;) {
    better = false
    for (let from = 0; from < n - 1 && budget.left > 0; from++) {
      const last = Math.min(n - 1, from + reach)
      for (let to = from + 1; to <= last; to++) {
        if (isFree(from, to)) {
          if (attempt(from, to, turn(from, to))) better = true
          for (let length = 1; length <= 3 && length < to - from + 1; length++) {
            if (attempt(from, to, shift(from, to, length))) better = true
            if (attempt(from, to, shift(from, to, -length))) better = true
          }
        } else if (!held[from] && !held[to] && attempt(from, to, swap(from, to))) better = true
      }
    }
  }
}
