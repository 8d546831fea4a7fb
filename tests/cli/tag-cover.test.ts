import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readPictures } from '../../src-main/core/tags/index.ts'
import { commandLine } from '../support/command-line.ts'
import { makePicture } from '../support/made-pictures.ts'
import { makeSong } from '../support/tag-library.ts'

const work = mkdtempSync(join(tmpdir(), 'earshot-cli-cover-'))
const music = join(work, 'music')
const run = commandLine(work, join(work, 'data'))
let song = ''
let bytes: Buffer
let picture: Buffer

beforeAll(async () => {
  mkdirSync(music)
  song = makeSong(music, 'song', 'flac')
  bytes = readFileSync(song)
  picture = makePicture(work, 'picture.png', { width: 300, height: 200 })
  writeFileSync(join(music, 'folder.png'), picture)
  await run('scan', 'music')
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

it('lists, plans, writes, makes smaller, saves out and takes back', async () => {
  expect((await run('tag', 'cover', 'music')).out).toContain('no picture\n  beside it: folder.png')
  const shown = await run('tag', 'cover', 'music', '--from-folder')
  expect(shown.out).toMatch(/\[x\] cover: \(empty\) → front: PNG, 300 × 200, \d+ B \([0-9a-f]{8}\)/)
  expect(readFileSync(song)).toEqual(bytes)
  await run('tag', 'write', '1', '--yes')
  expect(readPictures(song).map(one => one.bytes.equals(picture))).toEqual([true])

  const saved = await run('tag', 'cover', 'music', '--save', 'out')
  expect(saved.out.trim()).toBe(join(work, 'out', 'song - front.png'))
  expect(readFileSync(join(work, 'out', 'song - front.png'))).toEqual(picture)
  await run('tag', 'cover', 'music', '--scale', '100', '--yes')
  const again = await run('tag', 'cover', 'music', '--save', 'out')
  expect([again.code, again.err]).toEqual([1, expect.stringContaining('is there already')])
  expect(readFileSync(join(work, 'out', 'song - front.png'))).toEqual(picture)

  const { tracks } = JSON.parse((await run('tag', 'cover', 'music', '--json')).out) as { tracks: object[] }
  expect(tracks).toMatchObject([{ covers: [{ kind: 'front', width: 100, height: 67 }] }])
  for (const batch of ['2', '1']) await run('tag', 'undo', batch, '--yes')
  expect(readFileSync(song)).toEqual(bytes)
})

it('refuses two things at once, an odd kind, and what is no picture', async () => {
  writeFileSync(join(work, 'text.jpg'), 'no picture')
  for (const [args, why] of [
    [['--remove', '--scale', '100'], 'one thing'],
    [['--remove', 'nothing'], 'no kind'],
    [['--add', 'text.jpg'], 'no picture'],
    [['--add', 'gone.jpg'], 'gone.jpg']
  ] as const) {
    const { code, err } = await run('tag', 'cover', 'music', ...args)
    expect([code === 0, err]).toEqual([false, expect.stringContaining(why)])
  }
  expect(readFileSync(song)).toEqual(bytes)
})
