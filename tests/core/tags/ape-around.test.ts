import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import {
  audioHash,
  everythingElse,
  putBack,
  readFields,
  writeFields
} from '../../../src-main/core/tags/index.ts'
import { readTags } from '../../../src-main/core/scan/read-tags.ts'
import { encode, writeWav } from '../../support/audio.ts'
import { ape, id3, id3v1 } from '../../support/tag-fixtures.ts'

const folder = mkdtempSync(join(tmpdir(), 'earshot-ape-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const wavpack = readFileSync(
  encode(writeWav(join(folder, 'source.wav'), { seconds: 0.5 }), 'wv', { tags: {} })
)
const sound = wavpack.subarray(
  0,
  wavpack.lastIndexOf('APETAGEX') < 0 ? wavpack.length : wavpack.indexOf('APETAGEX')
)

function file(name: string, ...parts: Buffer[]): string {
  const path = join(folder, name)
  writeFileSync(path, Buffer.concat(parts))
  return path
}

const apeTagOf = (path: string): string => {
  const bytes = readFileSync(path)
  const at = bytes.indexOf('Genre\0')
  return at < 0 ? '' : bytes.toString('utf8', at + 6, at + 30)
}

/** ID3v2 before WavPack or Monkey's Audio, and ID3v1 behind. */
describe.each(['wv', 'ape'])('%s', ending => {
  const monkey = Buffer.concat([Buffer.from('MAC \x96\x0f\0\0', 'latin1'), Buffer.alloc(2000, 7)])
  const body = ending === 'wv' ? sound : monkey

  test('with ID3v2 before and APEv2 behind: both are in step, and what only one has stays there', async () => {
    const path = file(`both.${ending}`, id3(3), body, ape())
    const before = readFileSync(path)
    expect(readFields(path)).toMatchObject({
      tags: ['ID3v2.3', 'APEv2'],
      fields: { genre: ['Rock'], title: ['Ève 夜'] }
    })
    expect((await readTags(path)).title).toBe('Ève 夜')
    const rest = { hash: await audioHash(path), others: everythingElse(path) }
    const way = writeFields(path, { genre: ['Jazz'], voice: ['female'] })
    expect(readFields(path).fields).toMatchObject({ genre: ['Jazz'], voice: ['female'], title: ['Ève 夜'] })
    expect({ hash: await audioHash(path), others: everythingElse(path) }).toEqual(rest)
    expect(apeTagOf(path)).toMatch(/^Jazz/)
    const id3End = readFileSync(path).indexOf(body)
    expect(readFileSync(path).subarray(0, id3End).includes('EARSHOT_VOICE')).toBe(false)
    putBack(path, [way!])
    expect(readFileSync(path)).toEqual(before)
  })

  test('with ID3v2 alone: that is its tag, and no other comes', () => {
    const path = file(`id3.${ending}`, id3(4), body)
    writeFields(path, { genre: ['Jazz'], title: ['Other'] })
    expect(readFields(path)).toMatchObject({
      tags: ['ID3v2.4'],
      fields: { genre: ['Jazz'], title: ['Other'] }
    })
    expect(readFileSync(path).includes('APETAGEX')).toBe(false)
  })

  test('with ID3v1 alone: a first APEv2 says all of it', () => {
    const path = file(`id3v1.${ending}`, body, id3v1())
    expect(readFields(path).fields).toMatchObject({ title: ['Eve'], genre: ['Jazz'], trackNumber: ['3'] })
    writeFields(path, { mood: ['calm'] })
    expect(readFields(path)).toMatchObject({
      tags: ['APEv2', 'ID3v1'],
      fields: { title: ['Eve'], genre: ['Jazz'], trackNumber: ['3'], mood: ['calm'] }
    })
    expect(apeTagOf(path)).toMatch(/^Jazz/)
    expect(readFileSync(path).subarray(-128)).toEqual(id3v1())
  })

  test('with something else before it: it is refused', () => {
    const path = file(`odd.${ending}`, id3(3), Buffer.from('junk'), body)
    expect(() => readFields(path)).toThrow()
  })
})
