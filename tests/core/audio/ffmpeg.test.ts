import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Decoder } from '../../../src-main/core/audio/decoder.ts'
import { ffmpegDecoder } from '../../../src-main/core/audio/ffmpeg.ts'
import { findDecoder } from '../../../src-main/core/audio/find-decoder.ts'
import { pathFromBytes } from '../../../src-main/core/files/paths.ts'
import { encode, runFfmpeg, writeWav } from '../../support/audio.ts'
import type { Format } from '../../support/audio.ts'
import { bestCorrelation, decodeAll, rms } from './signals.ts'

let folder: string
let decoder: Decoder
let chirp: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-ffmpeg-'))
  decoder = (await findDecoder()).decoder
  chirp = writeWav(join(folder, 'chirp.wav'), { seconds: 6, shape: 'chirp' })
})
afterAll(() => rmSync(folder, { recursive: true }))

const file = (name: string): string => join(folder, name)

function script(name: string, body: string): string {
  writeFileSync(file(name), `#!/bin/sh\n${body}\n`)
  chmodSync(file(name), 0o755)
  return file(name)
}

test('an ffmpeg on the PATH is found with its version', () => {
  expect(decoder.kind).toBe('ffmpeg')
  expect(decoder.detail).toMatch(/^ffmpeg version \d/)
})

test.each<Format>([
  'mp3',
  'flac',
  'm4a',
  'alac',
  'ogg',
  'opus',
  'wav',
  'aiff',
  'wma',
  'wv',
  'aac',
  'mka',
  'oga'
])('%s comes out as the sound that went in', async format => {
  const reference = await decodeAll(decoder, chirp)
  const path = format === 'wav' ? chirp : encode(chirp, format)
  const { pcm, report } = await decodeAll(decoder, path, { expectedSeconds: 6 })
  expect(report.seconds).toBeGreaterThan(5.9)
  expect(report.seconds).toBeLessThan(6.2)
  expect(report.warnings).toEqual([])
  expect(bestCorrelation(reference.pcm, pcm, 900)).toBeGreaterThan(format === 'aac' ? 0.85 : 0.98)
})

test.each([
  ['8-bit', { bits: 8 }],
  ['24-bit', { bits: 24 }],
  ['float', { bits: 32 }],
  ['96 kHz', { sampleRate: 96_000 }],
  ['8 kHz', { sampleRate: 8000 }],
  ['one channel', { channels: 1 }]
] as const)('%s audio keeps its level', async (_, sound) => {
  const path = writeWav(file('form.wav'), { seconds: 2, channels: 1, ...sound })
  const { pcm } = await decodeAll(decoder, path)
  expect(pcm.length).toBeGreaterThan(31_900)
  expect(rms(pcm.subarray(4000, 28_000))).toBeCloseTo(0.5 / Math.SQRT2, 2)
})

test('channels are averaged, not added', async () => {
  // A fifth apart: the average of two tones of the same strength has 0.71 of the strength of one.
  const stereo = await decodeAll(decoder, writeWav(file('two.wav'), { seconds: 2, channels: 2 }))
  expect(rms(stereo.pcm)).toBeCloseTo(0.25, 2)
  const six = await decodeAll(decoder, writeWav(file('six.wav'), { seconds: 2, channels: 6, hz: 200 }))
  expect(six.report.seconds).toBeCloseTo(2, 1)
  expect(Math.max(...six.pcm)).toBeLessThanOrEqual(0.5)
})

test('silence is sound too', async () => {
  const path = writeWav(file('silent.wav'), { seconds: 2, shape: 'silence' })
  const { pcm, report } = await decodeAll(decoder, path)
  expect(rms(pcm)).toBe(0)
  expect(report).toEqual({ seconds: 2, warnings: [] })
})

test('an ffmpeg that crashes is one failed file', async () => {
  const crashing = ffmpegDecoder(script('crash', 'kill -SEGV $$'), 'fake')
  await expect(decodeAll(crashing, chirp)).rejects.toMatchObject({ code: 'decoder-crashed' })
})

test('an ffmpeg that somebody kills says nothing of the file, however much it gave', async () => {
  for (const before of ['', 'head -c 64000 /dev/zero; ']) {
    const killed = ffmpegDecoder(script('killed', `${before}kill -KILL $$`), 'fake')
    await expect(decodeAll(killed, chirp)).rejects.toMatchObject({ code: 'interrupted' })
  }
})

test('a video is heard by its sound; pictures beside the sound are ignored', async () => {
  const video = file('video.mkv')
  runFfmpeg(['-f', 'lavfi', '-i', 'color=c=red:s=64x64:d=3', '-i', chirp, '-shortest', video])
  expect((await decodeAll(decoder, video)).report.seconds).toBeGreaterThan(2.8)
})

test('the start of a long file is enough when a limit is set', async () => {
  const { report } = await decodeAll(decoder, chirp, { maxSeconds: 3, expectedSeconds: 6 })
  expect(report.seconds).toBeCloseTo(3, 2)
  expect(report.warnings).toEqual([{ code: 'first-only', seconds: 3 }])
})

test('a cut-off file gives what there is, and a warning', async () => {
  const whole = readFileSync(encode(chirp, 'mp3', { to: file('whole.mp3') }))
  writeFileSync(file('cut.mp3'), whole.subarray(0, whole.length / 2))
  const { report } = await decodeAll(decoder, file('cut.mp3'), { expectedSeconds: 6 })
  expect(report.seconds).toBeGreaterThan(2)
  expect(report.seconds).toBeLessThan(4)
  expect(report.warnings.at(-1)).toMatchObject({ code: expect.stringMatching(/damage|cut-off/) as string })
})

test('damage in the middle is reported although ffmpeg ends with success', async () => {
  const bytes = readFileSync(encode(chirp, 'flac', { to: file('damaged.flac') }))
  const middle = Math.floor(bytes.length / 2)
  bytes.fill(0x55, middle, middle + 4000)
  writeFileSync(file('damaged.flac'), bytes)
  const { report } = await decodeAll(decoder, file('damaged.flac'), { expectedSeconds: 6 })
  expect(report.seconds).toBeGreaterThan(2)
  expect(report.warnings).not.toEqual([])
})

test.each([
  ['empty.mp3', '', 'unreadable-file'],
  ['text.mp3', 'This is not music. '.repeat(500), 'unreadable-file'],
  ['rubbish.flac', 'fLaC' + '\u0001\u0002'.repeat(4000), 'unreadable-file']
])('%s fails and says why', async (name, content, code) => {
  writeFileSync(file(name), content, 'latin1')
  await expect(decodeAll(decoder, file(name))).rejects.toMatchObject({ code })
})

test('a picture without sound is told apart from damage', async () => {
  runFfmpeg(['-f', 'lavfi', '-i', 'color=c=red:s=64x64:d=1', '-an', '-c:v', 'mjpeg', file('cover.m4a.mkv')])
  await expect(decodeAll(decoder, file('cover.m4a.mkv'))).rejects.toMatchObject({
    code: 'unreadable-file',
    message: expect.stringContaining('no audio')
  })
})

test('a wave file that claims no channels fails cleanly', async () => {
  const bytes = readFileSync(chirp)
  bytes.writeUInt16LE(0, 22)
  writeFileSync(file('none.wav'), bytes)
  await expect(decodeAll(decoder, file('none.wav'))).rejects.toMatchObject({
    code: expect.stringMatching(/unreadable-file|decode-failed|unsupported-format/)
  })
})

test('missing files and folders say so', async () => {
  await expect(decodeAll(decoder, file('nowhere.mp3'))).rejects.toMatchObject({ code: 'not-found' })
  await expect(decodeAll(decoder, folder)).rejects.toMatchObject({ code: 'unreadable-file' })
})

test.each(['-v.wav', 'http:example.wav', 'concat:a|b.wav', '%d.wav', 'a b\n"c\'.wav', 'ünï ☃ 音.wav'])(
  'the name %j is a name and nothing else',
  async name => {
    writeWav(file(name), { seconds: 1 })
    expect((await decodeAll(decoder, file(name))).report.seconds).toBeCloseTo(1, 1)
  }
)

test.runIf(process.platform === 'linux')(
  'names that are not UTF-8 can be heard, seeking formats too',
  async () => {
    const m4a = readFileSync(encode(chirp, 'm4a', { to: file('seek.m4a') }))
    const bytes = Buffer.concat([Buffer.from(folder), Buffer.from('/caf\xe9.m4a', 'latin1')])
    writeFileSync(bytes, m4a)
    const { report } = await decodeAll(decoder, pathFromBytes(bytes))
    expect(report.seconds).toBeGreaterThan(5.8)
  }
)

test('a playlist in disguise reads no other file and no network', async () => {
  writeFileSync(file('list.mp3'), '#EXTM3U\n#EXTINF:3,\nhttp://127.0.0.1:9/a.ts\n')
  await expect(decodeAll(decoder, file('list.mp3'))).rejects.toMatchObject({
    code: expect.stringMatching(/unreadable-file|decode-failed/)
  })
})

test('an ffmpeg that hangs is stopped', async () => {
  const pid = file('hang.pid')
  const hanging = ffmpegDecoder(script('hang', `echo $$ > ${pid}; exec sleep 600`), 'fake')
  await expect(decodeAll(hanging, chirp, { stallMs: 300 })).rejects.toMatchObject({ code: 'decode-timeout' })
  await expect.poll(() => isRunning(pid)).toBe(false)
})

test('an ffmpeg that trickles is stopped by the limit for the whole', async () => {
  const trickle = script('trickle', 'while true; do printf aaaaaaaa; sleep 0.1; done')
  const decoding = decodeAll(ffmpegDecoder(trickle, 'fake'), chirp, { stallMs: 5000, timeoutMs: 500 })
  await expect(decoding).rejects.toMatchObject({ code: 'decode-timeout' })
})

test('an ffmpeg that floods its errors neither blocks nor fills the memory', async () => {
  const flood = script('flood', 'yes "[mp3 @ 0x1] Header missing" | head -c 150000000 >&2; exec ffmpeg "$@"')
  const before = process.memoryUsage().rss
  const { report } = await decodeAll(ffmpegDecoder(flood, 'fake'), chirp)
  expect(report.seconds).toBeCloseTo(6, 1)
  expect(report.warnings).toEqual([{ code: 'damage', said: 'Header missing', more: null }])
  expect(process.memoryUsage().rss - before).toBeLessThan(120e6)
})

test('an ffmpeg that is gone says so', async () => {
  await expect(decodeAll(ffmpegDecoder(file('gone'), 'fake'), chirp)).rejects.toMatchObject({
    code: 'no-decoder'
  })
})

test('cancelling stops the child at once', async () => {
  const pid = file('cancel.pid')
  const hanging = ffmpegDecoder(script('cancel', `echo $$ > ${pid}; exec sleep 600`), 'fake')
  const control = new AbortController()
  const decoding = decodeAll(hanging, chirp, { signal: control.signal })
  await expect.poll(() => isRunning(pid)).toBe(true)
  control.abort()
  await expect(decoding).rejects.toMatchObject({ code: 'cancelled' })
  await expect.poll(() => isRunning(pid)).toBe(false)
})

test('a listener who stops early ends the child', async () => {
  const pid = file('early.pid')
  const endless = script('early', `echo $$ > ${pid}; exec cat /dev/zero`)
  for await (const block of ffmpegDecoder(endless, 'fake').decode(chirp)) {
    expect(block.length).toBeGreaterThan(0)
    break
  }
  await expect.poll(() => isRunning(pid)).toBe(false)
})

/** Whether the process runs that has written its number into this file; one may be stopped before it has. */
function isRunning(file: string): boolean {
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
  if (pid === 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
