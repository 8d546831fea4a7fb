import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SoundPiece } from '../../../../src-main/contract/sound.ts'
import { builtInDecoder } from '../../../../src-main/core/audio/built-in.ts'
import type { Decoder } from '../../../../src-main/core/audio/decoder.ts'
import { findDecoder } from '../../../../src-main/core/audio/find-decoder.ts'
import { builtInSound, isSoonBuiltIn } from '../../../../src-main/core/audio/playing/built-in-sound.ts'
import { ffmpegSound } from '../../../../src-main/core/audio/playing/ffmpeg-sound.ts'
import { SoundPieces } from '../../../../src-main/core/audio/playing/sound-pieces.ts'
import { codecs, encode, runFfmpeg, writeWav, type Format } from '../../../support/audio.ts'

let folder: string
let decoder: Decoder
let wav: string
/** Not a whole number of frames of any codec. */
const frames = 100_001
const { signal } = new AbortController()
const pieces = new SoundPieces()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-pieces-'))
  decoder = (await findDecoder()).decoder
  wav = writeWav(join(folder, 'song.wav'), { seconds: frames / 44_100, shape: 'chirp' })
})
afterAll(() => {
  pieces.close()
  rmSync(folder, { recursive: true })
})

/** All of it from a second on, in pieces. */
async function all(
  path: string,
  by: Decoder,
  { from = 0, seconds = 0.3, rate = null as number | null } = {}
) {
  const samples: Float32Array[] = []
  let last: SoundPiece
  let at = from
  do {
    last = await pieces.piece({ path, from: at, seconds, rate }, by, signal)
    samples.push(last.samples)
    at = (last.at + last.samples.length / last.channels) / last.rate
  } while (!last.ended)
  const bytes = Buffer.concat(
    samples.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength))
  )
  const { rate: given, channels } = last
  return { bytes, given, channels, frames: bytes.length / 4 / channels }
}

test.each<Format>(['wav', 'flac', 'oga', 'aiff', 'alac', 'wv', 'mp3', 'm4a', 'ogg', 'opus'])(
  '%s in pieces has each sample once, and none of what its encoder put around them',
  async format => {
    const path = format === 'wav' ? wav : encode(wav, format)
    const whole = await all(path, decoder, { seconds: 10 })
    const expected = format === 'opus' ? Math.ceil((frames * 48_000) / 44_100) : frames
    expect(whole.frames).toBe(expected)
    const inPieces = await all(path, decoder)
    expect(inPieces.bytes.equals(whole.bytes)).toBe(true)
    const later = await all(path, decoder, { from: 1.5 })
    expect(later.frames).toBe(expected - 1.5 * whole.given)
    // What AAC and Opus decode leans on more than was decoded before it.
    const same = later.bytes.equals(whole.bytes.subarray(-later.bytes.length))
    if (format !== 'm4a' && format !== 'opus') expect(same).toBe(true)
  }
)

/** What is built in, or ffmpeg, gives from a second on. */
async function by(sound: typeof builtInSound, path: string, from: number) {
  const blocks: Float32Array[] = []
  let first: number | null = null
  for await (const block of sound(path, { from, rate: null }, signal)) {
    first ??= block.at
    blocks.push(block.samples)
  }
  const samples = new Float32Array(blocks.reduce((sum, { length }) => sum + length, 0))
  for (let at = 0, block; (block = blocks.shift()); at += block.length) samples.set(block, at)
  return { first, samples }
}

const ffmpeg: typeof builtInSound = (path, ...rest) =>
  ffmpegSound({ path: decoder.path!, confinement: decoder.confinement }, path, ...rest)

const kinds: Record<string, string[]> = {
  'wav16.wav': codecs.wav,
  'wav24.wav': ['-c:a', 'pcm_s24le'],
  'wav32.wav': ['-c:a', 'pcm_s32le', '-ac', '1'],
  'float.wav': ['-c:a', 'pcm_f32le', '-ar', '96000'],
  'flac16.flac': codecs.flac,
  'flac24.flac': [...codecs.flac, '-sample_fmt', 's32'],
  'flac.oga': codecs.oga,
  'aiff16.aiff': codecs.aiff,
  'aiff24.aiff': ['-c:a', 'pcm_s24be'],
  'mp3.mp3': codecs.mp3,
  'untold.mp3': [...codecs.mp3, '-write_xing', '0'],
  'vorbis.ogg': codecs.ogg,
  'opus.opus': codecs.opus
}
/** Of what is rounded in other places. */
const tolerance: Record<string, number> = { mp3: 2 ** -15, ogg: 2 ** -15, opus: 2 ** -12 }

test('what is built in gives the samples of ffmpeg, and the same from any place on', async () => {
  const files = Object.entries(kinds).map(([name, options]) => [name, options, join(folder, name)] as const)
  runFfmpeg(['-i', wav, ...files.flatMap(([, options, path]) => [...options, path])])
  for (const [name, , path] of files) {
    expect(await isSoonBuiltIn(path, 0), name).toBe(true)
    const [whole, there] = [await by(builtInSound, path, 0), await by(ffmpeg, path, 0)]
    expect([whole.first, whole.samples.length], name).toEqual([there.first, there.samples.length])
    const differing = whole.samples.map((sample, at) => Math.abs(sample - there.samples[at]!))
    expect(
      differing.reduce((most, one) => Math.max(most, one), 0),
      name
    ).toBeLessThanOrEqual(tolerance[name.split('.')[1]!] ?? 0)
    const later = await by(builtInSound, path, 1.5)
    expect(later.first, name).toBe(name === 'float.wav' ? 144_000 : name === 'opus.opus' ? 72_000 : 66_150)
    expect(
      Buffer.from(later.samples.buffer).equals(
        Buffer.from(whole.samples.slice(-later.samples.length).buffer)
      ),
      name
    ).toBe(true)
  }
})

test('far places and unusual headers are left to ffmpeg', async () => {
  const flac = encode(wav, 'flac')
  const law = join(folder, 'law.wav')
  runFfmpeg(['-i', wav, '-c:a', 'pcm_mulaw', law])
  const soon = [isSoonBuiltIn(flac, 6), isSoonBuiltIn(wav, 3600), isSoonBuiltIn(law, 0)]
  expect(await Promise.all(soon)).toEqual([false, true, false])
})

test('what waits too long is decoded anew, from where it was', async () => {
  const impatient = new SoundPieces(0)
  const at = { path: wav, seconds: 0.5, rate: null }
  const first = await impatient.piece({ ...at, from: 0 }, decoder, signal)
  await new Promise(resolve => setTimeout(resolve, 1))
  const then = await impatient.piece({ ...at, from: 0.5 }, decoder, signal)
  const once = await pieces.piece({ ...at, from: 0, seconds: 1 }, decoder, signal)
  expect(Buffer.from(new Float32Array([...first.samples, ...then.samples]).buffer)).toEqual(
    Buffer.from(once.samples.buffer)
  )
})

test('one channel stays one, and rates that no page plays become others', async () => {
  const speech = writeWav(join(folder, 'speech.wav'), { seconds: 1, sampleRate: 16_000, channels: 1 })
  for (const by of [decoder, builtInDecoder()]) {
    const { channels, given, frames } = await all(speech, by)
    expect([channels, given]).toEqual([1, 44_100])
    expect(Math.abs(frames - 44_100)).toBeLessThan(3)
    const other = await all(wav, by, { rate: 48_000 })
    expect([other.given, Math.abs(other.frames - (100_001 * 48) / 44.1) < 3]).toEqual([48_000, true])
  }
})

test('what cannot be decoded is said as analysis says it, and giving up ends the decoder', async () => {
  const text = join(folder, 'text.mp3')
  writeFileSync(text, 'no sound at all '.repeat(500))
  const asked = { path: text, from: 0, seconds: 1, rate: null }
  await expect(pieces.piece(asked, decoder, signal)).rejects.toMatchObject({ code: 'unreadable-file' })
  await expect(pieces.piece({ ...asked, path: wav }, decoder, AbortSignal.abort())).rejects.toMatchObject({
    code: 'cancelled'
  })
})
