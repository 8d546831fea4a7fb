import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { isAudioName } from '../../../src-main/core/formats/names.ts'
import { readTags } from '../../../src-main/core/scan/read-tags.ts'
import { readFields } from '../../../src-main/core/tags/index.ts'
import { runFfmpeg, writeWav } from '../../support/audio.ts'

const folder = mkdtempSync(join(tmpdir(), 'earshot-kinds-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const sound = writeWav(join(folder, 'sound.wav'), { seconds: 1 })

function made(name: string, ...args: string[]): string {
  const path = join(folder, name)
  runFfmpeg(['-i', sound, '-metadata', 'title=A title', ...args, path])
  return path
}

describe('endings that promise pictures', () => {
  it.each([
    ['a.mp4', 'MPEG-4/AAC', false, ['-c:a', 'aac']],
    ['alac.mp4', 'ALAC', true, ['-c:a', 'alac']],
    ['a.mkv', 'VORBIS', false, ['-c:a', 'libvorbis']],
    ['pcm.mkv', 'PCM/INT/LIT', true, ['-c:a', 'pcm_s16le']],
    ['a.webm', 'OPUS', false, ['-c:a', 'libopus']]
  ])('%s with sound alone is read', async (name, codec, lossless, args) => {
    expect(isAudioName(name)).toBe(true)
    expect(await readTags(made(name, ...args))).toMatchObject({
      title: 'A title',
      codec,
      lossless,
      failure: null
    })
  })

  const pictures = ['-f', 'lavfi', '-i', 'color=red:s=32x32:r=5:d=1']
  it.each([
    ['video.mp4', ['-c:a', 'aac', '-c:v', 'mpeg4']],
    ['video.mkv', ['-c:a', 'libvorbis', '-c:v', 'mpeg4']],
    ['video.webm', ['-c:a', 'libopus', '-c:v', 'libvpx']]
  ])('%s is a video', async (name, args) => {
    const path = join(folder, name)
    runFfmpeg([...pictures, '-i', sound, '-shortest', ...args, path])
    await expect(readTags(path)).rejects.toMatchObject({ code: 'video' })
  })
})

it('layer I is read by its ending', async () => {
  expect(isAudioName('a.mp1')).toBe(true)
  // 384 kbit/s at 44.1 kHz: frames of 416 bytes.
  const frame = Buffer.alloc(416)
  frame.set([0xff, 0xff, 0xc0, 0x00])
  const path = join(folder, 'a.mp1')
  writeFileSync(path, Buffer.concat(Array.from({ length: 40 }, () => frame)))
  expect(await readTags(path)).toMatchObject({ codec: 'MPEG 1 Layer 1', lossless: false, failure: null })
})

it('OptimFROG is known, and said to have no decoder', async () => {
  const path = join(folder, 'a.ofr')
  writeFileSync(path, Buffer.from('OFR \x0f'.padEnd(600, '\0'), 'latin1'))
  const refusal = { code: 'unsupported-format', message: expect.stringContaining('OptimFROG') as string }
  await expect(readTags(path)).rejects.toMatchObject(refusal)
})

it.each([
  [3970, 2000, 4 * 73_728],
  [3920, 2000, 73_728],
  [3800, 4000, 73_728],
  [3790, 2000, 9216]
])('Monkey’s Audio %i has its facts in another place than since 3.98', async (version, level, perFrame) => {
  const head = Buffer.alloc(600)
  head.write('MAC ')
  head.writeUInt16LE(version, 4)
  head.writeUInt16LE(level, 6)
  head.writeUInt16LE(2, 10)
  head.writeUInt32LE(44_100, 12)
  head.writeUInt32LE(3, 24)
  head.writeUInt32LE(100, 28)
  const path = join(folder, `old-${version}.ape`)
  writeFileSync(path, head)
  const facts = await readTags(path)
  expect(facts).toMatchObject({ sampleRate: 44_100, channels: 2, lossless: true, failure: null })
  expect(facts.duration).toBeCloseTo((2 * perFrame + 100) / 44_100, 5)
  expect(facts.codec).toBe("Monkey's Audio")
})

it('TAK has the tags behind it', async () => {
  const item = Buffer.from('\x07\0\0\0\0\0\0\0Title\0A title', 'latin1')
  const foot = Buffer.alloc(32)
  foot.write('APETAGEX', 'latin1')
  foot.writeUInt32LE(2000, 8)
  foot.writeUInt32LE(item.length + 32, 12)
  foot.writeUInt32LE(1, 16)
  const path = join(folder, 'a.tak')
  writeFileSync(path, Buffer.concat([Buffer.from('tBaK'.padEnd(600, '\x01'), 'latin1'), item, foot]))
  expect(await readTags(path)).toMatchObject({ title: 'A title', container: 'TAK', lossless: true })
})

it.each([
  ['layer2.mp2', ['-c:a', 'mp2']],
  ['rf64.wav', ['-rf64', 'always']],
  ['a.caf', ['-c:a', 'pcm_s16be']]
])('%s is sound whose tags are not written, and not damaged', async (name, args) => {
  const path = made(name, ...args)
  expect(await readTags(path)).toMatchObject({ failure: null })
  expect(() => readFields(path)).toThrow(expect.objectContaining({ code: 'tags-unwritable' }))
})
