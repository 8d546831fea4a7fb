import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { builtInDecoder } from '../../../src-main/core/audio/built-in.ts'
import { findDecoder } from '../../../src-main/core/audio/find-decoder.ts'
import { playableCopy, playbackOf } from '../../../src-main/core/audio/playback.ts'
import { encode, writeWav } from '../../support/audio.ts'
import { decodeAll } from './signals.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-playback-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test.each([
  ['a.mp3', 'MPEG', 'MPEG 1 Layer 3', 'audio/mpeg', true],
  ['a.flac', 'FLAC', 'FLAC', 'audio/flac', true],
  ['a.oga', 'Ogg', 'FLAC', 'audio/ogg', true],
  ['a.ogg', 'Ogg', 'Vorbis I', 'audio/ogg', true],
  ['a.opus', 'Ogg', 'Opus', 'audio/ogg', true],
  ['a.m4a', 'M4A/mp42/isom', 'MPEG-4/AAC', 'audio/mp4', true],
  ['a.m4a', 'M4A/mp42/isom', 'ALAC', 'audio/mp4', false],
  ['a.wav', 'WAVE', 'PCM', 'audio/wav', true],
  ['a.aiff', 'AIFF', 'PCM', 'audio/aiff', false],
  ['a.wma', 'ASF/audio', 'Windows Media Audio 9', 'audio/x-ms-wma', false],
  ['a.wv', 'WavPack', 'PCM', 'audio/x-wavpack', false],
  ['a.ape', "Monkey's Audio", '', 'audio/x-ape', false],
  ['A.MP3', '', '', 'audio/mpeg', true],
  ['a.xyz', '', '', 'application/octet-stream', false]
])('%s (%s, %s) is %s', (path, container, codec, type, playable) => {
  expect(playbackOf(path, container, codec)).toEqual({ type, playable })
})

test('what a page cannot play gets a copy, made once; the oldest copies go', async () => {
  const { decoder } = await findDecoder()
  const path = encode(writeWav(join(folder, 'a.wav'), { seconds: 1 }), 'wma')
  const copies = join(folder, 'copies')
  const copy = await playableCopy(decoder, path, copies, 'one')
  expect((await decodeAll(builtInDecoder(), copy)).report.seconds).toBeCloseTo(1, 0)
  expect(await playableCopy(decoder, join(folder, 'gone.wma'), copies, 'one')).toBe(copy)
  for (let i = 0; i < 15; i++) {
    writeFileSync(join(copies, `old-${i}.wav`), '')
    utimesSync(join(copies, `old-${i}.wav`), i, i)
  }
  await playableCopy(decoder, path, copies, 'two')
  const left = readdirSync(copies)
  expect(left).toHaveLength(12)
  expect(left).toContain('one.wav')
  expect(left).toContain('two.wav')
  expect(left).not.toContain('old-3.wav')
})

test('a failed copy leaves nothing behind', async () => {
  const { decoder } = await findDecoder()
  const text = join(folder, 'text.wma')
  writeFileSync(text, 'no music')
  await expect(playableCopy(decoder, text, join(folder, 'none'), 'x')).rejects.toMatchObject({
    code: 'unreadable-file'
  })
  expect(readdirSync(join(folder, 'none'))).toEqual([])
  await expect(playableCopy(builtInDecoder(), text, folder, 'x')).rejects.toMatchObject({
    code: 'no-decoder'
  })
})
