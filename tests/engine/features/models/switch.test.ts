import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Job } from '#contract/entities.ts'
import type { ModelEntry } from '#contract/models.ts'
import { createEngine, type Engine } from '../../../../src-main/engine/engine.ts'
import { writeWav } from '../../../support/audio.ts'
import { writeClapPack } from '../../../support/clap-pack.ts'
import { jobEnd, settled } from '../../../support/jobs.ts'
import { shipped } from '../../../support/shipped.ts'

const modelsFolder = resolve(import.meta.dirname, '../../../../models')
const work = mkdtempSync(join(tmpdir(), 'earshot-switch-'))
const music = join(work, 'music')
const dataFolder = join(work, 'data')
let engine: Engine
let told = 0

/** The way from the model that comes along to a pack and back, in order. */
beforeAll(async () => {
  mkdirSync(music)
  for (const [name, hz] of [
    ['deep', 150],
    ['between', 1500],
    ['shrill', 7000]
  ] as const) {
    writeWav(join(music, `${name}.wav`), { seconds: 12, hz, channels: 1 })
  }
  engine = await createEngine({ dataFolder, modelsFolder })
  engine.on('models.changed', () => told++)
  await engine.call('library.addFolders', { paths: [music] })
  await jobEnd(engine, 'analysis')
  await settled(engine)
})
afterAll(async () => {
  await engine.close()
  rmSync(work, { recursive: true, force: true })
})

const model = async (id: string): Promise<ModelEntry | undefined> =>
  (await engine.call('models.list', {})).models.find(one => one.id === id)

async function ended(job: Job | null): Promise<Job> {
  if (job === null) throw new Error('There is no job.')
  await settled(engine)
  return (await engine.call('jobs.list', {})).find(one => one.id === job.id)!
}

/** Titles, best first. */
async function found(text: string): Promise<string[]> {
  const { hits } = await engine.call('search.query', { text, all: true })
  const rows = await engine.call('library.rows', { ids: hits.map(hit => hit.id) })
  return rows.map(row => row.title)
}

it('a folder is looked at before it is taken in, and only under the licence that was shown', async () => {
  const folder = writeClapPack(join(work, 'Tiny CLAP'), { layout: 'hub' })
  const proposal = await engine.call('models.inspect', { paths: [folder] })
  expect(proposal).toMatchObject({ id: 'tiny-clap', licence: 'apache-2.0', variant: 'full' })
  await expect(engine.call('models.add', { paths: [folder], licence: 'MIT' })).rejects.toMatchObject({
    code: 'bad-request'
  })
  const job = await engine.call('models.add', { paths: [folder], id: 'tiny', licence: 'apache-2.0' })
  expect(await ended(job)).toMatchObject({ kind: 'model-add', state: 'done', error: null })
  expect(await model('tiny')).toMatchObject({
    family: 'clap',
    dimension: 512,
    origin: 'installed',
    state: 'ok',
    inUse: false,
    analysed: 0,
    unanalysed: 3,
    tags: false,
    music: false
  })
  expect(told).toBeGreaterThan(0)
  expect(readdirSync(join(dataFolder, 'models'))).toEqual(['tiny'])
  const manifest = JSON.parse(readFileSync(join(dataFolder, 'models', 'tiny', 'manifest.json'), 'utf8')) as {
    files: { name: string }[]
  }
  expect(manifest.files.map(file => file.name)).toEqual([
    'MODEL_CARD.md',
    'audio.onnx',
    'scoring.json',
    'text.onnx',
    'tokenizer.json',
    'tokenizer_config.json'
  ])
})

it('its self-test can be run again', async () => {
  const test = await engine.call('models.test', { id: 'tiny' })
  expect(test).toMatchObject({ failure: null })
  expect(test.alike).toBeLessThan(0.9)
  expect(test.milliseconds).toBeGreaterThan(0)
  expect((await engine.call('models.test', { id: shipped.id })).failure).toBeNull()
})

it('it hears the library beside the old one, and takes over at the end', async () => {
  const before = await engine.call('system.status', {})
  const { inUse, job } = await engine.call('models.use', { id: 'tiny' })
  expect(inUse).toBe(false)
  expect(await model('tiny')).toMatchObject({ inUse: false, preparing: true })
  expect((await engine.call('system.status', {})).model.id).toBe(before.model.id)
  expect(await ended(job)).toMatchObject({ kind: 'analysis', state: 'done', done: 3, failed: 0 })
  expect(await model('tiny')).toMatchObject({ inUse: true, preparing: false, analysed: 3, unanalysed: 0 })
  expect(await engine.call('library.overview', {})).toMatchObject({ analysed: 3 })
})

it('searches are answered by it: words lie where its two halves say', async () => {
  expect((await found('low'))[0]).toBe('deep')
  expect((await found('middle'))[0]).toBe('between')
  expect((await found('high'))[0]).toBe('shrill')
  const { hits } = await engine.call('search.query', { text: 'low -high', all: true })
  expect(hits).toHaveLength(3)
  expect(hits.every(hit => Number.isFinite(hit.score) && hit.moment !== null)).toBe(true)
})

it('what needs tags or a music score does without', async () => {
  const [id] = (await engine.call('library.list', { sort: 'title', descending: false })).ids
  const track = await engine.call('library.track', { id: id! })
  expect(track).toMatchObject({ topTags: [], music: null, analysed: true })
  expect(track.measured).not.toBeNull()
  expect((await engine.call('tags.terms', {})).every(term => term.reliability.source === 'none')).toBe(true)
  expect(await engine.call('tags.suggest', { ids: [id!] })).toHaveLength(1)
  expect((await engine.call('tags.describe', { of: { kind: 'track', id: id! } })).analysed).toBe(1)
  expect(await engine.call('tags.audit', {})).toEqual([])
  const draft = await engine.call('drafts.make', { prompt: 'low tone length:>1s' })
  expect(draft.entries.length).toBeGreaterThan(0)
  expect((await engine.call('search.similar', { ids: [id!] })).hits.length).toBeGreaterThan(0)
  expect(await engine.call('audio.waveform', { id: id! })).not.toBeNull()
})

it('the old one takes over at once: its vectors have stayed', async () => {
  expect(await engine.call('models.use', { id: shipped.id })).toEqual({ inUse: true, job: null })
  expect(await engine.call('library.overview', {})).toMatchObject({ analysed: 3 })
  expect((await found('a low tone')).length).toBe(3)
  const [id] = (await engine.call('library.list', { sort: 'title', descending: false })).ids
  expect((await engine.call('library.track', { id: id! })).topTags.length).toBeGreaterThan(0)
  expect(await engine.call('models.use', { id: 'tiny' })).toEqual({ inUse: true, job: null })
})

it('the choice outlives a restart', async () => {
  await engine.close()
  engine = await createEngine({ dataFolder, modelsFolder })
  expect((await engine.call('system.status', {})).model.id).toBe('tiny')
  expect((await found('high'))[0]).toBe('shrill')
})

it('neither the one in use nor the one that comes along can be removed', async () => {
  for (const [id, code] of [
    ['tiny', 'bad-request'],
    [shipped.id, 'bad-request'],
    ['nothing', 'not-found'],
    ['.', 'not-found']
  ] as const) {
    await expect(engine.call('models.remove', { id, analysed: true })).rejects.toMatchObject({ code })
  }
})

it('removed, it keeps what it has heard unless told otherwise', async () => {
  await engine.call('models.use', { id: shipped.id })
  await engine.call('models.remove', { id: 'tiny', analysed: false })
  expect(existsSync(join(dataFolder, 'models', 'tiny'))).toBe(false)
  expect(await model('tiny')).toBeUndefined()
  const folder = join(work, 'Tiny CLAP')
  await ended(await engine.call('models.add', { paths: [folder], id: 'tiny', licence: 'apache-2.0' }))
  expect(await model('tiny')).toMatchObject({ analysed: 3 })
  await engine.call('models.remove', { id: 'tiny', analysed: true })
  await ended(await engine.call('models.add', { paths: [folder], id: 'tiny', licence: 'apache-2.0' }))
  expect(await model('tiny')).toMatchObject({ analysed: 0, unanalysed: 3 })
})
