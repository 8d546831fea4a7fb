import { expect, it } from 'vitest'
import { CoverStore } from '../../src-renderer/state/cover-store.ts'

it('asks first for what came into sight last, again or for the first time', () => {
  const store = new CoverStore()
  expect([1, 2, 3].map(id => store.want(id, 80))).toEqual([true, false, false])
  store.want(1, 80)
  expect(store.take(80, 2)).toEqual([3, 1])
  expect(store.take(80, 2)).toEqual([2])
})

it('wants no more of what was scrolled past long ago, until it is in sight again', () => {
  const store = new CoverStore()
  for (let id = 1; id <= 18_000; id++) store.want(id, 80)
  const taken = Array.from({ length: 10 }, () => store.take(80, 60)).flat()
  expect(taken).toHaveLength(200)
  expect(Math.min(...taken)).toBe(17_801)
  store.settle(taken, 80)
  expect(store.want(1, 80)).toBe(true)
  expect(store.take(80, 60)).toEqual([1])
})
