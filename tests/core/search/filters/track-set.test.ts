import { describe, expect, it } from 'vitest'
import { TrackSet } from '../../../../src-main/core/search/filters/track-set.ts'

const even = Array.from({ length: 100 }, (_, i) => 2 * i)
const third = Array.from({ length: 40 }, (_, i) => 3 * i)

describe('a set of tracks', () => {
  it('has what it was made of, lowest first', () => {
    const set = TrackSet.of([64, 31, 0, 32, 31])
    expect([...set.ids()]).toEqual([0, 31, 32, 64])
    expect(set.count).toBe(4)
    expect([31, 33, 65, 9999].map(id => set.has(id))).toEqual([true, false, false, false])
    expect([...TrackSet.of([]).ids()]).toEqual([])
  })

  it('is joined with others of any size', () => {
    const [a, b] = [TrackSet.of(even), TrackSet.of(third)]
    const both = third.filter(id => id % 2 === 0)
    expect([...a.and(b).ids()]).toEqual(both)
    expect([...b.and(a).ids()]).toEqual(both)
    expect([...a.or(b).ids()]).toEqual([...new Set([...even, ...third])].sort((x, y) => x - y))
    expect([...b.or(a).ids()]).toEqual([...a.or(b).ids()])
    expect([...a.without(b).ids()]).toEqual(even.filter(id => !both.includes(id)))
    expect([...b.without(a).ids()]).toEqual(third.filter(id => id % 2 === 1))
    expect([...a.filter(id => id > 150).ids()]).toEqual(even.filter(id => id > 150))
    expect(a.and(b).count).toBe(both.length)
  })
})
