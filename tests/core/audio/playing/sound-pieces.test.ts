import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SoundPiece } from '../../../../src-main/contract/sound.ts'
import { builtInDecoder } from '../../../../src-main/core/audio/built-in.ts'
import type { Decoder } from '../../../../src-main/core/audio/decoder.ts'
import { findDecoder } from '../../../../src-main/core/audio/find-decoder.ts'
import { SoundPieces } from '../../../../src-main/core/audio/playing/sound-pieces.ts'
import { encode, writeWav, type Format } from '../../../support/audio.ts'

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

test.each<Format>(['wav', 'flac', 'oga', 'aiff', 'mp3', 'ogg', 'opus'])(
  'the built-in decoders give as many samples of %s as ffmpeg',
  async format => {
    const path = format === 'wav' ? wav : encode(wav, format)
    expect((await all(path, builtInDecoder())).frames).toBe((await all(path, decoder)).frames)
    const later = await all(path, builtInDecoder(), { from: 1.5 })
    expect(later.frames).toBe((await all(path, decoder, { from: 1.5 })).frames)
  }
)

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
