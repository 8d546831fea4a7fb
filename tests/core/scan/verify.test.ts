import { statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { emptyLibrary, song } from './library.ts'

const time = 1_600_000_000

function made(path: string, hz = 300): void {
  song(path, hz)
  utimesSync(path, time, time)
}

/** Another file of the same size and time in the place of one. */
function replace(path: string, write: () => void): void {
  const { size } = statSync(path)
  write()
  expect(statSync(path).size).toBe(size)
  utimesSync(path, time, time)
}

test('a file replaced by one of equal size and time is found by a full check, and only by that', async () => {
  const library = emptyLibrary()
  const { music } = library
  for (const name of ['a.wav', 'b.wav', 'c.wav']) made(join(music, name))
  await library.scan()
  const before = library.tracks()
  replace(join(music, 'b.wav'), () => song(join(music, 'b.wav'), 700))
  expect(await library.scan()).toMatchObject({ done: 0, skipped: 3, failed: 0 })
  expect(library.tracks()).toEqual(before)

  expect(await library.scan(undefined, true)).toMatchObject({ done: 1, skipped: 2, failed: 0, total: 3 })
  const after = library.tracks()
  expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
  expect(after.map(({ contentId }, at) => Buffer.compare(contentId, before[at]!.contentId) === 0)).toEqual([
    true,
    false,
    true
  ])
  expect(await library.scan(undefined, true)).toMatchObject({ done: 0, skipped: 3 })
})

test('a full check finds what is no music any more, and what could not be read before', async () => {
  const library = emptyLibrary()
  const { music } = library
  made(join(music, 'a.wav'))
  made(join(music, 'b.wav'))
  await library.scan()
  const path = join(music, 'a.wav')
  const { size } = statSync(path)
  replace(path, () => writeFileSync(path, Buffer.alloc(size, 'no music')))
  expect(await library.scan(undefined, true)).toMatchObject({ failed: 1 })
  expect([library.available(), library.failures().length]).toEqual([['b.wav'], 1])
  replace(path, () => song(join(music, 'a.wav'), 300))
  expect(await library.scan()).toMatchObject({ done: 0 })
  expect(await library.scan(undefined, true)).toMatchObject({ failed: 0 })
  expect([library.available(), library.failures()]).toEqual([['a.wav', 'b.wav'], []])
  unlinkSync(path)
  await library.scan(undefined, true)
  expect(library.available()).toEqual(['b.wav'])
})

test('a full check that is asked for while a scan runs is done, and one that is cancelled changes nothing', async () => {
  const library = emptyLibrary()
  const { music, scanner, jobs } = library
  for (let i = 0; i < 60; i++) made(join(music, `${i}.wav`), 200 + i)
  await library.scan()
  replace(join(music, '7.wav'), () => song(join(music, '7.wav'), 700))
  const running = scanner.scan()
  expect(scanner.scan(undefined, { verify: true }).id).toBe(running.id)
  await jobs.settled(running.id)
  const last = jobs.list().findLast(({ kind }) => kind === 'scan')!
  expect(await jobs.settled(last.id)).toMatchObject({ done: 1 })

  const job = scanner.scan(undefined, { verify: true })
  jobs.cancel(job.id)
  expect(await jobs.settled(job.id)).toMatchObject({ state: 'cancelled' })
  expect(library.available()).toHaveLength(60)
  expect(library.failures()).toEqual([])
})
