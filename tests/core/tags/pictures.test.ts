import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseFile } from 'music-metadata'
import { afterAll, describe, expect, test } from 'vitest'
import {
  audioHash,
  everythingElse,
  putBack,
  readFields,
  readPictures,
  writeFields
} from '../../../src-main/core/tags/index.ts'
import { hashOf, pictureKey, type Picture } from '../../../src-main/core/tags/pictures.ts'
import { makePicture } from '../../support/made-pictures.ts'
import { makeTagFixtures } from '../../support/tag-fixtures.ts'
import { soundByFfmpeg } from './second-reader.ts'
import { picturesByTagLib } from './third-reader.ts'

const folder = mkdtempSync(join(tmpdir(), 'earshot-pictures-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const front: Picture = {
  kind: 'front',
  mime: 'image/jpeg',
  description: '',
  bytes: makePicture(folder, 'front.jpg')
}
const back: Picture = {
  kind: 'back',
  mime: 'image/png',
  description: 'Rücken',
  bytes: makePicture(folder, 'back.png', { colour: 'blue', width: 900, height: 700 })
}
const keys = (pictures: readonly Picture[]): string[] => pictures.map(pictureKey)

/** music-metadata reads no comments of FLAC in Ogg, and takes unsynchronised bytes of 2.3 as they are. */
const blind = /\.oga$|^unsynchronised/

describe.each(makeTagFixtures(folder))('$name', ({ name, path }) => {
  const copy = join(folder, `copy-${name}`)
  const fresh = (): string => {
    copyFileSync(path, copy)
    return copy
  }
  const kindless = name.endsWith('.m4a')
  const asHeld = (one: Picture): string => pictureKey(kindless ? { ...one, kind: 'front' } : one)

  test('takes pictures beside its own, gives them up, and nothing else changes', async () => {
    const file = fresh()
    const own = readPictures(file)
    const seen = async (): Promise<unknown> => ({
      fields: readFields(file).fields,
      others: everythingElse(file, { pictures: false }),
      hash: await audioHash(file)
    })
    const before = await seen()
    const { samples } = soundByFfmpeg(file)
    for (const wanted of [[front, back, ...own], [back], [front, ...own], []]) {
      writeFields(file, {}, false, undefined, wanted)
      expect(keys(readPictures(file))).toEqual(wanted.map(asHeld))
      expect(await seen()).toEqual(before)
      const others = await picturesByTagLib(file)
      expect(others).toEqual(wanted.map(({ bytes }) => hashOf(bytes)).sort())
      if (blind.test(name)) continue
      const { common } = await parseFile(file, { duration: false })
      expect(common.picture?.map(({ data }) => hashOf(data)).sort() ?? []).toEqual(others)
      if (wanted.includes(back) && wanted.includes(front)) expect(soundByFfmpeg(file).samples).toBe(samples)
    }
  })

  test('a picture that stays keeps every byte, and all of it can be taken back', () => {
    const file = fresh()
    const own = readPictures(file)
    const kept = own.map(({ bytes }) => hashOf(bytes))
    const way = writeFields(file, { title: ['Other'] }, false, undefined, [...own, back])
    const now = readPictures(file)
    expect(now.slice(0, own.length).map(({ bytes }) => hashOf(bytes))).toEqual(kept)
    expect(readFields(file).fields.title).toEqual(['Other'])
    putBack(file, [way!])
    expect(readFileSync(file).equals(readFileSync(path))).toBe(true)
  })
})
