import { expect, it } from 'vitest'
import { ChangedPlaces } from '../../../../src-main/core/scan/watch/changed-places.ts'

const places = (): ChangedPlaces => new ChangedPlaces(() => ['/music', '/more'])

it('gives a place once nothing has happened in it for a while', () => {
  const changed = places()
  changed.note('/music/a', false, 0)
  changed.note('/music/b', false, 1000)
  changed.note('/music/a', false, 1400)
  expect(changed.take(1500)).toEqual([])
  expect(changed.next).toBe(2500)
  expect(changed.take(2500)).toEqual([{ path: '/music/b', deep: false }])
  expect(changed.take(2900)).toEqual([{ path: '/music/a', deep: false }])
  expect(changed.next).toBeNull()
  expect(changed.take(99_999)).toEqual([])
})

it('looks at what is written on and on all the same, now and then', () => {
  const changed = places()
  for (let now = 0; now < 300_000; now += 1000) {
    changed.note('/music/a', false, now)
    expect(changed.take(now)).toEqual([])
  }
  expect(changed.take(300_000)).toEqual([{ path: '/music/a', deep: false }])
})

it('folds what lies in a deep place into it, whichever came first', () => {
  const changed = places()
  changed.note('/music/a/b/c', false, 0)
  changed.note('/music/abc', false, 0)
  changed.note('/music/a', true, 100)
  changed.note('/music/a/b', false, 1000)
  expect(changed.take(1600)).toEqual([{ path: '/music/abc', deep: false }])
  expect(changed.take(2500)).toEqual([{ path: '/music/a', deep: true }])
})

it('makes a place deep that was not', () => {
  const changed = places()
  changed.note('/music/a', false, 0)
  changed.note('/music/a', true, 10)
  changed.note('/music/a', false, 20)
  expect(changed.take(1520)).toEqual([{ path: '/music/a', deep: true }])
})

it('takes the whole of a folder where too many places are at work in it', () => {
  const changed = places()
  for (let n = 0; n <= 500; n++) changed.note(`/music/${n}`, false, 0)
  expect(changed.take(1500)).toEqual([{ path: '/music', deep: true }])
})
