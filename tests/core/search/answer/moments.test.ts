import { expect, it } from 'vitest'
import { bestMoment } from '../../../../src-main/core/search/answer/moments.ts'

const every10 = (count: number): Float32Array => Float32Array.from({ length: count }, (_, i) => i * 10)
const moment = (values: number[], starts = every10(values.length), duration = values.length * 10) =>
  bestMoment(Float32Array.from(values), starts, 10, duration)

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
