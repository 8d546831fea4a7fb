import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Job } from '../../../../src-main/contract/entities.ts'
import { emptyLibrary, song, type Library } from '../library.ts'

/** Music at two depths, scanned. */
async function library(): Promise<Library & { look(...places: string[]): Promise<Job> }> {
  const made = emptyLibrary()
  mkdirSync(join(made.music, 'a', 'b'), { recursive: true })
  mkdirSync(join(made.music, 'c'))
  song(join(made.music, 'top.wav'), 100)
  song(join(made.music, 'a', 'one.wav'), 200)
  song(join(made.music, 'a', 'b', 'two.wav'), 300)
  song(join(made.music, 'c', 'three.wav'), 400)
  await made.scan()
  const look = (...places: string[]): Promise<Job> => {
    const asked = places.map(place => ({
      path: join(made.music, place.replace(/\/?\*\*$/, '')),
      deep: place.endsWith('**')
    }))
    return made.jobs.settled(made.scanner.lookAt(asked).id)
  }
  return { ...made, look }
}

it('looks right into a place and no deeper', async () => {
  const { music, look, available } = await library()
  rmSync(join(music, 'top.wav'))
  rmSync(join(music, 'a', 'b', 'two.wav'))
  song(join(music, 'a', 'new.wav'), 500)
  song(join(music, 'a', 'b', 'unseen.wav'), 600)
  expect(await look('a')).toMatchObject({ state: 'done', done: 1, skipped: 1 })
  expect(available().toSorted()).toEqual(['a/b/two.wav', 'a/new.wav', 'a/one.wav', 'c/three.wav', 'top.wav'])
  await look('a/**')
  expect(available().toSorted()).toEqual([
    'a/b/unseen.wav',
    'a/new.wav',
    'a/one.wav',
    'c/three.wav',
    'top.wav'
  ])
  await look('')
  expect(available()).not.toContain('top.wav')
})

it('marks what was in a folder that went away, and knows it when it comes by another name', async () => {
  const { music, look, available, tracks } = await library()
  const before = tracks().map(({ id }) => id)
  renameSync(join(music, 'a'), join(music, 'z'))
  await look('a/**')
  expect(available()).toEqual(['c/three.wav', 'top.wav'])
  await look('z/**')
  expect(available()).toEqual(['c/three.wav', 'top.wav', 'z/b/two.wav', 'z/one.wav'])
  expect(
    tracks()
      .map(({ id }) => id)
      .toSorted()
  ).toEqual(before.toSorted())
})

it('takes a file from one place to another in one look', async () => {
  const { music, look, available, tracks } = await library()
  const { id } = tracks().find(track => track.path.endsWith('one.wav'))!
  renameSync(join(music, 'a', 'one.wav'), join(music, 'c', 'uno.wav'))
  await look('a', 'c')
  expect(available()).toEqual(['a/b/two.wav', 'c/three.wav', 'c/uno.wav', 'top.wav'])
  expect(tracks().find(track => track.path.endsWith('uno.wav'))).toMatchObject({ id, available: true })
})

it('tells what cannot be read where it looks, and forgets what could not be and is gone', async () => {
  const { music, look, failures } = await library()
  writeFileSync(join(music, 'c', 'broken.mp3'), 'no music')
  await look('c')
  expect(failures()).toMatchObject([{ path: 'c/broken.mp3', stage: 'read' }])
  await look('a')
  expect(failures()).toHaveLength(1)
  rmSync(join(music, 'c', 'broken.mp3'))
  await look('c')
  expect(failures()).toEqual([])
})

it('leaves alone what is of no folder of the library', async () => {
  const { music, scanner, jobs, tracks } = await library()
  const outside = join(music, '..', 'outside')
  mkdirSync(outside)
  song(join(outside, 'x.wav'), 700)
  const job = scanner.lookAt([{ path: outside, deep: true }])
  expect(await jobs.settled(job.id)).toMatchObject({ state: 'done', total: 0 })
  expect(tracks()).toHaveLength(4)
})

it('is a part of a scan that runs, and misses nothing that is asked while one ends', async () => {
  const { music, scanner, jobs, available } = await library()
  song(join(music, 'c', 'four.wav'), 800)
  const scan = scanner.scan()
  expect(scanner.lookAt([{ path: join(music, 'c'), deep: false }]).id).toBe(scan.id)
  await jobs.settled(scan.id)
  expect(available()).toContain('c/four.wav')
})
