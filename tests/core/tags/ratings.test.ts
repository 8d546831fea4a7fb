import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { changeId3, id3Texts, otherFrames } from '../../../src-main/core/tags/id3-fields.ts'
import { makeFrame, type Id3Frame } from '../../../src-main/core/tags/id3-tag.ts'
import { everythingElse, readFields, writeFields } from '../../../src-main/core/tags/index.ts'
import { byteOfStars, ratingText, starsOfByte, valueAs } from '../../../src-main/core/tags/ratings.ts'
import { runFfmpeg, writeWav } from '../../support/audio.ts'

// Ratings are written on the scale that a file has already, so that the program that wrote it understands them.

const halves = Array.from({ length: 10 }, (_, i) => String((i + 1) / 2))

describe('as text', () => {
  it.each([
    ['RATING', '5', { '0.5': '0.1', '3.5': '3.5', '4': '4' }],
    ['RATING', '8', { '3.5': '7', '2': '40', '5': '10' }],
    ['RATING', '60', { '3.5': '70', '0.5': '0.1', '5': '100' }],
    ['RATING', '', { '3.5': '70', '0.5': '0.1', '5': '100' }],
    ['RATING', '196', { '3.5': '186', '5': '255' }],
    ['RATING', '★★', { '4': '★★★★', '3.5': '70' }],
    ['FMPS_Rating', '0.6', { '3.5': '0.7', '5': '1' }],
    ['RATING:me@example.org', '0.5', { '4.5': '0.9' }],
    ['RATING WMP', '64', { '4': '196' }]
  ])('%s that was "%s"', (name, old, wanted) => {
    for (const [stars, text] of Object.entries(wanted)) expect(ratingText(name, stars, old)).toBe(text)
    // Whatever it is, it reads as what was meant.
    for (const stars of halves) expect(valueAs('rating', name, ratingText(name, stars, old))).toBe(stars)
  })

  it('stays as it is where it says so already', () => {
    expect(ratingText('RATING', '4', '4.0')).toBe('4.0')
  })
})

it.each(['', 'Quod Libet', 'traktor@native-instruments.de'])('every half star has a byte of "%s"', owner => {
  for (const stars of halves) {
    const hundredths = Number(stars) * 20
    expect(starsOfByte(byteOfStars(hundredths, owner), owner)).toBe(hundredths)
  }
})

describe('in ID3v2', () => {
  const frame = (owner: string, byte: number, counter: number[] = []): Id3Frame =>
    makeFrame('POPM', Buffer.from([...Buffer.from(`${owner}\0`), byte, ...counter]), 4)
  const rate = (frames: Id3Frame[], values: string[]): string[] =>
    changeId3({ version: 4, frames, length: 0 }, { rating: values }).frames.map(({ body }) =>
      body!.toString('latin1')
    )

  it('changes each that has stars, in its own steps, and leaves counters and those without stars', () => {
    const frames = [frame('a', 255, [0, 0, 0, 7]), frame('traktor@x', 102), frame('b', 0, [0, 0, 1, 0])]
    expect(rate(frames, ['4'])).toEqual(['a\0\xc4\0\0\0\x07', 'traktor@x\0\xcc', 'b\0\0\0\0\x01\0'])
    expect(rate(frames, [])).toEqual(['a\0\0\0\0\0\x07', 'b\0\0\0\0\x01\0'])
    const [tag] = [changeId3({ version: 4, frames, length: 0 }, { rating: ['4'] })]
    expect(otherFrames(tag.frames, ['rating'])).toEqual(otherFrames(frames, ['rating']))
    expect(otherFrames(frames, [])).toHaveLength(3)
  })

  it('gives the first counter stars where nothing has any, and adds one where there is none', () => {
    expect(rate([frame('b', 0, [9])], ['5'])).toEqual(['b\0\xff\x09'])
    expect(rate([], ['0.5'])).toEqual(['Windows Media Player 9 Series\0\x0d'])
    expect(rate([], [])).toEqual([])
  })

  it('reads what it wrote', () => {
    for (const stars of halves) {
      const { frames } = changeId3({ version: 3, frames: [], length: 0 }, { rating: [stars] })
      expect(id3Texts(frames, 'windows-1252').values.rating).toEqual([stars])
    }
  })
})

describe('in files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-rated-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const sound = writeWav(join(folder, 'sound.wav'), { seconds: 1 })

  it.each([
    ['a.flac', ['-metadata', 'RATING=100', '-metadata', 'FMPS_RATING=1', '-metadata', 'PLAYCOUNT=3']],
    ['a.mp3', ['-metadata', 'FMPS_Rating=1', '-metadata', 'rating=5']],
    ['a.wv', ['-metadata', 'Rating=5']],
    ['a.m4a', []]
  ])('%s takes stars, each on its own scale, and gives them back', (name, args) => {
    const path = join(folder, name)
    runFfmpeg(['-i', sound, ...args, path])
    const { rating } = readFields(path).fields
    const others = everythingElse(path, { changed: ['rating'] })
    writeFields(path, { rating: ['3.5'] })
    expect(readFields(path).fields.rating).toEqual(['3.5'])
    expect(everythingElse(path, { changed: ['rating'] })).toEqual(others)
    writeFields(path, { rating })
    expect(readFields(path).fields.rating).toEqual(rating)
  })
})
