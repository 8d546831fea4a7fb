import { describe, expect, it } from 'vitest'
import { orderCost, shortestOrder } from '../../../../src-main/core/playlists/flow/order.ts'
import { generator } from '../../../../src-main/core/kernels/random.ts'
import { exactOrderCost, lowerBound } from '../../../../scripts/bench/tour-bounds.ts'

const random = generator(3)
function costsOf(n: number): Float32Array {
  const points = Array.from({ length: n }, () => [random(), random()] as const)
  const costs = new Float32Array(n * n)
  points.forEach((a, i) =>
    points.forEach((b, j) => (costs[i * n + j] = Math.hypot(a[0] - b[0], a[1] - b[1])))
  )
  return costs
}
const isOrder = (order: number[], n: number): void =>
  expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i))

describe('the shortest order', () => {
  it('takes everything once, also nothing and one', () => {
    expect(shortestOrder(new Float32Array(0))).toEqual([])
    expect(shortestOrder(new Float32Array(1))).toEqual([0])
    isOrder(shortestOrder(costsOf(60)), 60)
  })

  it('is as good as the best of all orders where that is known, and never below the bound', () => {
    for (let set = 0; set < 8; set++) {
      const costs = costsOf(10)
      const found = orderCost(shortestOrder(costs), costs)
      const best = exactOrderCost(costs)
      expect(found).toBeLessThanOrEqual(best * 1.03)
      expect(found).toBeGreaterThanOrEqual(best - 1e-4)
      expect(lowerBound(costs)).toBeLessThanOrEqual(best + 1e-4)
    }
  })

  it('leaves fixed items where they are', () => {
    const costs = costsOf(20)
    const order = shortestOrder(costs, {
      place: null,
      fixed: new Map([
        [7, 0],
        [3, 11],
        [5, 19]
      ])
    })
    isOrder(order, 20)
    expect([order[0], order[11], order[19]]).toEqual([7, 3, 5])
  })

  it('follows what places want', () => {
    const order = shortestOrder(new Float32Array(144), {
      place: (item, position) => Math.abs(item - position),
      fixed: new Map()
    })
    expect(order).toEqual(Array.from({ length: 12 }, (_, i) => i))
  })
})
