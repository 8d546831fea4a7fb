import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { namesIn } from '../../../../src-main/core/playlists/files/folder-names.ts'
import { putFile, type Put } from '../../../../src-main/core/playlists/files/put-file.ts'
import { scratchFolder } from '../../../support/database.ts'

let work: string
let stick: string

beforeEach(() => {
  work = scratchFolder()
  stick = join(work, 'stick')
  mkdirSync(stick)
})

/** A file of one size and time, whatever is in it. */
function file(path: string, letter: string, at = 1_000_000): string {
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, letter.repeat(3_000_000))
  utimesSync(path, at, at)
  return path
}

async function put(from: string, name: string, link = false): Promise<Put> {
  const signal = new AbortController().signal
  return putFile(from, name, { folder: stick, names: await namesIn(stick), link, signal })
}

const held = (name: string): string => readFileSync(join(stick, name), 'latin1')[0]!

it('copies both of two files of one name, size and time', async () => {
  const one = file(join(work, 'a', 'song.mp3'), 'a')
  const other = file(join(work, 'b', 'song.mp3'), 'b')
  expect(await put(one, 'song.mp3')).toEqual({ path: join(stick, 'song.mp3'), there: false })
  expect(await put(other, 'song.mp3')).toEqual({ path: join(stick, 'song (2).mp3'), there: false })
  expect([held('song.mp3'), held('song (2).mp3')]).toEqual(['a', 'b'])
  // Again, in the other order: nothing to do, and each finds its own.
  expect(await put(other, 'song.mp3')).toEqual({ path: join(stick, 'song (2).mp3'), there: true })
  expect(await put(one, 'song.mp3')).toEqual({ path: join(stick, 'song.mp3'), there: true })
  expect(readdirSync(stick)).toHaveLength(2)
})

it('takes a file that was changed since for another, though its size and time are as they were', async () => {
  const from = file(join(work, 'a', 'song.mp3'), 'a')
  await put(from, 'song.mp3')
  file(from, 'n')
  expect(await put(from, 'song.mp3')).toEqual({ path: join(stick, 'song (2).mp3'), there: false })
  expect([held('song.mp3'), held('song (2).mp3')]).toEqual(['a', 'n'])
})

it('knows a file again whatever its time, as FAT keeps it to two seconds', async () => {
  const from = file(join(work, 'a', 'song.mp3'), 'a', 1_000_001.9)
  await put(from, 'song.mp3')
  utimesSync(join(stick, 'song.mp3'), 5, 5)
  expect(await put(from, 'song.mp3')).toEqual({ path: join(stick, 'song.mp3'), there: true })
})

it.each([
  ['case', 'Song.mp3', 'sONG.mp3', 'sONG (2).mp3'],
  ['how an accent is written', 'caf\u00e9.mp3', 'cafe\u0301.mp3', 'cafe\u0301 (2).mp3']
])('gives names that differ in %s only a number', async (_, first, second, numbered) => {
  const one = file(join(work, 'a', first), 'a')
  const other = file(join(work, 'b', second), 'b')
  await put(one, first)
  expect((await put(other, second)).path).toBe(join(stick, numbered))
  expect(await put(one, second)).toEqual({ path: join(stick, first), there: true })
  expect(readdirSync(stick).sort()).toEqual([first, numbered].sort())
})

it('takes nothing for the same but a file, and its own hard link for it', async () => {
  const from = file(join(work, 'a', 'song.mp3'), 'a')
  mkdirSync(join(stick, 'song.mp3'))
  const linked = await put(from, 'song.mp3', true)
  expect(basename(linked.path)).toBe('song (2).mp3')
  expect(statSync(linked.path).ino).toBe(statSync(from).ino)
  expect(await put(from, 'song.mp3', true)).toEqual({ ...linked, there: true })
})

it('says when the file is not there, and when it is told to stop', async () => {
  await expect(put(join(work, 'none.mp3'), 'none.mp3')).rejects.toMatchObject({ code: 'not-found' })
  const from = file(join(work, 'a', 'song.mp3'), 'a')
  await put(from, 'song.mp3')
  const putting = { folder: stick, names: await namesIn(stick), link: false, signal: AbortSignal.abort() }
  await expect(putFile(from, 'song.mp3', putting)).rejects.toMatchObject({ code: 'cancelled' })
  expect(readdirSync(stick)).toEqual(['song.mp3'])
})

it('a folder that is not there holds no names', async () => {
  expect((await namesIn(join(work, 'nowhere'))).all()).toEqual([])
})
