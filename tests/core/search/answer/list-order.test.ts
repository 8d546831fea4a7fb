import { afterAll, beforeAll, expect, it } from 'vitest'
import { ListOrder } from '../../../../src-main/core/search/answer/list-order.ts'
import { TrackSet } from '../../../../src-main/core/search/filters/track-set.ts'
import { MadeLibrary } from '../made-library.ts'

let made: MadeLibrary
const artists = ['Zoë', 'zoe', '', 'Åse', 'ase', '😀 band', 'ｗide', 'Ｗide', 'Bach', '하늘', '']

beforeAll(() => {
  made = new MadeLibrary()
  for (let i = 0; i < 60; i++)
    made.add({
      artist: artists[i % artists.length]!,
      album: `album ${(i * 7) % 5}`,
      title: `title ${(i * 11) % 13}`
    })
})
afterAll(() => made.close())

it('gives the first of a set as ordering all of them does, whatever the letters', () => {
  const { trackIds } = made.searcher.library
  const order = new ListOrder(trackIds)
  const some = Array.from({ length: 60 }, (_, i) => i + 1)
  for (const ids of [some, some.filter(id => id % 3 !== 0), some.filter(id => id % 11 === 3), []])
    for (const most of [1, 2, 5, 13, 40, 100])
      expect(order.first(TrackSet.of(ids), most)).toEqual(trackIds.listed(ids).slice(0, most))
})
