import { describe, expect, it } from 'vitest'
import type { Heat } from '#contract/entities.ts'
import { bestMoments, shades } from '../../src-renderer/state/moments.ts'
import { binned } from '../../src-renderer/state/row-heat.svelte.ts'

const heat = (values: number[]): Heat => ({
  windowSeconds: 10,
  starts: Float32Array.from(values, (_, at) => at * 10),
  values: Float32Array.from(values)
})

describe('best moments', () => {
  it('are the peaks, best first', () => {
    expect(bestMoments(heat([0, 2, 0.5, 0.2, 3, 1])).map(moment => moment.start)).toEqual([40, 10])
  })
  it('leave out what is far below the best or below nothing', () => {
    expect(bestMoments(heat([3, 0, 0.9, 0, -1])).map(moment => moment.start)).toEqual([0])
  })
  it('always name one, even where nothing fits', () => {
    expect(bestMoments(heat([-2, -1, -3]))).toEqual([{ start: 10, end: 20 }])
    expect(bestMoments(heat([]))).toEqual([])
  })
  it('a plateau counts once', () => {
    expect(bestMoments(heat([1, 2, 2, 1])).map(moment => moment.start)).toEqual([20])
  })
})

describe('shades', () => {
  it('run from nothing to full', () => expect(shades([-1, 0, 1.5, 3, 9])).toEqual([0, 0, 0.5, 1, 1]))
  it('keep their peaks when squeezed', () => {
    const values = Array.from({ length: 240 }, (_, at) => (at === 101 ? 1 : 0.1))
    const squeezed = binned(values)
    expect(squeezed).toHaveLength(24)
    expect(squeezed.indexOf(1)).toBe(10)
  })
})
