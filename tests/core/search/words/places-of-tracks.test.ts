import { expect, it } from 'vitest'
import { PlacesOfTracks } from '../../../../src-main/core/search/words/places-of-tracks.ts'
import { fieldsOfAll, placeAt } from '../../../../src-main/core/search/words/some-words.ts'

it('adds up the places of each track, in the order in which they came, and forgets them', () => {
  const places = new PlacesOfTracks()
  const all = (): [number, string[]][] => {
    const found: [number, string[]][] = []
    places.each((id, place) => found.push([id, fieldsOfAll(place, 1)]))
    return found
  }
  places.add([900_000, 3], placeAt(0, 0))
  places.add([3, 7], placeAt(3, 0))
  expect(all()).toEqual([
    [900_000, ['title']],
    [3, ['title', 'genre']],
    [7, ['genre']]
  ])
  places.clear()
  places.add([7], placeAt(1, 0))
  expect(all()).toEqual([[7, ['artist']]])
})
