/** Cells across, and as many down. */
const across = 128

export type Direction = 'left' | 'right' | 'up' | 'down'

/** Points of the unit square, found by where they lie. */
export class PointGrid {
  readonly x: Float32Array
  readonly y: Float32Array
  /** Points by cell, and where each cell begins among them. */
  readonly #points: Uint32Array
  readonly #begins: Uint32Array

  constructor(x: Float32Array, y: Float32Array) {
    this.x = x
    this.y = y
    const begins = new Uint32Array(across * across + 1)
    const cells = Uint32Array.from(x, (one, i) => cellOf(one) + cellOf(y[i]!) * across)
    for (const cell of cells) begins[cell + 1]!++
    for (let cell = 0; cell < across * across; cell++) begins[cell + 1]! += begins[cell]!
    const next = begins.slice()
    this.#points = new Uint32Array(x.length)
    cells.forEach((cell, point) => (this.#points[next[cell]!++] = point))
    this.#begins = begins
  }

  /** The nearest point within a reach to both sides; -1: there is none. `counts`: of a point, whether it is looked at. */
  nearest(
    at: { x: number; y: number },
    reach: { x: number; y: number },
    counts: (point: number) => boolean = () => true
  ): number {
    let found = -1
    let best = 1
    const last = cellOf(at.y + reach.y)
    for (let row = cellOf(at.y - reach.y); row <= last; row++) {
      const from = this.#begins[row * across + cellOf(at.x - reach.x)]!
      const to = this.#begins[row * across + cellOf(at.x + reach.x) + 1]!
      for (let i = from; i < to; i++) {
        const point = this.#points[i]!
        const apart = ((this.x[point]! - at.x) / reach.x) ** 2 + ((this.y[point]! - at.y) / reach.y) ** 2
        if (apart >= best || !counts(point)) continue
        found = point
        best = apart
      }
    }
    return found
  }

  /** The next point in a direction: near, and not far aside; -1: there is none. */
  next(from: number, direction: Direction): number {
    const way = direction === 'left' || direction === 'down' ? -1 : 1
    const isAcross = direction === 'left' || direction === 'right'
    let found = -1
    let best = Infinity
    for (let point = 0; point < this.x.length; point++) {
      const [dx, dy] = [this.x[point]! - this.x[from]!, this.y[point]! - this.y[from]!]
      const [ahead, aside] = isAcross ? [dx * way, dy] : [dy * way, dx]
      if (ahead <= 0 || Math.abs(aside) > ahead) continue
      const apart = ahead * ahead + 4 * aside * aside
      if (apart >= best) continue
      found = point
      best = apart
    }
    return found
  }

  /** The points within an outline, whose corners are x and y in turn. */
  within(outline: readonly number[]): number[] {
    const xs = outline.filter((_, i) => i % 2 === 0)
    const ys = outline.filter((_, i) => i % 2 === 1)
    if (xs.length < 3) return []
    const [left, right] = [Math.min(...xs), Math.max(...xs)]
    const [low, high] = [Math.min(...ys), Math.max(...ys)]
    const found: number[] = []
    for (let point = 0; point < this.x.length; point++) {
      const [atX, atY] = [this.x[point]!, this.y[point]!]
      if (atX < left || atX > right || atY < low || atY > high) continue
      if (isInside(xs, ys, atX, atY)) found.push(point)
    }
    return found
  }
}

const cellOf = (at: number): number => Math.max(0, Math.min(across - 1, Math.floor(at * across)))

/** By how often a line to the right crosses the outline. */
function isInside(xs: readonly number[], ys: readonly number[], atX: number, atY: number): boolean {
  let inside = false
  for (let i = 0, before = xs.length - 1; i < xs.length; before = i++) {
    const crosses = ys[i]! > atY !== ys[before]! > atY
    const at = ((xs[before]! - xs[i]!) * (atY - ys[i]!)) / (ys[before]! - ys[i]!) + xs[i]!
    if (crosses && atX < at) inside = !inside
  }
  return inside
}
