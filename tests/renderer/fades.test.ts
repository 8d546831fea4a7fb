import { expect, it } from 'vitest'
import { fadeBetween, type Faded } from '../../src-renderer/state/player/fades.ts'

const on = (album: string, trackNumber: number | null, duration: number | null = 200): Faded => ({
  album,
  albumArtist: 'Somebody',
  trackNumber,
  duration
})

it('tracks fade into one another, but not those that follow one another on an album', () => {
  expect(fadeBetween(on('A', 3), on('B', 4), 6)).toBe(6)
  expect(fadeBetween(on('A', 3), on('A', 4), 6)).toBe(0)
  expect(fadeBetween(on('A', 12), on('A', 1), 6)).toBe(0)
  expect(fadeBetween(on('A', null), on('A', null), 6)).toBe(0)
  expect(fadeBetween(on('A', 4), on('A', 3), 6)).toBe(6)
  expect(fadeBetween(on('', 3), on('', 4), 6)).toBe(6)
  expect(fadeBetween(on('A', 3), { ...on('A', 4), albumArtist: 'Another' }, 6)).toBe(6)
})

it('a fade is no longer than half of a track', () => {
  expect(fadeBetween(on('A', 1), on('B', 1, 4), 6)).toBe(2)
  expect(fadeBetween(on('A', 1, 3), on('B', 1), 6)).toBe(1.5)
  expect(fadeBetween(on('A', 1, null), on('B', 1), 6)).toBe(0)
})
