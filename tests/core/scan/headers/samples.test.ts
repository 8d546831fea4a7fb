import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readTags } from '../../../../src-main/core/scan/read-tags.ts'
import { runFfmpeg, writeWav } from '../../../support/audio.ts'

const folder = mkdtempSync(join(tmpdir(), 'earshot-samples-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const sound = writeWav(join(folder, 'sound.wav'), { seconds: 2, sampleRate: 44_100, channels: 2 })

function made(name: string, ...args: string[]): string {
  const path = join(folder, name)
  runFfmpeg(['-i', sound, '-metadata', 'title=A title', '-metadata', 'artist=Somebody', ...args, path])
  return path
}

describe('samples as they are', () => {
  it.each([
    ['s24.wav', 'PCM', ['-c:a', 'pcm_s24le']],
    ['f32.wav', 'PCM float', ['-c:a', 'pcm_f32le']],
    ['rf64.wav', 'PCM', ['-rf64', 'always']],
    ['s16.caf', 'PCM', ['-c:a', 'pcm_s16be']],
    ['f32.caf', 'PCM float', ['-c:a', 'pcm_f32le']],
    ['s24.aiff', 'PCM', ['-c:a', 'pcm_s24be', '-write_id3v2', '1']],
    ['sowt.aifc', 'PCM', ['-c:a', 'pcm_s16le', '-f', 'aiff', '-write_id3v2', '1']],
    ['s16.au', 'PCM', ['-c:a', 'pcm_s16be']]
  ])('%s are %s, lossless', async (name, codec, args) => {
    const facts = await readTags(made(name, ...args))
    expect(facts).toMatchObject({
      codec,
      lossless: true,
      sampleRate: 44_100,
      channels: 2,
      failure: null
    })
    expect(facts.duration).toBeCloseTo(2, 2)
    if (!name.endsWith('.au')) expect(facts.title).toBe('A title')
  })

  it.each([
    ['packed.wav', ['-c:a', 'adpcm_ima_wav']],
    ['law.wav', ['-c:a', 'pcm_mulaw']]
  ])('%s are not that', async (name, args) => {
    const { codec, lossless } = await readTags(made(name, ...args))
    expect(codec).not.toMatch(/^PCM/)
    expect(lossless).toBe(false)
  })
})

it('True Audio, CAF and Matroska say what they are called', async () => {
  const texts = { title: 'A title', artist: 'Somebody', failure: null }
  expect(await readTags(made('a.tta'))).toMatchObject({
    ...texts,
    lossless: true,
    codec: 'True Audio',
    sampleRate: 44_100
  })
  expect(await readTags(made('alac.caf', '-c:a', 'alac'))).toMatchObject({ codec: 'ALAC', lossless: true })
  const more = ['-metadata', 'album=An album', '-metadata', 'date=2003', '-c:a', 'libvorbis']
  expect(await readTags(made('a.mka', ...more))).toMatchObject({ ...texts, album: 'An album', year: 2003 })
})

it('a header that is cut off says nothing of its sound, and does no harm', async () => {
  for (const name of ['s16.caf', 'a.tta', 's16.au', 'rf64.wav', 'sowt.aifc']) {
    const whole = readFileSync(join(folder, name))
    for (const length of [5, 13, 21, 30, 50]) {
      const path = join(folder, `cut-${length}-${name}`)
      writeFileSync(path, whole.subarray(0, length))
      const facts = await readTags(path).catch((thrown: unknown) => thrown)
      expect(facts).toBeDefined()
      expect(facts).not.toBeInstanceOf(RangeError)
    }
  }
})
