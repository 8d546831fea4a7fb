import { markOf, type Layout } from './layout.ts'
import { directionsOf, findNear } from './near.ts'
import { pullTogether } from './pull-together.ts'
import { spreadOut } from './spread-out.ts'
import type { VectorIndex } from '../search/vectors/vector-index.ts'

/** As many of the nearest hold a track in its place. */
const each = 15
/** How far the places reach to both sides at the beginning: as UMAP's do. */
const reach = 10
/** Rounds for few tracks and for many: of many each finds its place sooner. */
const rounds = { few: 400, many: 200, manyFrom: 20_000 }
/** Share of all the work until the nearest are known. */
const nearShare = 0.25

/**
 * Lays tracks out in a plane so that what sounds alike lies together; says now and then how far it is, 0..1. `rows`: those
 * of the index. `before`: an earlier layout, from which this one goes on, so that the map stays the one that is known.
 */
export function* layOut(
  index: VectorIndex,
  rows: Uint32Array,
  before: Layout | null = null
): Generator<number, Layout> {
  const turned = directionsOf(index, rows)
  yield 0.02
  const near = yield* scaled(findNear(turned, each), 0.02, nearShare)
  const places = startOf(spreadOut(turned), rows, index, before)
  const { few, many, manyFrom } = rounds
  yield* scaled(pullTogether(near, places, rows.length < manyFrom ? few : many), nearShare, 1)
  return {
    ids: Uint32Array.from(rows, row => index.ids[row]!),
    marks: Float32Array.from(rows, row => markOf(index.vector(row))),
    together: rows.length,
    ...fitted(places)
  }
}

function* scaled<T>(work: Generator<number, T>, from: number, to: number): Generator<number, T> {
  for (;;) {
    const next = work.next()
    if (next.done) return next.value
    yield from + next.value * (to - from)
  }
}

/** Where the widest spread puts them, or where they were before. */
function startOf(
  spread: Float32Array,
  rows: Uint32Array,
  index: VectorIndex,
  before: Layout | null
): Float32Array {
  let largest = 0
  for (const one of spread) largest = Math.max(largest, Math.abs(one))
  const places = spread.map(one => (one / (largest || 1)) * reach)
  if (before === null) return places
  const known = new Map(Array.from(before.ids, (id, i) => [id, i]))
  rows.forEach((row, i) => {
    const at = known.get(index.ids[row]!)
    if (at === undefined) return
    places[i * 2] = (before.x[at]! - 0.5) * 2 * reach
    places[i * 2 + 1] = (before.y[at]! - 0.5) * 2 * reach
  })
  return places
}

/** Into 0..1, as large both ways as they lie. */
function fitted(places: Float32Array): { x: Float32Array; y: Float32Array } {
  const count = places.length / 2
  const [x, y] = [new Float32Array(count), new Float32Array(count)]
  const low = [Infinity, Infinity]
  const high = [-Infinity, -Infinity]
  places.forEach((one, i) => {
    low[i % 2] = Math.min(low[i % 2]!, one)
    high[i % 2] = Math.max(high[i % 2]!, one)
  })
  const extent = Math.max(high[0]! - low[0]!, high[1]! - low[1]!) || 1
  for (let i = 0; i < count; i++) {
    x[i] = 0.5 + (places[i * 2]! - (low[0]! + high[0]!) / 2) / extent
    y[i] = 0.5 + (places[i * 2 + 1]! - (low[1]! + high[1]!) / 2) / extent
  }
  return { x, y }
}
