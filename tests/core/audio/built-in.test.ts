import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { builtInDecoder } from '../../../src-main/core/audio/built-in.ts'
import type { Decoder } from '../../../src-main/core/audio/decoder.ts'
import { findDecoder } from '../../../src-main/core/audio/find-decoder.ts'
import { encode, runFfmpeg, writeWav } from '../../support/audio.ts'
import type { Format, Sound } from '../../support/audio.ts'
import { bestCorrelation, decodeAll, rms } from './signals.ts'

const builtIn = builtInDecoder()
let ffmpeg: Decoder
let folder: string
let chirp: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-built-in-'))
  ffmpeg = (await findDecoder()).decoder
  chirp = writeWav(join(folder, 'chirp.wav'), { seconds: 8, shape: 'chirp' })
})
afterAll(() => rmSync(folder, { recursive: true }))

const file = (name: string): string => join(folder, name)

async function expectAgreement(path: string, most = 20, least = 0.999, sampleRate = 16_000): Promise<void> {
  const ours = await decodeAll(builtIn, path, { sampleRate })
  const theirs = await decodeAll(ffmpeg, path, { sampleRate })
  expect(Math.abs(ours.report.seconds - theirs.report.seconds)).toBeLessThan(0.06)
  expect(ours.report.warnings).toEqual([])
  expect(bestCorrelation(theirs.pcm, ours.pcm, most)).toBeGreaterThan(least)
  expect(Math.abs(rms(ours.pcm) / rms(theirs.pcm) - 1)).toBeLessThan(0.015)
}

test.each<Format>(['mp3', 'flac', 'ogg', 'opus', 'wav', 'aiff', 'oga'])(
  '%s sounds the same with and without ffmpeg',
  async format => {
    await expectAgreement(format === 'wav' ? chirp : encode(chirp, format), format === 'mp3' ? 1200 : 20)
  }
)

test.each<[string, Omit<Sound, 'seconds'>]>([
  ['8-bit', { bits: 8 }],
  ['24-bit', { bits: 24 }],
  ['float', { bits: 32 }],
  ['96 kHz', { sampleRate: 96_000 }],
  ['8 kHz', { sampleRate: 8000 }],
  ['16 kHz', { sampleRate: 16_000 }],
  ['one channel', { channels: 1 }],
  ['six channels', { channels: 6 }],
  ['silent', { shape: 'silence' }]
])('%s wave files agree with ffmpeg', async (name, sound) => {
  const path = writeWav(file(`${name}.wav`), { seconds: 3, shape: 'chirp', ...sound })
  if (sound.shape === 'silence') expect(rms((await decodeAll(builtIn, path)).pcm)).toBe(0)
  else await expectAgreement(path)
})

test.each([44_100, 48_000, 96_000])('a tower that wants 48 kHz gets them of %s Hz', async sampleRate => {
  const path = writeWav(file('for-48.wav'), { seconds: 3, shape: 'chirp', sampleRate })
  await expectAgreement(path, 60, 0.999, 48_000)
  const { pcm, report } = await decodeAll(builtIn, path, { sampleRate: 48_000 })
  expect(pcm.length / 48_000).toBeCloseTo(3, 2)
  expect(report.seconds).toBeCloseTo(3, 2)
})

test.each<Format>(['flac', 'ogg', 'opus'])(
  'six channels in %s are mixed the way ffmpeg does',
  async format => {
    const six = writeWav(file('six.wav'), { seconds: 3, channels: 6, hz: 200, sampleRate: 48_000 })
    // Pure tones through six Opus channels: the two decoders differ a little in the low-frequency one's neighbours.
    await expectAgreement(
      encode(six, format, { to: file(`six.${format}`) }),
      20,
      format === 'opus' ? 0.99 : 0.999
    )
  }
)

test('the extension does not matter, a large cover neither', async () => {
  runFfmpeg(['-f', 'lavfi', '-i', 'testsrc=s=1600x1600:d=1', '-frames:v', '1', file('cover.png')])
  for (const [format, extra] of [
    ['mp3', ['-id3v2_version', '3']],
    ['flac', []]
  ] as const) {
    const path = file(`covered.${format}`)
    const cover = ['-i', file('cover.png'), '-map', '0', '-map', '1', '-disposition:v', 'attached_pic']
    runFfmpeg(['-i', chirp, ...cover, ...extra, path])
    const misnamed = file(`misnamed-${format}.wav`)
    writeFileSync(misnamed, readFileSync(path))
    await expectAgreement(misnamed, 1200)
  }
})

test('tags behind the audio of an AIFF file are not played', async () => {
  const path = encode(chirp, 'aiff', { to: file('tagged.aiff'), tags: { comment: 'x'.repeat(50_000) } })
  expect((await decodeAll(builtIn, path)).report.seconds).toBeCloseTo(8, 2)
})

test('the start is enough when a limit is set', async () => {
  const { pcm, report } = await decodeAll(builtIn, chirp, { maxSeconds: 3 })
  expect(pcm.length).toBe(48_000)
  expect(report).toEqual({ seconds: 3, warnings: [{ code: 'first-only', seconds: 3 }] })
})

test('a wave file of four gigabytes is heard in little memory', async () => {
  const path = file('huge.wav')
  const bytes = readFileSync(writeWav(path, { seconds: 1 }))
  bytes.writeUInt32LE(0xffff_ff00, 40)
  writeFileSync(path, bytes)
  truncateSync(path, 4_294_967_000)
  expect(statSync(path).size).toBeGreaterThan(4e9)
  const before = process.memoryUsage().rss
  let most = 0
  for await (const block of builtIn.decode(path, { maxSeconds: 600 })) {
    most = Math.max(most, process.memoryUsage().rss, block.length)
  }
  expect(most - before).toBeLessThan(1e9)
})

test.each(['ogg', 'flac', 'mp3', 'wav'] as const)('a cut-off %s gives what there is', async format => {
  const path = encode(chirp, format, { to: file(`cut.${format}`) })
  truncateSync(path, Math.floor(statSync(path).size / 2))
  const { report } = await decodeAll(builtIn, path, { expectedSeconds: 8 })
  expect(report.seconds).toBeGreaterThan(3)
  expect(report.seconds).toBeLessThan(5)
  expect(report.warnings).toEqual([{ code: 'cut-off', decoded: report.seconds, expected: 8 }])
})

test.each(['ogg', 'flac', 'mp3', 'opus'] as const)(
  'a damaged %s ends, with the part before',
  async format => {
    const path = encode(chirp, format, { to: file(`damaged.${format}`) })
    const bytes = readFileSync(path)
    const middle = Math.floor(bytes.length / 2)
    bytes.fill(0x55, middle, middle + 6000)
    writeFileSync(path, bytes)
    const { report } = await decodeAll(builtIn, path, { expectedSeconds: 8 })
    expect(report.seconds).toBeGreaterThan(2)
  }
)

test.each([
  ['empty.mp3', '', 'unreadable-file'],
  ['text.mp3', 'This is not music. '.repeat(5000), 'unreadable-file'],
  ['rubbish.flac', 'fLaC' + '\u0001\u0002'.repeat(4000), 'unreadable-file'],
  ['tag-only.mp3', 'ID3\u0004\u0000\u0000\u0000\u0000\u0002\u0000' + '\u0000'.repeat(500), 'unreadable-file']
])('%s fails and says why', async (name, content, code) => {
  writeFileSync(file(name), content, 'latin1')
  await expect(decodeAll(builtIn, file(name))).rejects.toMatchObject({ code })
})

test.each<Format>(['m4a', 'alac', 'wma', 'wv', 'aac', 'mka'])('%s is said to need ffmpeg', async format => {
  await expect(decodeAll(builtIn, encode(chirp, format))).rejects.toMatchObject({
    code: 'unsupported-format',
    message: expect.stringContaining('needs ffmpeg')
  })
})

test('a wave file that claims no channels or no rate fails cleanly', async () => {
  for (const [at, name] of [
    [22, 'channels'],
    [24, 'rate']
  ] as const) {
    const bytes = readFileSync(chirp)
    bytes.writeUInt16LE(0, at)
    bytes.writeUInt16LE(0, 26)
    writeFileSync(file(`${name}.wav`), bytes)
    await expect(decodeAll(builtIn, file(`${name}.wav`))).rejects.toMatchObject({
      code: expect.stringMatching(/unreadable-file|decode-failed|unsupported-format/)
    })
  }
})

test('cancelling ends it', async () => {
  const control = new AbortController()
  const read = async (): Promise<void> => {
    for await (const block of builtIn.decode(chirp, { signal: control.signal })) {
      expect(block.length).toBeGreaterThan(0)
      control.abort()
    }
  }
  await expect(read()).rejects.toMatchObject({ code: 'cancelled' })
})
