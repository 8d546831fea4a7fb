import { expect, it } from 'vitest'
import { changePlaces } from '../../../../src-main/core/playlists/smart/places.ts'
import { generator } from '../../../../src-main/core/kernels/random.ts'

type Stored = { id: number; place: number }[]

function apply(before: Stored, members: number[]): { after: Stored; written: number } {
  const { removed, placed } = changePlaces(before, members)
  const gone = new Set(removed)
  const after = [...before.filter(one => !gone.has(one.id)), ...placed].sort((a, b) => a.place - b.place)
  return { after, written: removed.length + placed.length }
}

it('brings any order into any other, and writes little where little changed', () => {
  const random = generator(1)
  let stored: Stored = []
  let members = Array.from({ length: 300 }, (_, i) => i)
  for (let round = 0; round < 200; round++) {
    const { after } = apply(stored, members)
    expect(after.map(one => one.id)).toEqual(members)
    expect(new Set(after.map(one => one.place)).size).toBe(members.length)
    stored = after
    members = [...members]
    const taken = members.splice(Math.floor(random() * members.length), 3)
    members.splice(Math.floor(random() * members.length), 0, 1000 + round, ...taken.slice(1))
    expect(apply(stored, members).written).toBeLessThan(members.length)
  }
  expect(
    apply(
      stored,
      stored.map(one => one.id)
    ).written
  ).toBe(0)
  expect(apply(stored, []).after).toEqual([])
})

it('makes room where there is none left', () => {
  let stored = apply([], [1, 2]).after
  for (let id = 3; id < 60; id++) {
    const members = [1, id, ...stored.slice(1).map(one => one.id)]
    stored = apply(stored, members).after
    expect(stored.map(one => one.id)).toEqual(members)
  }
})
