import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { playStatements } from '../../../src-main/core/database/statements/plays.ts'
import { readTags } from '../../../src-main/core/scan/read-tags.ts'
import { everythingElse, writeFields } from '../../../src-main/core/tags/index.ts'
import { makeAtom } from '../../../src-main/core/tags/mp4-atoms.ts'
import { itemTexts } from '../../../src-main/core/tags/mp4-items.ts'
import {
  ofStars,
  popularimeter,
  starsOfByte,
  starsOfWindows,
  valueAs
} from '../../../src-main/core/tags/ratings.ts'
import { runFfmpeg, writeWav } from '../../support/audio.ts'
import { emptyLibrary } from './library.ts'

/** 0 to 100, as the library has them. */
const inHundredths = (stars: string): string => String(ofStars(stars) ?? '')

describe('stars of other programs', () => {
  it.each([
    // Windows Media Player, and the half stars of MediaMonkey and MusicBee.
    [0, null],
    [1, 20],
    [13, 10],
    [54, 30],
    [64, 40],
    [118, 50],
    [128, 60],
    [186, 70],
    [196, 80],
    [242, 90],
    [255, 100],
    // Even steps.
    [51, 20],
    [102, 40],
    [153, 60],
    [204, 80],
    // Any other as Windows shows it.
    [31, 20],
    [32, 40],
    [150, 60],
    [223, 80],
    [224, 100]
  ])('POPM %i is %s', (byte, rating) => expect(starsOfByte(byte)).toBe(rating))

  it.each([
    ['RATING', '4', '80'],
    ['RATING', '3.5', '70'],
    ['rating', '80', '80'],
    ['RATING', '0.8', '80'],
    ['RATING', '8', '80'],
    ['RATING', '196', '80'],
    ['RATING', '★★★', '60'],
    ['RATING', '0', ''],
    ['RATING', 'good', ''],
    ['RATING', '-3', ''],
    ['RATING', '1e3', ''],
    ['FMPS_Rating', '0.6', '60'],
    ['FMPS_RATING', '1', '100'],
    ['FMPS_RATING', '7', ''],
    ['RATING:me@example.org', '0.75', '75'],
    ['RATING WMP', '64', '40']
  ])('%s %s is "%s"', (name, value, rating) =>
    expect(inHundredths(valueAs('rating', name, value))).toBe(rating)
  )

  it('WMA has five numbers of its own', () => {
    expect([0, 1, 25, 50, 75, 99].map(starsOfWindows)).toEqual([null, 20, 40, 60, 80, 100])
  })
})

describe('in files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-ratings-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const sound = writeWav(join(folder, 'sound.wav'), { seconds: 1 })

  it.each([
    ['fmps.mp3', ['-metadata', 'FMPS_Rating=0.9', '-metadata', 'FMPS_Playcount=70000.0'], 90, 70_000],
    ['musicbee.flac', ['-metadata', 'RATING=60', '-metadata', 'FMPS_PLAYCOUNT=12.0'], 60, 12],
    [
      'quodlibet.ogg',
      ['-c:a', 'libvorbis', '-metadata', 'rating:a@b=0.5', '-metadata', 'playcount:a@b=3'],
      50,
      3
    ],
    ['foobar.wv', ['-metadata', 'RATING=5', '-metadata', 'PLAY_COUNT=2'], 100, 2],
    ['none.mp3', ['-metadata', 'FMPS_Rating=-1', '-metadata', 'PLAYCOUNT=many'], null, 0]
  ])('%s', async (name, args, rating, plays) => {
    const path = join(folder, name)
    runFfmpeg(['-i', sound, ...args, path])
    const { played, failure } = await readTags(path)
    expect({ played, failure }).toEqual({ played: { rating, plays }, failure: null })
    // It stays where it is when tags are written.
    const before = everythingElse(path)
    writeFields(path, { genre: ['Jazz'] })
    expect(everythingElse(path)).toEqual(before)
    expect((await readTags(path)).played).toEqual({ rating, plays })
  })

  it('of MP4 stand in an atom, as text or number, and among the free ones', () => {
    const data = (form: number, value: Buffer): Buffer =>
      makeAtom('data', Buffer.from([0, 0, 0, form, 0, 0, 0, 0]), value)
    const of = (type: string, ...parts: Buffer[]): string[] =>
      itemTexts([{ type, raw: makeAtom(type, ...parts) }], 'windows-1252').values.rating
    expect(of('rate', data(1, Buffer.from('80')))).toEqual(['4'])
    expect(of('rate', data(21, Buffer.of(60)))).toEqual(['3'])
    expect(of('rate', data(21, Buffer.alloc(0)))).toEqual([])
    const flags = Buffer.alloc(4)
    const mean = makeAtom('mean', flags, Buffer.from('com.apple.iTunes'))
    const name = makeAtom('name', flags, Buffer.from('FMPS_Rating'))
    expect(of('----', mean, name, data(1, Buffer.from('0.4')))).toEqual(['2'])
  })

  it('damaged counters say nothing', () => {
    const none = { rating: '', plays: '' }
    for (const bytes of ['', 'abc', 'abc\0'])
      expect(popularimeter(Buffer.from(bytes, 'latin1'))).toEqual(none)
    expect(popularimeter(Buffer.from(`a\0\xff${'\xff'.repeat(8)}`, 'latin1'))).toEqual({
      rating: '5',
      plays: ''
    })
    expect(popularimeter(Buffer.from('a\0\x01\0\0\x01\0', 'latin1'))).toEqual({ rating: '1', plays: '256' })
  })
})

it('what stands in a file is a first rating, and never goes over one that was given here', async () => {
  const library = emptyLibrary()
  const sound = writeWav(join(library.music, '..', 'sound.wav'), { seconds: 1 })
  const path = join(library.music, 'a.mp3')
  runFfmpeg(['-i', sound, '-id3v2_version', '0', path])
  const bare = readFileSync(path)
  let time = 1_700_000_000
  const known = playStatements(library.db)
  const rated = async (byte: number | null, plays = 0): Promise<unknown> => {
    const body = Buffer.from(
      `\0${String.fromCharCode(byte ?? 0)}\0\0\0${String.fromCharCode(plays)}`,
      'latin1'
    )
    const frame = Buffer.concat([Buffer.from('POPM\0\0\0\x06\0\0', 'latin1'), body])
    const tag = Buffer.concat([Buffer.from('ID3\x03\0\0\0\0\0\x10', 'latin1'), frame])
    writeFileSync(path, byte === null ? bare : Buffer.concat([tag, bare]))
    utimesSync(path, ++time, time)
    await library.scan()
    return known.byTrack(library.tracks()[0]!.id)
  }
  expect(await rated(196, 9)).toEqual({ rating: 80, plays: 9, playedAt: null, fromFile: true })
  const { id } = library.tracks()[0]!
  known.played(id, 5)
  // Another program changed its mind: so does what is shown. Plays are not lost.
  expect(await rated(1, 2)).toEqual({ rating: 20, plays: 10, playedAt: 5, fromFile: true })
  expect(await rated(null)).toMatchObject({ rating: null, plays: 10, fromFile: false })
  expect(await rated(255)).toMatchObject({ rating: 100, fromFile: true })
  known.rate(id, 40)
  expect(await rated(196)).toMatchObject({ rating: 40, fromFile: false })
  known.rate(id, null)
  expect(await rated(128)).toMatchObject({ rating: null, fromFile: false })
  // What an imported library says stays, too.
  known.merge(id, { plays: 0, playedAt: null, rating: 60 })
  expect(await rated(64)).toMatchObject({ rating: 60, fromFile: false })
  rmSync(path)
})
