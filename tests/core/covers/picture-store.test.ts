import { mkdtempSync, rmSync, truncateSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { coverText, parseCover } from '../../../src-main/contract/covers.ts'
import { coverOf } from '../../../src-main/core/covers/pictures-of.ts'
import { PictureStore } from '../../../src-main/core/covers/picture-store.ts'
import { makePicture } from '../../support/made-pictures.ts'

const folder = mkdtempSync(join(tmpdir(), 'earshot-store-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const picture = makePicture(folder, 'front.jpg')
let data: string
beforeEach(() => void (data = mkdtempSync(join(folder, 'data-'))))

test('a picture comes back by its hash, and a damaged one does not', () => {
  const store = new PictureStore(data)
  const hash = store.keep(picture)
  expect(store.keep(picture)).toBe(hash)
  expect(store.get(hash).equals(picture)).toBe(true)
  truncateSync(join(data, 'pictures', hash), 10)
  expect(store.find(hash)).toBeNull()
  expect(() => store.get(hash)).toThrow('no longer kept')
  expect(store.keep(picture)).toBe(hash)
  expect(store.get(hash).equals(picture)).toBe(true)
})

test('no name leads out of its folder', () => {
  expect(() => new PictureStore(data).find('../../etc/passwd')).toThrow('no hash')
})

test('what nothing speaks of goes, but for what was just chosen', () => {
  const store = new PictureStore(data)
  const [old, wanted, fresh] = ['red', 'green', 'blue'].map(colour =>
    store.keep(makePicture(folder, `${colour}.png`, { colour }))
  ) as [string, string, string]
  for (const hash of [old, wanted]) utimesSync(join(data, 'pictures', hash), 1, 1)
  store.prune(new Set([wanted]), Date.now())
  expect([old, wanted, fresh].map(hash => store.find(hash) !== null)).toEqual([false, true, true])
  new PictureStore(join(data, 'nowhere')).prune(new Set(), Date.now())
})

test('a plan says of a picture what its bytes say', () => {
  const cover = coverOf({ kind: 'front', bytes: picture })
  expect(coverText(cover)).toMatch(/^front image\/jpeg 12x8 \d+ [0-9a-f]{64}$/)
  expect(parseCover(coverText(cover))).toEqual(cover)
  expect(coverText(coverOf({ kind: 'back', bytes: Buffer.from('x') }))).toMatch(
    /^back \? 0x0 1 [0-9a-f]{64}$/
  )
  for (const wrong of ['', 'front', coverText(cover).toUpperCase(), `${coverText(cover)} `])
    expect(parseCover(wrong)).toBeNull()
})
