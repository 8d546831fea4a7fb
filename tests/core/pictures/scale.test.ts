import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { scalePicture } from '../../../src-main/core/pictures/scale.ts'
import { pictureFacts, requirePicture } from '../../../src-main/core/pictures/facts.ts'
import { makePicture } from '../../support/made-pictures.ts'

const folder = mkdtempSync(join(tmpdir(), 'earshot-scale-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.each([
  ['large.jpg', 'image/jpeg'],
  ['large.png', 'image/png'],
  ['large.webp', 'image/jpeg']
])('%s becomes no longer than was asked for, with its sides in proportion', async (name, mime) => {
  const small = await scalePicture(makePicture(folder, name, { width: 400, height: 300 }), 100)
  expect(pictureFacts(small)).toEqual({ mime, width: 100, height: 75 })
})

test('one that is no larger keeps every byte', async () => {
  const bytes = makePicture(folder, 'small.jpg', { width: 40, height: 30 })
  expect(await scalePicture(bytes, 40)).toBe(bytes)
})

test('what is no picture, damaged, or of a kind that is not read is refused', async () => {
  await expect(scalePicture(Buffer.from('no picture'), 10)).rejects.toMatchObject({ code: 'bad-request' })
  const bytes = makePicture(folder, 'whole.png', { width: 400, height: 300 })
  await expect(scalePicture(bytes.subarray(0, 60), 10)).rejects.toThrow('damaged')
  const bmp = makePicture(folder, 'large.bmp', { width: 400, height: 300 })
  await expect(scalePicture(bmp, 10)).rejects.toThrow('image/bmp')
})

test('a bomb is told by what it says of itself, before anything opens it', () => {
  const bomb = makePicture(folder, 'bomb.png')
  bomb.writeUInt32BE(60_000, 16)
  bomb.writeUInt32BE(60_000, 20)
  expect(() => requirePicture(bomb)).toThrow('60000 × 60000')
  expect(() => requirePicture(Buffer.alloc(17 * 1024 * 1024))).toThrow('16 MB')
})
