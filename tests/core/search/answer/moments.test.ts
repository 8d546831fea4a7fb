import { describe, expect, it } from 'vitest'
import { bestMoment, bestMoments, passagesAlong } from '../../../../src-main/core/search/answer/moments.ts'

const every10 = (count: number): Float32Array => Float32Array.from({ length: count }, (_, i) => i * 10)
const along = (values: number[], starts = every10(values.length), duration = values.length * 10) => ({
  values: Float32Array.from(values),
  starts,
  windowSeconds: 10,
  duration
})
const moment = (...of: Parameters<typeof along>) => bestMoment(along(...of))

describe('the best moment', () => {
  it('is the best window', () => {
    expect(moment([0, 0, 5, 0, 0])).toEqual({ start: 20, end: 30 })
  })

  it('takes neighbours that keep half of the lead over the middle', () => {
    // The median is 0, so the threshold is 2.5.
    expect(moment([0, 0, 3, 5, 2.6, 2.4, 0, 0, 0])).toEqual({ start: 20, end: 50 })
  })

  it('does not jump over a weak window', () => {
    expect(moment([0, 4, 0, 5, 0, 0, 0])).toEqual({ start: 30, end: 40 })
  })

  it('ends with the track, also where the last window overlaps', () => {
    expect(moment([0, 0, 4, 5], Float32Array.of(0, 10, 20, 23), 33)).toEqual({ start: 20, end: 33 })
  })

  it('does not join windows that were not heard side by side', () => {
    expect(moment([0, 5, 4.9, 0], Float32Array.of(0, 100, 200, 300), 310)).toEqual({ start: 100, end: 110 })
  })

  it('stays a place to start from', () => {
    const found = moment([...Array<number>(20).fill(5), ...Array<number>(30).fill(0)])
    expect(found.end - found.start).toBeLessThanOrEqual(60)
  })

  it('is the whole of a track of one window, and no longer than the track', () => {
    expect(moment([3], Float32Array.of(0), 7)).toEqual({ start: 0, end: 7 })
  })

  it('never lies within the last seconds alone', () => {
    expect(moment([0, 3, 0, 0, 0, 5])).toEqual({ start: 10, end: 20 })
    // The last window but one, with fourteen seconds left.
    expect(moment([0, 3, 0, 5, 0], Float32Array.of(0, 10, 20, 30, 34), 44)).toEqual({ start: 10, end: 20 })
    // Rising to the end: what comes before the ending.
    expect(moment([0, 1, 2, 3, 9])).toEqual({ start: 30, end: 40 })
  })

  it('may lie at the end where it lasts', () => {
    expect(moment([0, 3, 0, 0, 4, 5])).toEqual({ start: 40, end: 60 })
  })

  it('is the beginning of a track that is over before there is an end', () => {
    expect(moment([1, 9], Float32Array.of(0, 4), 14)).toEqual({ start: 0, end: 10 })
    expect(moment([9, 1], Float32Array.of(0, 4), 14)).toEqual({ start: 0, end: 10 })
  })
})

describe('passages', () => {
  const starts = (values: number[]): number[] => bestMoments(along(values)).map(({ start }) => start)

  it('are best first, and keep their heat', () => {
    expect(passagesAlong(along([0, 2, 0.5, 0.2, 0.1, 3, 0, 0]))).toEqual([
      { start: 50, end: 60, heat: 3 },
      { start: 10, end: 20, heat: 2 }
    ])
  })

  it('leave out what is far below the best or below nothing', () => {
    expect(starts([3, 0, 0.9, 0, -1])).toEqual([0])
  })

  it('always name one, even where nothing fits; none where nothing was heard', () => {
    expect(starts([-2, -1, -3])).toEqual([10])
    expect(bestMoments(along([]))).toEqual([])
  })

  it('count a plateau and its slopes once', () => {
    expect(passagesAlong(along([0, 1, 2, 2, 1, 0, 0, 0]))).toEqual([{ start: 20, end: 40, heat: 2 }])
  })

  it('end at a line and at a number', () => {
    const values = along([0, 2, 0, 3, 0, 1, 0, 0])
    expect(passagesAlong(values, 1.5).map(({ heat }) => heat)).toEqual([3, 2])
    expect(passagesAlong(values, 0, 1).map(({ heat }) => heat)).toEqual([3])
  })
})
