import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Thumbnails } from '../../../src-main/core/covers/thumbnails.ts'
import { pictureFacts } from '../../../src-main/core/pictures/facts.ts'
import { writeFields } from '../../../src-main/core/tags/index.ts'
import { hashOf } from '../../../src-main/core/tags/pictures.ts'
import { runFfmpeg, writeWav } from '../../support/audio.ts'
import { makePicture } from '../../support/made-pictures.ts'

const work = mkdtempSync(join(tmpdir(), 'earshot-thumbnails-'))
const music = join(work, 'music')
const plain = join(music, 'plain.mp3')
const covered = join(music, 'covered.mp3')
let front: Buffer
let beside: Buffer
let thumbnails: Thumbnails
let lastId = 0

beforeAll(() => {
  mkdirSync(music)
  const wav = writeWav(join(work, 'source.wav'), { seconds: 0.3, shape: 'chirp' })
  runFfmpeg(['-i', wav, plain])
  copyFileSync(plain, covered)
  front = makePicture(work, 'front.png', { width: 500, height: 400 })
  beside = makePicture(work, 'beside.jpg', { colour: 'green', width: 200, height: 200 })
  const back = makePicture(work, 'back.jpg', { colour: 'blue' })
  writeFields(covered, {}, false, undefined, [
    { kind: 'back', mime: 'image/jpeg', description: '', bytes: back },
    { kind: 'front', mime: 'image/png', description: '', bytes: front }
  ])
  thumbnails = new Thumbnails(join(work, 'data'))
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

const of = (path: string, id = ++lastId): ReturnType<Thumbnails['of']> =>
  thumbnails.of({ id, path, mtime: statSync(path).mtimeMs }, 80)

it('shows the front of a track, small, and keeps it by what it shows', async () => {
  const thumbnail = await of(covered)
  expect(thumbnail?.hash).toBe(hashOf(front))
  expect(pictureFacts(thumbnail!.bytes)).toMatchObject({ width: 80, height: 64 })
  await of(covered)
  expect(readdirSync(join(work, 'data/cache/covers'))).toHaveLength(1)
})

it('takes the picture of the folder where a track has none, as soon as it is there and as long', async () => {
  expect(await of(plain, 1000)).toBeNull()
  writeFileSync(join(music, 'Folder.JPG'), beside)
  expect((await of(plain, 1000))?.hash).toBe(hashOf(beside))
  expect((await of(covered))?.hash).toBe(hashOf(front))
  rmSync(join(music, 'Folder.JPG'))
  expect(await of(plain, 1000)).toBeNull()
})

it('shows nothing for what is no picture, damaged or gone', async () => {
  const odd = join(work, 'odd')
  mkdirSync(odd)
  copyFileSync(plain, join(odd, 'one.mp3'))
  writeFileSync(join(odd, 'cover.jpg'), 'no picture')
  expect(await of(join(odd, 'one.mp3'))).toBeNull()
  writeFileSync(join(odd, 'front.png'), front.subarray(0, 60))
  expect(await of(join(odd, 'one.mp3'))).toBeNull()
  expect(await thumbnails.of({ id: 2000, path: join(odd, 'gone.flac'), mtime: 1 }, 80)).toBeNull()
})

it('makes room, and makes again what it needs', async () => {
  thumbnails.tidy(0)
  expect(readdirSync(join(work, 'data/cache/covers'))).toEqual([])
  expect((await of(covered))?.hash).toBe(hashOf(front))
})
