import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readGains } from '../../../src-main/core/scan/read-gains.ts'
import { scratchFolder } from '../../support/database.ts'

/** A second of sound with these tags, by another program. */
function file(name: string, tags: Record<string, string>): string {
  const path = join(scratchFolder(), name)
  const said = Object.entries(tags).flatMap(([key, value]) => ['-metadata', `${key}=${value}`])
  const sound = ['-f', 'lavfi', '-i', 'sine=d=1']
  execFileSync('ffmpeg', ['-v', 'error', ...sound, ...said, path], { stdio: 'inherit' })
  return path
}
const replayGain = {
  REPLAYGAIN_TRACK_GAIN: '-7.25 dB',
  REPLAYGAIN_TRACK_PEAK: '0.988000',
  REPLAYGAIN_ALBUM_GAIN: '-8.50 dB'
}

it.each(['a.flac', 'a.mp3', 'a.ogg'])('reads ReplayGain of %s', async name => {
  const { track, album } = await readGains(file(name, replayGain))
  expect(track).toEqual({ decibels: -7.25, peak: expect.closeTo(0.988, 4) as number, from: 'tags' })
  expect(album).toEqual({ decibels: -8.5, peak: null, from: 'tags' })
})

it('reads R128 of Opus, which is 5 dB softer and in 256ths', async () => {
  const { track, album } = await readGains(
    file('a.opus', { R128_TRACK_GAIN: '-512', R128_ALBUM_GAIN: '256' })
  )
  expect([track?.decibels, album?.decibels]).toEqual([3, 6])
})

it('takes nothing from a file that says nothing, or nonsense', async () => {
  expect(await readGains(file('a.flac', {}))).toEqual({ track: null, album: null })
  expect(await readGains(file('b.flac', { REPLAYGAIN_TRACK_GAIN: '-300 dB' }))).toEqual({
    track: null,
    album: null
  })
})
