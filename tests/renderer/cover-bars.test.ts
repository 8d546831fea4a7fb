import { expect, it } from 'vitest'
import { coverBars } from '../../src-renderer/state/cover-bars.ts'

const lengths = (path: string): number[] => [...path.matchAll(/v([\d.]+)/g)].map(match => Number(match[1]))

it('draws a bar a stretch, the loudest longest and the quietest short', () => {
  expect(lengths(coverBars([25, 60, 100], 3))).toEqual([5, expect.closeTo(26.9, 1), 52])
  expect(coverBars([25, 60, 100], 3)).toMatch(/^M22\.0 47\.5v5\.0M50\.0 .*M78\.0 24\.0v52\.0$/)
})

it('joins stretches where there are fewer bars, and keeps to the square where all are alike', () => {
  expect(lengths(coverBars([0, 0, 0, 100, 100, 100], 2))).toEqual([5, 52])
  expect(lengths(coverBars(Array<number>(15).fill(100), 5))).toEqual(Array(5).fill(5))
})
