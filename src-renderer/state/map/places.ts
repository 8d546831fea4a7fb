import { PointGrid } from './point-grid.ts'

/** Where all points lie, 0 to 1 both ways. */
export interface Places {
  ids: Uint32Array
  grid: PointGrid
  /** Of an id, its place among them. */
  at: ReadonlyMap<number, number>
  /** The ids from left to right. */
  across: Uint32Array
}

export function placesOf(ids: Uint32Array, x: Float32Array, y: Float32Array): Places {
  const order = Uint32Array.from(x.keys()).sort((a, b) => x[a]! - x[b]! || a - b)
  return {
    ids,
    grid: new PointGrid(x, y),
    at: new Map(Array.from(ids, (id, i) => [id, i])),
    across: order.map(point => ids[point]!)
  }
}

export const noPlaces = placesOf(new Uint32Array(0), new Float32Array(0), new Float32Array(0))
