import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { serveLibrary, type Served } from '../../../support/fixture-serve.ts'
import { makeMessy } from '../../../support/messy-album.ts'
import { jobOf, writePlan } from '../../../support/tag-library.ts'

/** Two songs of five are there twice: found by what was heard of them and by their sound, and taken back one by one. */
let served: Served
const dataHome = process.env.XDG_DATA_HOME
beforeAll(async () => {
  served = await serveLibrary()
  process.env.XDG_DATA_HOME = join(served.folder, 'share')
  await makeMessy(served)
})
afterAll(async () => {
  await served.stop()
  if (dataHome === undefined) delete process.env.XDG_DATA_HOME
  else process.env.XDG_DATA_HOME = dataHome
})

it('finds what is there twice, looks at nothing again, and takes one of two back', async () => {
  const { engine, music } = served
  const find = async () => jobOf(engine, await engine.call('doubles.find', {}))
  expect(await find()).toMatchObject({ state: 'done', done: 2, failed: 0 })
  const groups = await engine.call('doubles.groups', {})
  const pathsOf = groups.map(({ copies }) => copies.map(({ path }) => path.slice(music.length + 1)))
  expect(new Set(pathsOf)).toEqual(
    new Set([
      ['new folder/02 - iron parade.flac', 'old downloads/iron parade.mp3'],
      ['new folder/03 - quiet lamp.ogg', 'old downloads/lamp copy.ogg']
    ])
  )
  expect(groups.map(({ copies }) => copies[1]!.identical).sort()).toEqual([false, true])
  expect(groups.every(({ sure }) => sure)).toBe(true)
  expect(await find()).toMatchObject({ state: 'done', done: 0, total: 0 })

  const asked = groups.map(({ keep, copies }) => ({ keep, others: [copies[1]!.id] }))
  const plan = await engine.call('doubles.propose', { name: 'Doubles', groups: asked, trash: true })
  expect(await writePlan(engine, plan.id)).toMatchObject({ done: 2, failed: 0 })
  const [batch] = await engine.call('history.list', {})
  const changes = await engine.call('history.changes', { id: batch!.id })
  const one = changes.find(({ before }) => before[0]!.endsWith('lamp copy.ogg'))!
  const job = await engine.call('history.undo', { id: batch!.id, changeIds: [one.id] })
  expect(await jobOf(engine, job)).toMatchObject({ state: 'done', done: 1, failed: 0 })
  expect(existsSync(join(music, 'old downloads/lamp copy.ogg'))).toBe(true)
  expect(existsSync(join(music, 'old downloads/iron parade.mp3'))).toBe(false)
  expect(await engine.call('doubles.overview', {})).toMatchObject({ groups: 1, looked: 6, tracks: 6 })
})
