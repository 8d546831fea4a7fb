import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeLibrary } from '../../../../scripts/bench/made-library.ts'
import { openDatabase } from '../../../../src-main/core/database/open.ts'
import { createEngine, type Engine } from '../../../../src-main/engine/engine.ts'
import { shipped } from '../../../support/shipped.ts'
import { jobOf } from '../../../support/tag-library.ts'

const dataFolder = mkdtempSync(join(tmpdir(), 'earshot-map-'))
const tracks = 60
let engine: Engine
beforeAll(async () => {
  const db = openDatabase(dataFolder)
  makeLibrary(db, shipped, tracks, 3)
  db.close()
  const modelsFolder = resolve(import.meta.dirname, '../../../../models')
  engine = await createEngine({ dataFolder, modelsFolder, analyseAfterScan: false })
})
afterAll(async () => {
  await engine.close()
  rmSync(dataFolder, { recursive: true, force: true })
})

it('keeps nothing of a layout that is stopped', async () => {
  const job = await engine.call('map.layOut', {})
  await engine.call('jobs.cancel', { id: job.id })
  expect((await jobOf(engine, job)).state).toBe('cancelled')
  expect(await engine.call('map.likeness', {})).toMatchObject({ due: true, ids: { length: 0 } })
})

it('lays a library out once, and answers from what is kept', async () => {
  const job = await jobOf(engine, await engine.call('map.layOut', {}))
  expect(job).toMatchObject({ state: 'done', done: 100, failed: 0 })
  const map = await engine.call('map.likeness', {})
  expect(map).toMatchObject({ due: false, unplaced: 0, ids: { length: tracks } })
  expect(readdirSync(join(dataFolder, 'cache')).some(name => name.startsWith('map-'))).toBe(true)
  const { ids, classes } = await engine.call('map.colours', { by: 'genre' })
  expect([...ids].sort()).toEqual([...map.ids].sort())
  expect(classes.reduce((sum, one) => sum + one.tracks, 0)).toBe(tracks)
})

it('places by axes that are typed, in Korean and misspelt too, and by none that is not understood', async () => {
  const { ids, x, y, axes } = await engine.call('map.axes', { x: '잔잔한 … electric gitar', y: 'asdf qwer' })
  expect(x).toHaveLength(tracks)
  expect(ids).toHaveLength(tracks)
  expect(axes.x).toMatchObject({
    low: { understoodAs: { language: 'ko', english: 'calm' } },
    high: { understoodAs: { language: 'en', english: 'electric guitar' } }
  })
  expect(y).toBeNull()
  expect(axes.y!.high).toMatchObject({ text: 'asdf qwer', trust: 'not-understood' })
  expect(await engine.call('map.passage', { id: 1, text: 'piano' })).toEqual({ start: expect.any(Number) })
})
