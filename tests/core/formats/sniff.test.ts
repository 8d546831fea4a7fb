import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, test } from 'vitest'
import { sniff, sniffLater } from '../../../src-main/core/formats/sniff.ts'
import { readTags } from '../../../src-main/core/scan/read-tags.ts'
import { runFfmpeg, writeWav } from '../../support/audio.ts'

const folder = mkdtempSync(join(tmpdir(), 'earshot-sniff-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const wav = writeWav(join(folder, 'sound.wav'), { seconds: 2, shape: 'chirp' })
const file = (name: string): string => join(folder, name)
const made = (name: string, ...args: string[]): Buffer => {
  runFfmpeg(['-i', wav, ...args, file(name)])
  return readFileSync(file(name))
}
const bare = ['-c:a', 'libmp3lame', '-b:a', '128k', '-id3v2_version', '0', '-write_xing', '0']
const mp3 = made('bare.mp3', ...bare)
const tag = (length: number, { version = 4, footer = false } = {}): Buffer => {
  const bytes = Buffer.alloc(length + (footer ? 10 : 0))
  bytes.write('ID3', 'latin1')
  bytes[3] = version
  bytes[5] = footer ? 0x10 : 0
  for (let i = 0; i < 4; i++) bytes[6 + i] = ((length - 10) >> (21 - 7 * i)) & 0x7f
  return bytes
}
const told = (...parts: Buffer[]): ReturnType<typeof sniff> => {
  const bytes = Buffer.concat(parts)
  return sniff((at, length) => bytes.subarray(at, at + length))
}

describe('MPEG audio', () => {
  it('may have rubbish before it, which two frames in a row are found behind', () => {
    const rubbish = Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 31) & 0x7f))
    expect(told(rubbish, mp3)).toEqual({ format: 'mp3', offset: 3000 })
    expect(told(Buffer.alloc(500), mp3)).toEqual({ format: 'mp3', offset: 500 })
    expect(told(rubbish)).toBeNull()
  })

  it('may be a single frame, and no more', () => {
    expect(told(mp3.subarray(0, 417))).toEqual({ format: 'mp3', offset: 0 })
    expect(told(mp3.subarray(0, 417), Buffer.alloc(2000))).toBeNull()
  })

  it.each([
    ['8 kbit/s at 8 kHz', '-ar', '8000', '-b:a', '8k'],
    ['MPEG 2', '-ar', '22050', '-b:a', '32k'],
    ['320 kbit/s', '-ar', '48000', '-b:a', '320k'],
    ['variable', '-q:a', '2'],
    ['one channel', '-ac', '1']
  ])('of %s', (name, ...args) => {
    expect(told(made(`${name.replace('/', ' ')}.mp3`, '-c:a', 'libmp3lame', ...args))).toMatchObject({
      format: 'mp3'
    })
  })

  it.each([
    ['48 kHz', '-ar', '48000', '-b:a', '384k'],
    ['MPEG 2', '-ar', '24000', '-b:a', '64k']
  ])('of layer II, %s', (name, ...args) => {
    expect(told(made(`${name}.mp2`, '-c:a', 'mp2', ...args))).toEqual({ format: 'mp2', offset: 0 })
  })

  it('of a bitrate of its own choice', () => {
    const free = Buffer.from(mp3)
    for (let at = 0; at + 4 < free.length;) {
      const padding = (free[at + 2]! >> 1) & 1
      free[at + 2]! &= 0x0f
      at += 417 + padding
    }
    expect(told(free)).toEqual({ format: 'mp3', offset: 0 })
  })

  test('text in UTF-16 begins like a frame and is none', async () => {
    const text = Buffer.from(`\ufeff${'Not music. '.repeat(400)}`, 'utf16le')
    expect(told(text)).toBeNull()
    writeFileSync(file('text.mp3'), text)
    await expect(readTags(file('text.mp3'))).rejects.toMatchObject({ code: 'unreadable-file' })
  })
})

describe('ID3 tags', () => {
  it('count their footer, which only version 2.4 has', () => {
    expect(told(tag(300, { footer: true }), mp3)).toEqual({ format: 'mp3', offset: 310 })
    const v23 = tag(300, { version: 3 })
    v23[5] = 0x10
    expect(told(v23, mp3)).toEqual({ format: 'mp3', offset: 300 })
  })

  it('that end where the bytes at hand do are looked behind', () => {
    for (const length of [65_530, 65_536, 65_537, 63_000]) {
      expect(told(tag(length), mp3)).toEqual({ format: 'mp3', offset: length })
    }
  })

  it('with nothing known behind them are no format, and not nothing', () => {
    expect(told(tag(300), Buffer.from('Dear diary, '.repeat(50)))).toEqual({ format: null, offset: 300 })
    expect(told(tag(300).subarray(0, 100))).toEqual({ format: null, offset: 300 })
    expect(told(Buffer.concat(Array.from({ length: 20 }, () => tag(20))))).toMatchObject({ format: null })
  })

  it('longer than what is read at once do not hide what stands behind from a scan', async () => {
    runFfmpeg([
      '-i',
      wav,
      '-c:a',
      'libmp3lame',
      '-metadata',
      `lyrics=${'la '.repeat(40_000)}`,
      '-metadata',
      'title=Long',
      file('long.mp3')
    ])
    writeFileSync(file('long.wav'), readFileSync(file('long.mp3')))
    expect(await readTags(file('long.wav'))).toMatchObject({
      title: 'Long',
      container: 'MPEG',
      failure: null
    })
  })
})

describe('what only looks like a container', () => {
  test.each([
    ['WAVE at its place without RIFF', '\0\0\0\0\0\0\0\0WAVE'],
    ['AIFF at its place without FORM', '\0\0\0\0\0\0\0\0AIFF'],
    ['RIFF that holds a film', 'RIFF\0\0\0\0AVI LIST'],
    ['a text', 'Dear diary, this is no music at all.'],
    ['nothing', '']
  ])('%s', (_, text) => {
    expect(told(Buffer.from(text.padEnd(text === '' ? 0 : 3000, '\x01'), 'latin1'))).toBeNull()
  })
})

it('gives the same where it has to wait for the bytes', async () => {
  const bytes = Buffer.concat([tag(100_000), mp3])
  const asked: number[] = []
  const found = await sniffLater(async (at, length) => {
    asked.push(at)
    return bytes.subarray(at, at + length)
  })
  expect(found).toEqual({ format: 'mp3', offset: 100_000 })
  expect(asked).toEqual([0, 100_000])
})
