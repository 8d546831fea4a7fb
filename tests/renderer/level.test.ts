import { expect, it } from 'vitest'
import { levelOf } from '../../src-renderer/state/player/level.ts'
import type { Gain } from '#contract/gain.ts'

const gain = (decibels: number, peak: number | null = null): Gain => ({ decibels, peak, from: 'tags' })

it('turns down, never up, and never to where a peak clips', () => {
  expect(levelOf({ track: gain(-6.0206), album: null }, 'track')?.factor).toBeCloseTo(0.5, 4)
  expect(levelOf({ track: gain(9), album: null }, 'track')?.factor).toBe(1)
  expect(levelOf({ track: gain(9, 0.5), album: null }, 'track')?.factor).toBe(1)
  expect(levelOf({ track: gain(-1, 1.25), album: null }, 'track')?.factor).toBeCloseTo(0.8, 6)
})

it('an album goes by its own gain, else by that of the track; nothing known is as it is', () => {
  const gains = { track: gain(-3), album: gain(-8) }
  expect(levelOf(gains, 'album')).toMatchObject({ decibels: -8, mode: 'album' })
  expect(levelOf({ ...gains, album: null }, 'album')).toMatchObject({ decibels: -3, mode: 'track' })
  expect(levelOf(gains, 'track')).toMatchObject({ decibels: -3, mode: 'track' })
  expect([
    levelOf(gains, 'off'),
    levelOf(null, 'track'),
    levelOf({ track: null, album: null }, 'album')
  ]).toEqual([null, null, null])
})
