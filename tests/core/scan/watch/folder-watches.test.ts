import { appendFileSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FolderWatches } from '../../../../src-main/core/scan/watch/folder-watches.ts'
import { scratchFolder } from '../../../support/database.ts'

let music: string
let told: string[]
let watches: FolderWatches

/** Real watches of the system. What is told is "folder" or "folder/**", below the folder of music. */
beforeEach(() => {
  music = join(scratchFolder(), 'music')
  mkdirSync(join(music, 'album', 'cd 1'), { recursive: true })
  told = []
  watches = open()
})

afterEach(() => watches.close())

function open(most?: number): FolderWatches {
  return new FolderWatches({
    onChange: (folder, deep) => {
      const name = (folder.slice(music.length + 1) || '.') + (deep ? '/**' : '')
      if (!told.includes(name)) told.push(name)
    },
    ...(most === undefined ? {} : { most })
  })
}

const begin = (): void => expect(watches.add(music)).toBe(true)

describe('what is told', () => {
  it('a file that is made, written on, renamed or removed: its folder', async () => {
    begin()
    const file = join(music, 'album', 'cd 1', 'one.mp3')
    for (const act of [
      () => writeFileSync(file, 'a'),
      () => appendFileSync(file, 'b'),
      () => renameSync(file, join(music, 'album', 'cd 1', 'two.mp3')),
      () => rmSync(join(music, 'album', 'cd 1', 'two.mp3'))
    ]) {
      told = []
      act()
      await expect.poll(() => told).toEqual(['album/cd 1'])
    }
  })

  it('a folder that comes: all of it, and what happens in it and below it from then on', async () => {
    begin()
    mkdirSync(join(music, 'new', 'deeper'), { recursive: true })
    await expect.poll(() => told).toContain('new/**')
    told = []
    writeFileSync(join(music, 'new', 'deeper', 'x.flac'), '')
    await expect.poll(() => told).toEqual(['new/deeper'])
  })

  it('a folder that is renamed: the old and the new one, whose files go by the new name', async () => {
    begin()
    renameSync(join(music, 'album'), join(music, 'other'))
    await expect.poll(() => told.toSorted()).toEqual(['album/**', 'other/**'])
    told = []
    writeFileSync(join(music, 'other', 'cd 1', 'x.ogg'), '')
    await expect.poll(() => told).toEqual(['other/cd 1'])
  })

  it('a folder that takes the name of another', async () => {
    mkdirSync(join(music, 'b'))
    begin()
    renameSync(join(music, 'album'), join(music, 'kept'))
    renameSync(join(music, 'b'), join(music, 'album'))
    await expect.poll(() => told).toContain('album/**')
    told = []
    writeFileSync(join(music, 'album', 'x.ogg'), '')
    await expect.poll(() => told).toEqual(['album'])
    told = []
    writeFileSync(join(music, 'kept', 'cd 1', 'x.ogg'), '')
    await expect.poll(() => told).toEqual(['kept/cd 1'])
  })

  it('a folder that is removed: all of it', async () => {
    begin()
    rmSync(join(music, 'album'), { recursive: true })
    await expect.poll(() => told).toContain('album/**')
    await expect.poll(() => watches.size).toBe(1)
  })

  it('not what is no music, and not what is hidden', async () => {
    begin()
    writeFileSync(join(music, 'cover.jpg'), '')
    writeFileSync(join(music, '.one.mp3.part'), '')
    writeFileSync(join(music, '._one.mp3'), '')
    mkdirSync(join(music, '.trash'))
    writeFileSync(join(music, '.trash', 'one.mp3'), '')
    writeFileSync(join(music, 'album', 'last.mp3'), '')
    await expect.poll(() => told).toEqual(['album'])
  })

  it('a name that is no text', async () => {
    begin()
    mkdirSync(Buffer.concat([Buffer.from(`${music}/`), Buffer.of(0xff, 0x61)]))
    await expect.poll(() => told).toEqual(['\udcffa/**'])
    told = []
    writeFileSync(Buffer.concat([Buffer.from(`${music}/`), Buffer.of(0xff, 0x61), Buffer.from('/x.mp3')]), '')
    await expect.poll(() => told).toEqual(['\udcffa'])
  })
})

it('follows a link out of the library, and ends in no circle', async () => {
  const outside = scratchFolder()
  mkdirSync(join(outside, 'in'))
  symlinkSync(outside, join(music, 'link'))
  symlinkSync(music, join(music, 'album', 'round'))
  symlinkSync(outside, join(music, 'again'))
  watches.roots = [music]
  begin()
  expect(watches.size).toBe(5)
  writeFileSync(join(outside, 'in', 'x.mp3'), '')
  await expect.poll(() => told).toHaveLength(1)
  expect(['link/in', 'again/in']).toContain(told[0])
})

it('takes no more than it may, and says so', async () => {
  watches.close()
  watches = open(2)
  expect(watches.add(music)).toBe(false)
  expect(watches.size).toBe(2)
  watches.remove(join(music, 'album'))
  expect(watches.size).toBe(1)
})

it('is silent once it is closed', async () => {
  begin()
  watches.close()
  writeFileSync(join(music, 'x.mp3'), '')
  const second = open()
  second.add(music)
  writeFileSync(join(music, 'album', 'y.mp3'), '')
  await expect.poll(() => told).toContain('album')
  expect(told).not.toContain('.')
  second.close()
})
