import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { audioHash, readFields, writeFields } from '../../../src-main/core/tags/index.ts'
import { encode, runFfmpeg, writeWav } from '../../support/audio.ts'

const folder = mkdtempSync(join(tmpdir(), 'earshot-ape131-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const wav = writeWav(join(folder, 'sound.wav'), { seconds: 0.5 })

function bare(format: 'mp3' | 'wv'): Buffer {
  if (format === 'mp3') {
    const path = join(folder, 'bare.mp3')
    runFfmpeg(['-i', wav, '-map_metadata', '-1', '-id3v2_version', '0', '-write_xing', '0', path])
    return readFileSync(path)
  }
  const path = join(folder, 'bare.wv')
  runFfmpeg(['-i', wav, '-map_metadata', '-1', '-fflags', '+bitexact', path])
  const bytes = readFileSync(path)
  const tag = bytes.indexOf('APETAGEX')
  return tag < 0 ? bytes : bytes.subarray(0, tag)
}

/** APEv2 of these items in their order. */
function ape(items: [string, string][], header = true): Buffer {
  const body = Buffer.concat(
    items.flatMap(([name, value]) => {
      const head = Buffer.alloc(8)
      head.writeUInt32LE(Buffer.byteLength(value))
      return [head, Buffer.from(`${name}\0${value}`)]
    })
  )
  const end = (flags: number): Buffer => {
    const bytes = Buffer.alloc(32)
    bytes.write('APETAGEX')
    bytes.writeUInt32LE(2000, 8)
    bytes.writeUInt32LE(body.length + 32, 12)
    bytes.writeUInt32LE(items.length, 16)
    bytes.writeUInt32LE(flags, 20)
    return bytes
  }
  return header ? Buffer.concat([end(0xa0000000), body, end(0x80000000)]) : Buffer.concat([body, end(0)])
}

/** A value that makes the tag as long as it shall be. */
const filled = (length: number, name: string, others: [string, string][] = []): Buffer => {
  const short = ape([...others, [name, '']]).length
  return ape([...others, [name, 'x'.repeat(length - short)]])
}

function file(name: string, ...parts: Buffer[]): string {
  const path = join(folder, name)
  writeFileSync(path, Buffer.concat(parts))
  return path
}

const looksOld = (bytes: Buffer): boolean => bytes.toString('latin1', bytes.length - 128).startsWith('TAG')

describe.each(['mp3', 'wv'] as const)('an APEv2 tag in %s', format => {
  const sound = bare(format)

  it('of 131 bytes is no ID3v1, and comes out whole', async () => {
    const tag = filled(131, 'Title', [['Genre', 'Jazz']])
    expect(tag).toHaveLength(131)
    const path = file(`whole.${format}`, sound, tag)
    expect(looksOld(readFileSync(path))).toBe(true)
    const { tags, fields } = readFields(path)
    expect(tags).toEqual(['APEv2'])
    expect(fields).toMatchObject({ genre: ['Jazz'], comment: [] })
    const before = await audioHash(path)

    writeFields(path, { genre: ['Jazz', 'Rock'] })
    expect(readFields(path)).toMatchObject({ tags: ['APEv2'], fields: { genre: ['Jazz', 'Rock'] } })
    writeFields(path, { genre: ['Jazz'] })
    expect(await audioHash(path)).toEqual(before)
    // Of the same content, and without what others took for ID3v1.
    const now = readFileSync(path)
    expect(looksOld(now)).toBe(false)
    const foot = Buffer.from(tag.subarray(99))
    foot.writeUInt32LE(0, 20)
    expect(now.equals(Buffer.concat([sound, tag.subarray(32, 99), foot]))).toBe(true)
  })

  it('in whose text "TAG" stands there is no ID3v1 either, and its items change places', () => {
    const value = (length: number): string => `TAG${'y'.repeat(length - 3)}`
    const items: [string, string][] = [
      ['Title', 'A title'],
      ['Note', value(96)]
    ]
    const path = file(`text.${format}`, sound, ape(items))
    expect(looksOld(readFileSync(path))).toBe(true)
    expect(readFields(path).tags).toEqual(['APEv2'])
    writeFields(path, { genre: ['Soul'] })
    const bytes = readFileSync(path)
    expect(looksOld(bytes)).toBe(false)
    writeFields(path, { genre: [] })
    expect(looksOld(readFileSync(path))).toBe(false)
    expect(readFileSync(path).includes(value(96))).toBe(true)
  })

  it('that would come to 131 bytes by a change is written without its header', () => {
    const path = file(`result.${format}`, sound, ape([['Title', 'A title']]))
    const size = ape([
      ['Title', 'A title'],
      ['Genre', '']
    ]).length
    writeFields(path, { genre: ['g'.repeat(131 - size)] })
    const bytes = readFileSync(path)
    expect(bytes.length - sound.length).toBe(99)
    expect(readFields(path)).toMatchObject({ tags: ['APEv2'], fields: { genre: ['g'.repeat(131 - size)] } })
  })
})

it('an APEv2 tag of 131 bytes behind ID3v2 is kept in step, not cut', () => {
  const path = join(folder, 'both.mp3')
  copyFileSync(encode(wav, 'mp3', { tags: { title: 'Title', genre: 'Pop' } }), path)
  const bytes = readFileSync(path)
  const old = bytes.toString('latin1', bytes.length - 128).startsWith('TAG') ? 128 : 0
  writeFileSync(path, bytes.subarray(0, bytes.length - old))
  const tag = filled(131, 'Title')
  appendFileSync(path, tag)
  writeFields(path, { genre: ['Jazz'], comment: ['words'] })
  expect(readFields(path)).toMatchObject({ tags: ['ID3v2.4', 'APEv2'], fields: { genre: ['Jazz'] } })
  // It has no genre and gets none; only its header goes, which others took for ID3v1.
  const now = readFileSync(path)
  expect(now.subarray(-99, -12).equals(tag.subarray(-99, -12))).toBe(true)
})

it('a real ID3v1 behind an APEv2 tag is one', () => {
  const old = Buffer.alloc(128)
  old.write('TAGOld title')
  old[127] = 17
  const path = file('real.mp3', bare('mp3'), filled(131, 'Title'), old)
  expect(readFields(path)).toMatchObject({ tags: ['APEv2', 'ID3v1'], fields: { genre: ['Rock'] } })
})
