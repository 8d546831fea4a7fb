import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Decoder } from '../../../src-main/core/audio/decoder.ts'
import { findDecoder } from '../../../src-main/core/audio/find-decoder.ts'
import { WholeSound } from '../../../src-main/core/audio/whole-sound.ts'
import { encode, runFfmpeg, writeWav } from '../../support/audio.ts'
import { decodeAll, rms } from './signals.ts'

let folder: string
let decoder: Decoder
const file = (name: string): string => join(folder, name)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-whole-'))
  decoder = (await findDecoder()).decoder
})
afterAll(() => rmSync(folder, { recursive: true }))

/** The sound that is made here beside what ffmpeg makes: how far they are apart, of what there is. */
async function apart(path: string): Promise<number> {
  const made = await decodeAll(decoder, path, { loudness: true })
  const ffmpeg = await decodeAll(decoder, path)
  expect(made.report.loudness?.loudness).toBeLessThan(0)
  expect(Math.abs(made.pcm.length - ffmpeg.pcm.length)).toBeLessThan(3)
  // Both ends are left out: one has silence before the sound, the other its mirror image.
  const inner = ffmpeg.pcm.subarray(200, -200)
  return rms(inner.map((sample, i) => sample - made.pcm[200 + i]!)) / rms(inner)
}

test.each(['stereo', '2.1', 'quad', '5.1(side)', '7.1'])(
  '%s is the mono that ffmpeg makes of it',
  async layout => {
    const channels = { stereo: 2, '2.1': 3, quad: 4, '7.1': 8 }[layout] ?? 6
    const plain = writeWav(file('plain.wav'), { seconds: 1, channels, hz: 110, amplitude: 0.2 })
    const path = file('layout.wav')
    runFfmpeg(['-channel_layout', layout, '-i', plain, '-c:a', 'pcm_s24le', path])
    expect(await apart(path)).toBeLessThan(2e-3)
  }
)

test.each([16_000, 96_000])('at %i Hz, too', async sampleRate => {
  expect(await apart(writeWav(file('rate.wav'), { seconds: 1, sampleRate }))).toBeLessThan(2e-3)
})

test('a chain whose second part has another rate goes on at the rate of the first', async () => {
  const parts = [44_100, 22_050].map((sampleRate, i) =>
    readFileSync(encode(writeWav(file(`part${i}.wav`), { seconds: 2, sampleRate }), 'ogg'))
  )
  writeFileSync(file('chain.ogg'), Buffer.concat(parts))
  const { pcm, report } = await decodeAll(decoder, file('chain.ogg'), { loudness: true })
  expect(report.seconds).toBeCloseTo(4, 1)
  // The tone stays where it was, and as loud.
  const crossings = (from: number): number =>
    pcm
      .subarray(from, from + 16_000)
      .reduce((sum, x, i) => sum + (x >= 0 !== pcm[from + i - 1]! >= 0 ? 1 : 0), 0)
  expect(Math.abs(crossings(8000) - crossings(40_000))).toBeLessThan(5)
})

test('a long comment is no part of the sound', async () => {
  const wav = writeWav(file('words.wav'), { seconds: 1 })
  const path = encode(wav, 'flac', { tags: { comment: 'word '.repeat(4000), title: 'A title' } })
  const { pcm, report } = await decodeAll(decoder, path, { loudness: true })
  expect(pcm.length).toBe(16_000)
  expect(report.loudness?.loudness).toBeLessThan(0)
})

test('what is no WAV is refused, and nothing is nothing', async () => {
  const whole = async (bytes: Uint8Array[]): Promise<number> => {
    let samples = 0
    for await (const block of new WholeSound(16_000).of(stream(bytes))) samples += block.length
    return samples
  }
  await expect(whole([Buffer.alloc(5000, 'a')])).rejects.toMatchObject({ code: 'unreadable-file' })
  expect(await whole([Buffer.from('RIFF')])).toBe(0)
  expect(await whole([])).toBe(0)
})

test('however it is cut, it is the same', async () => {
  const wav = file('float.wav')
  runFfmpeg(['-i', writeWav(file('cut.wav'), { seconds: 3 }), '-c:a', 'pcm_f32le', wav])
  const bytes = readFileSync(wav)
  const [one, other] = [7001, 65_536].map(async length => {
    const sound = new WholeSound(16_000)
    const pieces = Array.from({ length: Math.ceil(bytes.length / length) }, (_, i) =>
      bytes.subarray(i * length, (i + 1) * length)
    )
    const samples: number[] = []
    for await (const block of sound.of(stream(pieces))) samples.push(...block)
    return { samples, loudness: sound.loudness() }
  })
  expect(await one).toEqual(await other)
})

async function* stream(pieces: Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield await Promise.resolve(piece)
}
