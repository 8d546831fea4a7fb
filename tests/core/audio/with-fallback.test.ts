import { chmodSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { builtInDecoder } from '../../../src-main/core/audio/built-in.ts'
import type { Decoder } from '../../../src-main/core/audio/decoder.ts'
import { ffmpegDecoder } from '../../../src-main/core/audio/ffmpeg.ts'
import { PlayableCopies } from '../../../src-main/core/audio/playable-copies.ts'
import { withFallback } from '../../../src-main/core/audio/with-fallback.ts'
import { encode, writeWav } from '../../support/audio.ts'
import { scratchFolder } from '../../support/database.ts'
import { decodeAll } from './signals.ts'

const never = new AbortController().signal

/** An ffmpeg that does what the script says instead. */
function ffmpeg(folder: string, script: string): Decoder {
  const path = join(folder, 'ffmpeg-of-this-test')
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return ffmpegDecoder(path, 'ffmpeg version 0')
}

const refusing = 'echo "[ogg @ 0x5] Header processing failed: Invalid data" >&2; exit 1'
const song = (folder: string): string => encode(writeWav(join(folder, 'a.wav'), { seconds: 2 }), 'ogg')

test('a file that ffmpeg refuses is read by the built-in decoder, and the report says so', async () => {
  const folder = scratchFolder()
  const decoder = withFallback(ffmpeg(folder, refusing), builtInDecoder())
  const { report, pcm } = await decodeAll(decoder, song(folder))
  expect(pcm.length / 16_000).toBeCloseTo(2, 1)
  expect(report.seconds).toBeCloseTo(2, 1)
  const said = expect.stringMatching(/Header processing failed/) as string
  expect(report.warnings).toEqual([{ code: 'other-decoder', refused: 'ffmpeg', read: 'built-in', said }])
})

test('a crash of ffmpeg before any audio is a refusal; one in the middle is damage', async () => {
  const folder = scratchFolder()
  const crashing = await decodeAll(
    withFallback(ffmpeg(folder, 'kill -SEGV $$'), builtInDecoder()),
    song(folder)
  )
  expect(crashing.report.warnings).toMatchObject([
    { code: 'other-decoder', said: expect.stringContaining('ffmpeg crashed') as string }
  ])
  const half = withFallback(ffmpeg(folder, 'head -c 64000 /dev/zero; kill -SEGV $$'), builtInDecoder())
  expect((await decodeAll(half, song(folder))).report.seconds).toBe(1)
})

test('what both refuse fails in the words of ffmpeg', async () => {
  const folder = scratchFolder()
  const text = join(folder, 'text.ogg')
  writeFileSync(text, 'no music here '.repeat(100))
  const decoder = withFallback(ffmpeg(folder, refusing), builtInDecoder())
  await expect(decodeAll(decoder, text)).rejects.toMatchObject({
    code: 'unreadable-file',
    message: expect.stringContaining('Header processing failed')
  })
  const wma = encode(writeWav(join(folder, 'b.wav'), { seconds: 1 }), 'wma')
  await expect(decodeAll(decoder, wma)).rejects.toMatchObject({
    message: expect.stringContaining('Header processing failed')
  })
})

test('what says nothing about the file is not tried twice', async () => {
  const folder = scratchFolder()
  const unknown = withFallback(ffmpeg(folder, 'echo "Unknown decoder" >&2; exit 1'), builtInDecoder())
  await expect(decodeAll(unknown, song(folder))).rejects.toMatchObject({ code: 'unsupported-format' })
})

test('a copy for playing goes the same way', async () => {
  const folder = scratchFolder()
  const aiff = encode(writeWav(join(folder, 'c.wav'), { seconds: 2 }), 'aiff')
  const copies = new PlayableCopies(join(folder, 'copies'))
  const copy = await copies.copyOf(aiff, ffmpeg(folder, refusing), never)
  expect((await decodeAll(builtInDecoder(), copy)).report.seconds).toBeCloseTo(2, 1)
  expect(readdirSync(join(folder, 'copies'))).toHaveLength(1)
})
