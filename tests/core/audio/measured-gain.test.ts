import { expect, it } from 'vitest'
import { measuredGain } from '../../../src-main/core/audio/measured-gain.ts'
import { loudnessStatements } from '../../../src-main/core/database/statements/loudness.ts'
import { MadeLibrary } from '../search/made-library.ts'

it('brings a track to -18 LUFS, and an album by the power of all its sound', () => {
  expect(measuredGain([{ loudness: -10, truePeak: 0, duration: 200 }])).toEqual({
    decibels: -8,
    peak: 1,
    from: 'measured'
  })
  const album = measuredGain([
    { loudness: -10, truePeak: -6.0206, duration: 300 },
    { loudness: -20, truePeak: -12, duration: 100 }
  ])
  // 10 log10((3 * 0.1 + 0.01) / 4) = -11.1 LUFS
  expect(album?.decibels).toBeCloseTo(-18 + 11.107, 2)
  expect(album?.peak).toBeCloseTo(0.5, 4)
})

it('says nothing where not all of it was measured, and of none', () => {
  expect(measuredGain([])).toBeNull()
  expect(measuredGain([{ loudness: null, truePeak: null, duration: 1 }])).toBeNull()
  expect(measuredGain([{ loudness: -10, truePeak: null, duration: 1 }])).toMatchObject({ peak: null })
})

it('reads what is measured of a track and of the whole album it is on', () => {
  const library = new MadeLibrary()
  const [a, b, c] = [-8, -12, -20].map(loudness => library.add({ measured: { loudness }, duration: 60 }))
  const place = library.db.prepare(
    `INSERT INTO placed_tracks (track_id, album_id, title_key, mbid, folder_id, disc, number, lead_key)
     VALUES (?, 7, 'x', '', 1, 1, 1, '') ON CONFLICT (track_id) DO UPDATE SET album_id = 7`
  )
  for (const id of [a, b]) place.run(id)
  const { ofTrack, ofAlbum } = loudnessStatements(library.db)
  expect(ofTrack(c!)).toEqual([{ loudness: -20, truePeak: null, duration: 60 }])
  expect(ofAlbum(a!).map(({ loudness }) => loudness)).toEqual([-8, -12])
  expect(ofAlbum(c!)).toEqual([])
  library.close()
})
