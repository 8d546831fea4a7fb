import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readTags } from '../../../src-main/core/scan/read-tags.ts'
import { encode, runFfmpeg, writeWav, type Format } from '../../support/audio.ts'
import { scratchFolder } from '../../support/database.ts'

const tags = {
  title: 'Teardrop – 涙',
  artist: 'Massive Attack',
  album: 'Mezzanine',
  album_artist: 'Various',
  genre: 'Trip Hop',
  date: '1998-04-20',
  track: '3/11',
  disc: '1/2',
  comment: 'A comment'
}

function wav(folder: string, seconds = 2): string {
  return writeWav(join(folder, 'sound.wav'), { seconds, sampleRate: 44_100, channels: 2, shape: 'chirp' })
}

describe('tags', () => {
  it.each(['mp3', 'flac', 'ogg', 'opus', 'm4a'] as Format[])('of %s are read whole', async format => {
    const path = encode(wav(scratchFolder()), format, { tags })
    const facts = await readTags(path)
    expect(facts).toMatchObject({
      title: tags.title,
      artist: 'Massive Attack',
      album: 'Mezzanine',
      albumArtist: 'Various',
      genres: ['Trip Hop'],
      year: 1998,
      trackNumber: 3,
      discNumber: 1,
      channels: 2,
      lossless: format === 'flac',
      failure: null
    })
    expect(facts.duration).toBeGreaterThan(1.9)
    expect(facts.duration).toBeLessThan(2.2)
    expect(facts.contentId).toHaveLength(16)
    expect(facts.container).not.toBe('')
    expect(facts.codec).not.toBe('')
  })

  it('of a file by a wrong name are read by what it holds', async () => {
    const folder = scratchFolder()
    const flac = encode(wav(folder), 'flac', { tags })
    const path = join(folder, 'wrong.mp3')
    writeFileSync(path, readFileSync(flac))
    expect(await readTags(path)).toMatchObject({ title: tags.title, container: 'FLAC', failure: null })
  })

  it('that are cut off leave a track or a reason, never a crash', async () => {
    const folder = scratchFolder()
    for (const format of ['mp3', 'flac', 'ogg', 'opus', 'm4a'] as Format[]) {
      const whole = readFileSync(encode(wav(folder), format, { tags }))
      for (const part of [0.01, 0.1, 0.5, 0.9]) {
        const path = join(folder, `cut-${part}.${format}`)
        writeFileSync(path, whole.subarray(0, Math.ceil(whole.length * part)))
        const facts = await readTags(path)
        expect(facts.title).not.toBe('')
      }
    }
  })

  it('that lie about their size do not cost memory or time', async () => {
    const folder = scratchFolder()
    const path = join(folder, 'liar.mp3')
    // An ID3v2.4 header that promises 256 MB, and one text frame that promises as much.
    const header = Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 0x7f, 0x7f, 0x7f, 0x7f])
    const frame = Buffer.from('TIT2\x7f\x7f\x7f\x7f\x00\x00\x03title', 'latin1')
    writeFileSync(path, Buffer.concat([header, frame]))
    truncateSync(path, 1_000_000)
    const before = process.memoryUsage().rss
    expect((await readTags(path)).failure?.code).toBe('unreadable-file')
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000)
  })

  it('that are hostile come out short, clean and sane', async () => {
    const folder = scratchFolder()
    const path = join(folder, 'hostile.flac')
    const comments = [
      `TITLE=\u202eevil\u0007\n\tname ${'x'.repeat(100_000)}`,
      'ARTIST=<Unknown>',
      `COMMENT=${'💥'.repeat(50_000)}`,
      'DATE=sometime in 1987 or so',
      'TRACKNUMBER=99999999',
      'BPM=120 or thereabouts',
      ...Array.from({ length: 300 }, (_, i) => `GENRE=Genre ${i};rock;ROCK`)
    ]
    writeFileSync(path, withComments(readFileSync(encode(wav(folder), 'flac')), comments))
    const facts = await readTags(path)
    expect(facts.failure).toBeNull()
    expect(facts.title).toMatch(/^evil name x+$/)
    expect(facts.title).toHaveLength(500)
    expect(facts.artist).toBe('')
    expect(facts.comment.length).toBeLessThanOrEqual(4000)
    expect(facts.comment.isWellFormed()).toBe(true)
    expect(facts).toMatchObject({ year: 1987, trackNumber: null, bpm: 120 })
    expect(facts.genres).toHaveLength(20)
    expect(facts.genres.filter(genre => genre.toLowerCase() === 'rock')).toHaveLength(1)
  })

  it('do not take a picture or a video for audio', async () => {
    const folder = scratchFolder()
    mkdirSync(join(folder, 'x'))
    const picture = join(folder, 'picture.m4a')
    runFfmpeg(['-f', 'lavfi', '-i', 'testsrc=duration=1:size=64x64:rate=5', '-f', 'mp4', picture])
    await expect(readTags(picture)).rejects.toMatchObject({ code: 'unreadable-file' })
    const text = join(folder, 'notes.ogg')
    writeFileSync(text, 'OggS is only a word here')
    expect((await readTags(text)).failure?.code).toBe('unreadable-file')
    await expect(readTags(join(folder, 'x'))).rejects.toMatchObject({ code: 'unreadable-file' })
    await expect(readTags('/dev/zero')).rejects.toMatchObject({ code: 'unreadable-file' })
  })
})

describe('content identity', () => {
  it('differs by any part that counts and by size, not by name', async () => {
    const folder = scratchFolder()
    const bytes = readFileSync(wav(folder, 3))
    const identity = async (name: string, content: Buffer): Promise<string> => {
      writeFileSync(join(folder, name), content)
      return Buffer.from((await readTags(join(folder, name))).contentId).toString('hex')
    }
    const change = (at: number): Buffer => {
      const other = Buffer.from(bytes)
      other[at]! ^= 1
      return other
    }
    const all = [
      await identity('a.wav', bytes),
      await identity('b.wav', change(bytes.length - 1)),
      await identity('c.wav', change(bytes.length >> 1)),
      await identity('d.wav', change(60)),
      await identity('e.wav', Buffer.concat([bytes, Buffer.from([0])]))
    ]
    expect(new Set(all).size).toBe(5)
    expect(await identity('moved.wav', bytes)).toBe(all[0])
  })
})

/** A FLAC file with other Vorbis comments. */
function withComments(flac: Buffer, comments: string[]): Buffer {
  const text = (value: string): Buffer => {
    const bytes = Buffer.from(value)
    const length = Buffer.alloc(4)
    length.writeUInt32LE(bytes.length)
    return Buffer.concat([length, bytes])
  }
  const count = Buffer.alloc(4)
  count.writeUInt32LE(comments.length)
  const block = Buffer.concat([text('test'), count, ...comments.map(text)])
  const header = Buffer.alloc(4)
  header.writeUInt32BE(block.length)
  header[0] = 0x80 | 4 // the last block, of type "comments"
  const streamInfo = Buffer.from(flac.subarray(4, 42))
  streamInfo[0]! &= 0x7f
  return Buffer.concat([Buffer.from('fLaC'), streamInfo, header, block, flac.subarray(audioOf(flac))])
}

/** Where the frames of a FLAC file begin. */
function audioOf(flac: Buffer): number {
  let at = 4
  for (;;) {
    const last = (flac[at]! & 0x80) !== 0
    at += 4 + flac.readUIntBE(at + 1, 3)
    if (last) return at
  }
}
