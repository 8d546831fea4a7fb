import {
  mkdirSync,
  mkdtempSync,
  renameSync,
  statSync,
  utimesSync,
  rmSync,
  appendFileSync,
  readFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Job } from '#contract/entities.ts'
import { createEngine, type Engine } from '../../../src-main/engine/engine.ts'
import { writeWav } from '../../support/audio.ts'
import { jobEnd, settled } from '../../support/jobs.ts'

const work = mkdtempSync(join(tmpdir(), 'earshot-watching-'))
const music = join(work, 'music')
const away = join(work, 'away')
let engine: Engine

/** A shell that stays, over real folders, in order: each step goes on from the one before. */
beforeAll(async () => {
  mkdirSync(join(music, 'album'), { recursive: true })
  song('album/one.wav', 200)
  engine = await createEngine({
    dataFolder: join(work, 'data'),
    modelsFolder: resolve(import.meta.dirname, '../../../models'),
    analyseAfterScan: false,
    startUp: true
  })
  const ended = jobEnd(engine, 'scan')
  await engine.call('library.addFolders', { paths: [music] })
  await ended
})

afterAll(async () => {
  await engine.close()
  rmSync(work, { recursive: true, force: true })
})

const song = (name: string, hz: number): string =>
  writeWav(join(music, name), { seconds: 0.1, hz, sampleRate: 8000, channels: 1 })

/** Names of the tracks that are there, by their paths. */
async function there(): Promise<string[]> {
  const { ids } = await engine.call('library.list', { sort: 'title', descending: false })
  const rows = await engine.call('library.rows', { ids: [...ids] })
  const paths = await engine.call('library.paths', { ids: rows.map(({ id }) => id) })
  return paths
    .filter((_, at) => rows[at]!.available)
    .map(path => path!.slice(music.length + 1))
    .sort()
}

const shows = (...names: string[]): Promise<void> =>
  expect.poll(there, { timeout: 30_000 }).toEqual(names.toSorted())

it('shows a file that comes, one that goes, and one that has another name, as the track it was', async () => {
  await expect.poll(() => engine.call('library.watched', {})).toEqual([{ path: music, how: 'watched' }])
  song('album/two.wav', 300)
  await shows('album/one.wav', 'album/two.wav')
  const { ids } = await engine.call('library.list', { sort: 'title', descending: false })
  renameSync(join(music, 'album', 'two.wav'), join(music, 'album', 'zwei.wav'))
  await shows('album/one.wav', 'album/zwei.wav')
  expect([...(await engine.call('library.list', { sort: 'title', descending: false })).ids].sort()).toEqual(
    [...ids].sort()
  )
  rmSync(join(music, 'album', 'one.wav'))
  await shows('album/zwei.wav')
})

it('shows a folder of folders that comes at once', async () => {
  mkdirSync(join(music, 'box', 'cd 1'), { recursive: true })
  song('box/cd 1/a.wav', 400)
  song('box/b.wav', 500)
  await shows('album/zwei.wav', 'box/b.wav', 'box/cd 1/a.wav')
})

it('does not look where the library knows already what there is: no scan for nothing', async () => {
  await settled(engine)
  const scans: Pick<Job, 'done' | 'skipped'>[] = []
  const off = engine.on('job', ({ kind, state, done, skipped }) => {
    if (kind === 'scan' && state === 'done') scans.push({ done, skipped })
  })
  // Something happens to a file, and it is as it was.
  const touched = join(music, 'box', 'b.wav')
  utimesSync(touched, new Date(), Math.floor(statSync(touched).mtimeMs) / 1000)
  song('album/drei.wav', 350)
  await shows('album/drei.wav', 'album/zwei.wav', 'box/b.wav', 'box/cd 1/a.wav')
  rmSync(join(music, 'album', 'drei.wav'))
  await shows('album/zwei.wav', 'box/b.wav', 'box/cd 1/a.wav')
  off()
  // Of the folder of albums alone: one new file beside one that is known.
  expect(scans[0]).toEqual({ done: 1, skipped: 1 })
})

it('takes a file that is copied in pieces as it is in the end', async () => {
  const whole = readFileSync(
    writeWav(join(work, 'c.wav'), { seconds: 0.1, hz: 600, sampleRate: 8000, channels: 1 })
  )
  for (let at = 0; at < whole.length; at += 400) {
    appendFileSync(join(music, 'box', 'c.wav'), whole.subarray(at, at + 400))
    await new Promise(resolve => setTimeout(resolve, 200))
  }
  await shows('album/zwei.wav', 'box/b.wav', 'box/c.wav', 'box/cd 1/a.wav')
  await expect.poll(() => engine.call('library.failures', {})).toEqual([])
})

it('notices that the folder itself goes away, and when it comes back', async () => {
  renameSync(music, away)
  await shows()
  expect(await engine.call('library.watched', {})).toEqual([{ path: music, how: 'away' }])
  expect((await engine.call('library.overview', {})).folders).toMatchObject([{ state: 'missing' }])
  renameSync(away, music)
  await shows('album/zwei.wav', 'box/b.wav', 'box/c.wav', 'box/cd 1/a.wav')
  expect((await engine.call('library.overview', {})).folders).toMatchObject([{ state: 'present' }])
  song('album/back.wav', 700)
  await shows('album/back.wav', 'album/zwei.wav', 'box/b.wav', 'box/c.wav', 'box/cd 1/a.wav')
})

it('watches nothing where that is not wanted, and all again where it is', async () => {
  await engine.call('settings.set', { watchFolders: false })
  expect(await engine.call('library.watched', {})).toEqual([])
  song('album/quiet.wav', 800)
  await engine.call('settings.set', { watchFolders: true })
  await expect.poll(() => engine.call('library.watched', {})).toEqual([{ path: music, how: 'watched' }])
  song('album/loud.wav', 900)
  // The place is looked at as it is: what came meanwhile is found on the way.
  await expect.poll(there, { timeout: 30_000 }).toContain('album/loud.wav')
  expect(await there()).toContain('album/quiet.wav')
})
