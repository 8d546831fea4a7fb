import { expect, it } from 'vitest'
import { around, pageOf, shelfOf, type Page } from '../../src-renderer/state/shelves/page.ts'
import { Trail, type Spot } from '../../src-renderer/state/shelves/trail.ts'

const at = (page: Page): Spot => ({ place: 'shelves', page, text: '' })
const [albums, album, artist] = [
  at({ view: 'albums' }),
  at({ view: 'album', id: 1 }),
  at({ view: 'artist', id: 2 })
]

it('leads back the way one came, and on again until another is taken', () => {
  const trail = new Trail()
  expect(trail.step('back', albums)).toBeNull()
  trail.leave(albums)
  trail.leave(album)
  expect(trail.step('back', artist)).toBe(album)
  expect(trail.step('back', album)).toBe(albums)
  expect(trail.step('back', albums)).toBeNull()
  expect(trail.step('on', albums)).toBe(album)
  trail.leave(album)
  expect(trail.step('on', artist)).toBeNull()
  expect(trail.step('back', artist)).toBe(album)
})

it('knows what is around a page, and where the sidebar stands', () => {
  expect(around({ view: 'album', id: 1 })).toEqual({ view: 'albums' })
  expect(around({ view: 'folders', path: '/m' })).toEqual({ view: 'folders', path: null })
  for (const view of ['albums', 'folders', 'added'] as const) {
    expect(around(pageOf(view))).toBeNull()
    expect(shelfOf(pageOf(view))).toBe(view)
  }
  expect(shelfOf({ view: 'genre', id: 1, name: 'Dub' })).toBe('genres')
})
