import { describe, expect, it } from 'vitest'
import { generator } from '../../../src-main/core/kernels/random.ts'
import { layOut } from '../../../src-main/core/map/lay-out.ts'
import type { Layout } from '../../../src-main/core/map/layout.ts'
import { directionsOf, findNear } from '../../../src-main/core/map/near.ts'
import { VectorIndex } from '../../../src-main/core/search/vectors/vector-index.ts'

const dimension = 32
const kinds = 6

/** Tracks of some kinds in a narrow cone, as music lies. */
function tracks(count: number): VectorIndex {
  const random = generator(3)
  const direction = (length: number): Float32Array => {
    const one = Float32Array.from({ length: dimension }, () => random() - 0.5)
    return one.map(x => (x * length) / Math.hypot(...one))
  }
  const [axis, centres] = [direction(1), Array.from({ length: kinds }, () => direction(0.8))]
  const index = new VectorIndex(dimension)
  for (let i = 0; i < count; i++) {
    const own = direction(0.4)
    const kind = centres[i % kinds]!
    index.add(
      Uint32Array.of(i + 1),
      axis.map((x, k) => (x + kind[k]! + own[k]!) / 2)
    )
  }
  return index
}

const rowsOf = (index: VectorIndex): Uint32Array => Uint32Array.from({ length: index.count }, (_, row) => row)

function made<T>(work: Generator<number, T>): { value: T; told: number[] } {
  const told: number[] = []
  for (;;) {
    const next = work.next()
    if (next.done) return { value: next.value, told }
    told.push(next.value)
  }
}

/** Share of the tracks whose nearest in the plane are of their kind. */
function together({ ids, x, y }: Layout): number {
  let right = 0
  for (let i = 0; i < ids.length; i++) {
    let [best, nearest] = [Infinity, -1]
    for (let k = 0; k < ids.length; k++) {
      const apart = (x[i]! - x[k]!) ** 2 + (y[i]! - y[k]!) ** 2
      if (k !== i && apart < best) [best, nearest] = [apart, k]
    }
    if ((ids[i]! - ids[nearest]!) % kinds === 0) right++
  }
  return right / ids.length
}

describe('the layout by likeness', () => {
  it('puts together what sounds alike, within the unit square, the same each time', () => {
    const index = tracks(300)
    const { value, told } = made(layOut(index, rowsOf(index)))
    expect(together(value)).toBeGreaterThan(0.95)
    const all = [...value.x, ...value.y]
    expect(Math.min(...all)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...all)).toBeLessThanOrEqual(1)
    expect(value.together).toBe(300)
    expect(told).toEqual([...told].sort((a, b) => a - b))
    expect(told.at(-1)).toBe(1)
    expect(made(layOut(index, rowsOf(index))).value).toEqual(value)
  })

  it('goes on from the map that is known', () => {
    const index = tracks(300)
    const { value: known } = made(layOut(index, rowsOf(index)))
    // Turned over: it stays so.
    const turned = { ...known, x: known.x.map(x => 1 - x) }
    const { value: again } = made(layOut(index, rowsOf(index), turned))
    const apart = (other: Layout): number =>
      again.x.reduce((sum, x, i) => sum + Math.abs(x - other.x[i]!) / again.x.length, 0)
    expect(apart(turned)).toBeLessThan(apart(known))
  })

  it.each([0, 1, 2, 3])('places %i tracks', count => {
    const index = tracks(count)
    const { x, y } = made(layOut(index, rowsOf(index))).value
    expect(x).toHaveLength(count)
    expect([...x, ...y].every(Number.isFinite)).toBe(true)
  })

  it('finds nearly all of the nearest where it looks through cells around only', () => {
    const index = directionsOf(tracks(6500), rowsOf(tracks(6500)))
    const { near, each } = made(findNear(index, 10)).value
    let found = 0
    for (let row = 0; row < index.count; row += 50) {
      const [scores] = index.glance([index.vector(row)], rowsOf(index))
      scores![row] = -Infinity
      const tenth = [...scores!].sort((a, b) => b - a)[9]!
      for (let i = 0; i < each; i++) if (near[row * each + i]! >= tenth - 1e-6) found++
    }
    expect(found / (10 * Math.ceil(index.count / 50))).toBeGreaterThan(0.85)
  })
})
