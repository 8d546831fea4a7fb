import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { builtInDecoder } from '../../../src-main/core/audio/built-in.ts'
import { ffmpegDecoder } from '../../../src-main/core/audio/ffmpeg.ts'
import { findDecoder } from '../../../src-main/core/audio/find-decoder.ts'
import { PlayableCopies } from '../../../src-main/core/audio/playable-copies.ts'
import { encode, writeWav } from '../../support/audio.ts'
import type { Format } from '../../support/audio.ts'
import { scratchFolder } from '../../support/database.ts'
import { bestCorrelation, decodeAll } from './signals.ts'

const never = new AbortController().signal
const { decoder } = await findDecoder()

function chirp(folder: string, format: Format, seconds = 3): string {
  return encode(writeWav(join(folder, 'a.wav'), { seconds, shape: 'chirp', sampleRate: 48_000 }), format)
}

test.each<[Format, string]>([
  ['alac', 'ffmpeg'],
  ['wma', 'ffmpeg'],
  ['wv', 'ffmpeg'],
  ['aiff', 'ffmpeg'],
  ['aiff', 'built-in']
])('a copy of %s made by %s is a WAV with the same sound', async (format, kind) => {
  const folder = scratchFolder()
  const path = chirp(folder, format)
  const copies = new PlayableCopies(join(folder, 'copies'))
  const copy = await copies.copyOf(path, kind === 'ffmpeg' ? decoder : builtInDecoder(), never)
  const [was, is] = [await decodeAll(decoder, path), await decodeAll(builtInDecoder(), copy)]
  expect(is.report).toEqual({ seconds: expect.closeTo(3, 1), warnings: [] })
  expect(bestCorrelation(was.pcm, is.pcm, 100)).toBeGreaterThan(0.98)
})

test('made once, and again when the file has changed', async () => {
  const folder = scratchFolder()
  const path = chirp(folder, 'wv', 1)
  const copies = new PlayableCopies(join(folder, 'copies'))
  const both = await Promise.all([copies.copyOf(path, decoder, never), copies.copyOf(path, decoder, never)])
  expect(both[0]).toBe(both[1])
  const made = statSync(both[0]).ino
  expect(statSync(await copies.copyOf(path, decoder, never)).ino).toBe(made)
  expect(readdirSync(join(folder, 'copies'))).toEqual([basename(both[0])])
  utimesSync(path, 1, 1)
  const second = await copies.copyOf(path, decoder, never)
  expect(second).not.toBe(both[0])
  // Another file of the same size and time.
  writeFileSync(path, readFileSync(path))
  utimesSync(path, 1, 1)
  expect(await copies.copyOf(path, decoder, never)).not.toBe(second)
})

test('beyond the limit the least used go, and what a dead process left', async () => {
  const folder = scratchFolder()
  const path = chirp(folder, 'wv', 1)
  const kept = join(folder, 'copies')
  mkdirSync(kept)
  const old = (name: string, at: number): void => {
    writeFileSync(join(kept, name), Buffer.alloc(300_000))
    utimesSync(join(kept, name), at, at)
  }
  for (const at of [1, 2, 3]) old(`${at}.wav`, at)
  old('dead.wav.1-1.part', 1)
  writeFileSync(join(kept, 'other.wav.1-1.part'), 'in work')
  // One second of 48 kHz stereo is 192,000 bytes: there is room for one of the old ones.
  const copies = new PlayableCopies(kept, 600_000)
  const copy = await copies.copyOf(path, decoder, never)
  expect(readdirSync(kept).sort()).toEqual(['3.wav', basename(copy), 'other.wav.1-1.part'].sort())

  utimesSync(copy, 2, 2)
  await copies.copyOf(path, decoder, never)
  utimesSync(path, 1, 1)
  await copies.copyOf(path, decoder, never)
  expect(existsSync(copy)).toBe(true)
  expect(existsSync(join(kept, '3.wav'))).toBe(false)
})

test('the work stops when the last who waits has gone', async () => {
  const folder = scratchFolder()
  const path = chirp(folder, 'wv', 1)
  const slow = join(folder, 'slow')
  // Tells that it has begun, then hangs.
  writeFileSync(
    slow,
    `#!/bin/sh\necho $$ > ${folder}/pid.new\nmv ${folder}/pid.new ${folder}/pid\nexec sleep 600\n`
  )
  chmodSync(slow, 0o755)
  const copies = new PlayableCopies(join(folder, 'copies'))
  const [first, second] = [new AbortController(), new AbortController()]
  const waits = [first, second].map(({ signal }) => copies.copyOf(path, ffmpegDecoder(slow, ''), signal))
  const ends = Promise.allSettled(waits)
  await expect.poll(() => existsSync(join(folder, 'pid'))).toBe(true)
  first.abort()
  await expect(waits[0]).rejects.toMatchObject({ code: 'cancelled' })
  renameSync(join(folder, 'pid'), join(folder, 'seen'))
  second.abort()
  await ends
  await expect(waits[1]).rejects.toMatchObject({ code: 'cancelled' })
  expect(readdirSync(join(folder, 'copies'))).toEqual([])
  // The one that was stopped is joined by nobody: this one is new.
  expect(await copies.copyOf(path, decoder, never)).toMatch(/\.wav$/)
  expect(existsSync(join(folder, 'pid'))).toBe(false)
})

test('what cannot be decoded leaves nothing behind', async () => {
  const folder = scratchFolder()
  const text = join(folder, 'text.wma')
  writeFileSync(text, 'no music here '.repeat(100))
  const copies = new PlayableCopies(join(folder, 'copies'))
  for (const one of [decoder, builtInDecoder()]) {
    await expect(copies.copyOf(text, one, never)).rejects.toMatchObject({ code: 'unreadable-file' })
  }
  await expect(copies.copyOf(chirp(folder, 'wma'), builtInDecoder(), never)).rejects.toMatchObject({
    code: 'unsupported-format'
  })
  await expect(copies.copyOf(join(folder, 'gone.wma'), decoder, never)).rejects.toMatchObject({
    code: 'not-found'
  })
  expect(readdirSync(join(folder, 'copies'))).toEqual([])
})
