import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { EarshotError } from '../../../src-main/contract/errors.ts'
import { audioHash, everythingElse, readFields, writeFields } from '../../../src-main/core/tags/index.ts'
import { encode, writeWav } from '../../support/audio.ts'
import { tryDamaged } from '../../support/damaged-tags.ts'
import { makeTagFixtures } from '../../support/tag-fixtures.ts'

const folder = mkdtempSync(join(tmpdir(), 'earshot-hostile-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function refusal(call: () => unknown): string {
  try {
    call()
    return 'accepted'
  } catch (thrown) {
    return thrown instanceof EarshotError ? thrown.code : String(thrown)
  }
}

describe('damaged files', () => {
  const fixtures = makeTagFixtures(folder)
  test.each(fixtures)('$name: is written right or refused', async ({ name, path }) => {
    const outcome = await tryDamaged(path, join(folder, `damaged-${name}`), 20, 1)
    expect(outcome.wrong).toEqual([])
    expect(outcome.written + outcome.refused).toBe(20)
  })
})

describe('files that are not what they are called', () => {
  const wav = writeWav(join(folder, 'sound.wav'), { seconds: 0.5 })

  test.each([
    ['text.mp3', Buffer.from('Dear diary, '.repeat(400)), 'unreadable-file'],
    [
      'random.flac',
      Buffer.from(Array.from({ length: 9000 }, (_, i) => (i * i * 31 + 7 * i) & 0xff)),
      'unreadable-file'
    ],
    ['empty.m4a', Buffer.alloc(0), 'unreadable-file'],
    ['zeros.wav', Buffer.alloc(5000), 'unreadable-file'],
    ['page.ogg', Buffer.from('<!doctype html><p>404'), 'unreadable-file']
  ])('%s is refused and stays as it was', (name, bytes, code) => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    expect(refusal(() => readFields(path))).toBe(code)
    expect(refusal(() => writeFields(path, { genre: ['Jazz'] }))).toBe(code)
    expect(readFileSync(path).equals(bytes)).toBe(true)
  })

  test('an Ogg file named .mp3 is tagged as the Ogg file it is', () => {
    const path = encode(wav, 'ogg')
    const misnamed = join(folder, 'misnamed.mp3')
    writeFileSync(misnamed, readFileSync(path))
    writeFields(misnamed, { genre: ['Jazz'] })
    expect(readFields(misnamed)).toMatchObject({ container: 'ogg-vorbis', fields: { genre: ['Jazz'] } })
    expect(readFileSync(misnamed).toString('latin1', 0, 4)).toBe('OggS')
  })

  test.each(['wma', 'mka'] as const)('%s has tags that are not written', format => {
    const path = encode(wav, format)
    const bytes = readFileSync(path)
    expect(refusal(() => writeFields(path, { genre: ['Jazz'] }))).toBe('tags-unwritable')
    expect(readFileSync(path).equals(bytes)).toBe(true)
  })

  test('what is not there, and what is no file', () => {
    expect(refusal(() => readFields(join(folder, 'gone.mp3')))).toBe('not-found')
    expect(refusal(() => readFields(folder))).toBe('unreadable-file')
  })
})

describe('odd files', () => {
  test('a name that is not UTF-8', async () => {
    const odd = join(folder, 'caf\udce9.wav')
    writeWav(Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.of(0xe9), Buffer.from('.wav')]), {
      seconds: 0.2
    })
    const before = { hash: await audioHash(odd), else: everythingElse(odd) }
    writeFields(odd, { mood: ['calm'] })
    expect(readFields(odd).fields.mood).toEqual(['calm'])
    expect({ hash: await audioHash(odd), else: everythingElse(odd) }).toEqual(before)
  })

  test('hashing stops when it is told to', async () => {
    const path = writeWav(join(folder, 'long.wav'), { seconds: 20 })
    await expect(audioHash(path, AbortSignal.abort())).rejects.toThrow(/abort/i)
  })

  test('a file cut off in its sound is not written', () => {
    const path = writeWav(join(folder, 'cut.wav'), { seconds: 1 })
    const cut = readFileSync(path).subarray(0, 50_000)
    writeFileSync(path, cut)
    expect(refusal(() => writeFields(path, { genre: ['Jazz'] }))).toBe('unreadable-file')
    expect(readFileSync(path).equals(cut)).toBe(true)
  })
})
