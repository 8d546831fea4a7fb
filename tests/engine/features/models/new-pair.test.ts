import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SearchHit } from '#contract/entities.ts'
import type { ModelEntry } from '#contract/models.ts'
import { openReader } from '../../../../src-main/core/database/open.ts'
import { createEngine, type Engine } from '../../../../src-main/engine/engine.ts'
import { writeWav } from '../../../support/audio.ts'
import { everyStepIsTold } from '../../../support/every-step.ts'
import { settled } from '../../../support/jobs.ts'
import { writeNewModels, writeOldModels } from '../../../support/tiny-pairs.ts'

// Another edition of Earshot brings another pair: the one before answers until the new one has heard the library.

const work = mkdtempSync(join(tmpdir(), 'earshot-new-pair-'))
const music = join(work, 'music')
const dataFolder = join(work, 'data')
const oldModels = writeOldModels(join(work, 'models-1'))
const newModels = writeNewModels(join(work, 'models-2'))
/** Enough of them that a job can be stopped among them. */
const count = 30
let engine: Engine
let before: SearchHit[]

const wav = (name: string, hz: number): string =>
  writeWav(join(music, `${name}.wav`), { seconds: 3, hz, channels: 1 })
const open = async (modelsFolder: string): Promise<Engine> =>
  createEngine({ dataFolder, modelsFolder, analyseAfterScan: false })
const models = async (): Promise<ModelEntry[]> => (await engine.call('models.list', {})).models
const found = async (text: string): Promise<SearchHit[]> =>
  (await engine.call('search.query', { text, all: true })).hits
const newEars = async (): Promise<number | null> => (await engine.call('library.overview', {})).newEars
const heardIds = (name: string): number[] => {
  const db = openReader(dataFolder)
  const ids = db
    .prepare<[string], number>(
      'SELECT track_id FROM analyses JOIN models ON models.id = model_id WHERE name = ?'
    )
    .pluck()
    .all(name)
  db.close()
  return ids
}
const heardBy = (name: string): number => heardIds(name).length
const idOf = async (title: string): Promise<number> => {
  const { ids } = await engine.call('library.list', { sort: 'title', descending: false })
  const rows = await engine.call('library.rows', { ids: [...ids] })
  return rows.find(row => row.title === title)!.id
}

/** A library as the edition before left it: heard, tagged, listed. In order: each step goes on from the one before. */
beforeAll(async () => {
  mkdirSync(music)
  for (let i = 0; i < count; i++) wav(`tone ${i}`, 100 + 200 * i)
  engine = await open(oldModels)
  await engine.call('library.addFolders', { paths: [music] })
  await settled(engine)
  await engine.call('analysis.start', {})
  await settled(engine)
  const tag = await engine.call('taught.create', { name: 'low' })
  await engine.call('taught.mark', { id: tag.id, trackIds: [await idOf('tone 0')], mark: 'yes' })
  before = await found('low')
  await engine.close()
})
afterAll(async () => {
  await engine.close()
  rmSync(work, { recursive: true, force: true })
})

it('a head that is damaged is told of', async () => {
  const broken = join(work, 'models-broken')
  cpSync(newModels, broken, { recursive: true })
  writeFileSync(join(broken, 'old', 'text-head.onnx'), 'no graph')
  engine = await open(broken)
  const { problems } = await engine.call('system.doctor', {})
  expect(problems).toContainEqual(expect.objectContaining({ code: 'model-corrupt', id: 'old' }))
  await expect(engine.call('search.query', { text: 'low' })).rejects.toMatchObject({ code: 'model-corrupt' })
  await engine.close()
  engine = await open(newModels)
})

it('phrases are answered as before, to the last digit, though the old text tower is gone', async () => {
  expect(before).toHaveLength(count)
  const after = await found('low')
  expect(after.map(hit => hit.id)).toEqual(before.map(hit => hit.id))
  after.forEach((hit, i) => expect(hit.score).toBeCloseTo(before[i]!.score, 5))
  expect((await engine.call('search.similar', { ids: [await idOf('tone 0')] })).hits.length).toBeGreaterThan(0)
  const [taught] = await engine.call('taught.list', { wait: true })
  expect(taught).toMatchObject({ name: 'low', yes: 1 })
})

it('both are told of: the one that answers, and how far the new one has come', async () => {
  expect(await models()).toMatchObject([
    { id: 'new', inUse: false, preparing: true, earlier: false, analysed: 0, unanalysed: count },
    { id: 'old', inUse: true, preparing: false, earlier: true, analysed: count, state: 'ok' }
  ])
  expect(await newEars()).toBe(0)
  const status = await engine.call('system.status', {})
  expect(status.model).toMatchObject({ id: 'old', state: 'ok' })
  expect((await engine.call('system.doctor', {})).problems.map(({ code }) => code)).not.toContain(
    'model-corrupt'
  )
})

it('the old one is no model to choose, to test or to lose by chance', async () => {
  await expect(engine.call('models.test', { id: 'old' })).rejects.toMatchObject({ code: 'bad-request' })
  await expect(engine.call('models.remove', { id: 'old', analysed: true })).rejects.toMatchObject({
    code: 'bad-request'
  })
  expect(await engine.call('models.use', { id: 'old' })).toEqual({ inUse: true, job: null })
  expect((await models()).find(({ id }) => id === 'new')).toMatchObject({ preparing: true })
})

it('stopped on its way, the new one has kept what it heard, and the old one still answers', async () => {
  everyStepIsTold()
  const stop = engine.on('job', job => {
    if (job.kind === 'analysis' && job.state === 'running' && job.done > 0)
      void engine.call('jobs.cancel', { id: job.id })
  })
  await engine.call('analysis.start', {})
  await settled(engine)
  stop()
  const heard = (await newEars())!
  expect(heard).toBeGreaterThan(0)
  expect(heard).toBeLessThan(count)
  await engine.close()
  engine = await open(newModels)
  expect(await newEars()).toBe(heard)
  expect([heardBy('old'), heardBy('new')]).toEqual([count, heard])
  expect((await found('low')).map(hit => hit.id)).toEqual(before.map(hit => hit.id))
})

it('what came meanwhile is found by its name, and heard by the new one', async () => {
  wav('late', 300)
  await engine.call('library.scan', {})
  await settled(engine)
  expect((await found('late')).map(hit => hit.id)).toContain(await idOf('late'))
  expect(heardBy('old')).toBe(count)
})

it('what the old one heard of files that are away is kept until they are back and heard', async () => {
  const away = join(work, 'away.wav')
  const [unheard] = (await found('low')).map(hit => hit.id).filter(id => !heardIds('new').includes(id))
  const [path] = await engine.call('library.paths', { ids: [unheard!] })
  renameSync(path!, away)
  await engine.call('library.scan', {})
  await settled(engine)
  await engine.call('analysis.start', {})
  await settled(engine)
  expect((await models())[0]).toMatchObject({ id: 'new', inUse: true, analysed: count })
  expect(heardBy('old')).toBe(count)
  expect((await models()).find(({ id }) => id === 'old')).toMatchObject({ inUse: false, earlier: true })
  await expect(engine.call('models.use', { id: 'old' })).rejects.toMatchObject({ code: 'bad-request' })
  renameSync(away, path!)
  await engine.call('library.scan', {})
  await settled(engine)
})

it('once the new one has heard all that the old one had, it answers alone, and the room is given back', async () => {
  await engine.call('analysis.start', {})
  await settled(engine)
  await engine.close()
  expect([heardBy('old'), heardBy('new')]).toEqual([0, count + 1])
  engine = await open(newModels)
  expect(await models()).toMatchObject([{ id: 'new', inUse: true, preparing: false, analysed: count + 1 }])
  expect(await newEars()).toBeNull()
  expect(await found('low')).toHaveLength(count + 1)
  const [taught] = await engine.call('taught.list', { wait: true })
  expect(taught).toMatchObject({ name: 'low', yes: 1 })
})
