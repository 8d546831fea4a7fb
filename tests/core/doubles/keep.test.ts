import { describe, expect, it } from 'vitest'
import type { DoubleCopy } from '#contract/doubles.ts'
import { compareCopies, reasonsFor, speaksAgainst } from '../../../src-main/core/doubles/keep.ts'
import { Sets } from '../../../src-main/core/doubles/sets.ts'

function copy(of: Partial<DoubleCopy>): DoubleCopy {
  return {
    id: 1,
    path: '/music/one.mp3',
    title: 'One',
    artist: '',
    album: '',
    available: true,
    container: 'MPEG',
    codec: 'MPEG 1 Layer 3',
    lossless: false,
    bitrate: 192_000,
    sampleRate: 44_100,
    channels: 2,
    bytes: 5_000_000,
    duration: 200,
    loudness: -12,
    bandwidth: 18_000,
    origin: { says: 'lossy', probability: 0.99 },
    tags: { filled: 4, of: 8 },
    playlists: [],
    taught: [],
    plays: 0,
    rating: null,
    startsLater: 0,
    louder: 0,
    identical: false,
    addedAt: 1,
    ...of
  }
}
const flac = { codec: 'FLAC', lossless: true, bitrate: 900_000, bytes: 25_000_000 }
const whole = copy({ id: 2, ...flac, bandwidth: 22_050, origin: { says: 'lossless', probability: 0.01 } })
const fake = copy({ id: 3, ...flac })

const best = (...copies: DoubleCopy[]): DoubleCopy => [...copies].sort(compareCopies)[0]!

describe('which one is proposed', () => {
  it.each([
    ['the lossless one', best(copy({}), whole), 2],
    [
      'not the lossless one that was made of a lossy file',
      best(fake, copy({ tags: { filled: 2, of: 8 } })),
      1
    ],
    ['the one that was not cut', best(copy({ duration: 190 }), copy({ id: 4, bitrate: 128_000 })), 4],
    [
      'the one with more of the sound',
      best(copy({ bandwidth: 15_500 }), copy({ id: 4, bitrate: 96_000 })),
      4
    ],
    ['the one whose file is there', best(copy({}), { ...whole, available: false }), 1],
    ['the one with more tags', best(copy({}), copy({ id: 4, tags: { filled: 6, of: 8 } })), 4],
    ['the first, where nothing else tells', best(copy({ id: 5, addedAt: 3 }), copy({ id: 4, addedAt: 2 })), 4]
  ])('%s', (_, { id }, expected) => expect(id).toBe(expected))

  it('and why', () => {
    expect(reasonsFor([whole, copy({})]).map(({ code }) => code)).toEqual(['lossless', 'wider'])
    expect(reasonsFor([copy({}), fake]).map(({ code }) => code)).toEqual(['smaller'])
    expect(reasonsFor([copy({}), copy({ id: 4 })])).toEqual([{ code: 'first' }])
  })

  it('is somebody else to choose where the sound speaks for both', () => {
    expect(speaksAgainst(whole, copy({}))).toBe(false)
    expect(speaksAgainst(whole, copy({ duration: 230 }))).toBe(true)
  })
})

it('numbers belong together by way of others', () => {
  const sets = new Sets()
  sets.join(5, 3)
  sets.join(9, 8)
  sets.join(3, 9)
  expect(sets.together(5, 8)).toBe(true)
  expect(sets.together(5, 1)).toBe(false)
  expect([...sets.all().values()]).toEqual([[3, 5, 8, 9]])
})
