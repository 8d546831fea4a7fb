import { joined } from '../kernels/joined.ts'
import { directionFrom, middleOf } from '../search/vectors/middle.ts'
import { VectorIndex } from '../search/vectors/vector-index.ts'
import { normalised } from '../search/scoring/vectors.ts'

/** The nearest of each row, best first: `each` a row. */
export interface Near {
  each: number
  rows: Uint32Array
  /** Cosines. */
  near: Float32Array
}

/** Up to so many rows each is compared with each; above it with those of the cells around its own. */
const mostWhole = 6000
/** Rows in a cell, and cells that are looked through for each of its rows. */
const cellRows = 250
const cellsAround = 12
const rounds = 4
/** Rows that are compared with all centres at a time. */
const together = 8192

/**
 * The tracks as directions from the middle of the library, in which the cosine says how alike two sound; rows are in the
 * order of `rows`.
 */
export function directionsOf(index: VectorIndex, rows: ArrayLike<number>): VectorIndex {
  const middle = middleOf(index)
  const turned = new VectorIndex(index.dimension)
  const some = new Float32Array(1024 * index.dimension)
  for (let at = 0; at < rows.length; at += 1024) {
    const count = Math.min(1024, rows.length - at)
    const ids = Uint32Array.from({ length: count }, (_, i) => index.ids[rows[at + i]!]!)
    for (let i = 0; i < count; i++)
      some.set(directionFrom(middle, index.vector(rows[at + i]!)), i * index.dimension)
    turned.add(ids, some.subarray(0, count * index.dimension))
  }
  return turned
}

/** Finds the nearest of each row; says now and then how far it is, 0..1. */
export function* findNear(index: VectorIndex, each: number): Generator<number, Near> {
  const { count } = index
  const most = Math.min(each, Math.max(0, count - 1))
  const found: Near = {
    each: most,
    rows: new Uint32Array(count * most),
    near: new Float32Array(count * most)
  }
  const cells = count <= mostWhole ? [allRows(count)] : yield* cellsOf(index)
  const around = cells.length === 1 ? [[0]] : neighbouring(index, cells)
  let seen = 0
  for (const [cell, members] of cells.entries()) {
    const rows = joined(
      Uint32Array,
      around[cell]!.map(other => cells[other]!)
    )
    for (let at = 0; at < members.length; at += 64) {
      const some = members.subarray(at, at + 64)
      const scores = index.glance(
        Array.from(some, row => index.vector(row)),
        rows
      )
      some.forEach((row, i) => keepBest(found, row, rows, scores[i]!))
    }
    seen += members.length
    yield seen / count
  }
  return found
}

/** Puts the best of some rows to a row, itself left out: a short list that is sorted as it fills. */
function keepBest(
  { each, rows: to, near }: Near,
  row: number,
  rows: Uint32Array,
  scores: Float32Array
): void {
  const from = row * each
  let kept = 0
  let least = -Infinity
  for (let i = 0; i < rows.length; i++) {
    const score = scores[i]!
    if ((kept === each && score <= least) || rows[i] === row) continue
    let at = kept < each ? kept++ : each - 1
    for (; at > 0 && near[from + at - 1]! < score; at--) {
      near[from + at] = near[from + at - 1]!
      to[from + at] = to[from + at - 1]!
    }
    near[from + at] = score
    to[from + at] = rows[i]!
    least = near[from + kept - 1]!
  }
  // A cell has neighbours, so there are enough; were there not, a row stands beside itself.
  for (; kept < each; kept++) {
    to[from + kept] = row
    near[from + kept] = -1
  }
}

const allRows = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, row) => row)

/** Rows by the centre that is nearest to them: k-means on an even sample. */
function* cellsOf(index: VectorIndex): Generator<number, Uint32Array[]> {
  const cells = Math.ceil(index.count / cellRows)
  const sampled = Math.min(index.count, cells * 64)
  const sample = Uint32Array.from({ length: sampled }, (_, i) => Math.floor((i * index.count) / sampled))
  let centres = Array.from({ length: cells }, (_, i) =>
    normalised(index.vector(sample[Math.floor((i * sampled) / cells)]!))
  )
  for (let round = 0; round < rounds; round++) {
    const sums = centres.map(centre => Float32Array.from(centre, x => x * 1e-3))
    nearestCentre(index, centres, sample).forEach((cell, i) => {
      const vector = index.vector(sample[i]!)
      for (let k = 0; k < vector.length; k++) sums[cell]![k]! += vector[k]!
    })
    centres = sums.map(normalised)
    yield 0
  }
  const own = nearestCentre(index, centres, allRows(index.count))
  const members: number[][] = centres.map(() => [])
  own.forEach((cell, row) => members[cell]!.push(row))
  return members.filter(rows => rows.length > 0).map(rows => Uint32Array.from(rows))
}

function nearestCentre(index: VectorIndex, centres: readonly Float32Array[], rows: Uint32Array): Uint32Array {
  const own = new Uint32Array(rows.length)
  for (let at = 0; at < rows.length; at += together) {
    const some = rows.subarray(at, at + together)
    const best = new Float32Array(some.length).fill(-Infinity)
    index.glance(centres, some).forEach((scores, cell) => {
      for (let i = 0; i < scores.length; i++) {
        if (scores[i]! <= best[i]!) continue
        best[i] = scores[i]!
        own[at + i] = cell
      }
    })
  }
  return own
}

/** The cells nearest to each, itself among them. */
function neighbouring(index: VectorIndex, cells: readonly Uint32Array[]): number[][] {
  const middles = new VectorIndex(index.dimension)
  const centres = cells.map(rows => {
    const sum = new Float32Array(index.dimension)
    for (const row of rows) {
      const vector = index.vector(row)
      for (let k = 0; k < sum.length; k++) sum[k]! += vector[k]!
    }
    return normalised(sum)
  })
  centres.forEach((centre, i) => middles.add(Uint32Array.of(i), centre))
  return middles.scan(centres).map((scores, cell) => {
    const order = Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b)
    return [cell, ...order.filter(other => other !== cell).slice(0, cellsAround - 1)]
  })
}
