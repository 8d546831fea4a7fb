import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Job } from '#contract/entities.ts'
import type { KnownModel } from '#contract/models.ts'
import { createEngine, type Engine } from '../../../../src-main/engine/engine.ts'
import { writeClapPack } from '../../../support/clap-pack.ts'
import type { ClapPack } from '../../../support/clap-pack.ts'
import { openFileServer } from '../../../support/file-server.ts'
import type { FileServer } from '../../../support/file-server.ts'
import { settled } from '../../../support/jobs.ts'
import { shipped } from '../../../support/shipped.ts'

const modelsFolder = resolve(import.meta.dirname, '../../../../models')
const work = mkdtempSync(join(tmpdir(), 'earshot-download-'))
const dataFolder = join(work, 'data')
const packs = join(dataFolder, 'models')
const id = 'clap-htsat-unfused'
const licence = 'Apache-2.0'
let engine: Engine
let server: FileServer
let number = 0

beforeAll(async () => {
  server = await openFileServer()
  engine = await createEngine({ dataFolder, modelsFolder })
})
afterAll(async () => {
  await engine.close()
  await server.close()
  rmSync(work, { recursive: true, force: true })
})
beforeEach(() => {
  server.manners = {}
  server.asked.length = 0
})

/** A tiny model under the names the real export has. */
function serve(pack: ClapPack = {}): void {
  const folder = writeClapPack(join(work, String(number++)), pack)
  const put = (path: string, name: string) => server.files.set(path, readFileSync(join(folder, name)))
  put('README.md', 'README.md')
  put('tokenizer.json', 'tokenizer.json')
  put('tokenizer_config.json', 'tokenizer_config.json')
  put('onnx/audio_model_quantized.onnx', 'audio.onnx')
  put('onnx/text_model_quantized.onnx', 'text.onnx')
}

const start = (): Promise<Job> => engine.call('models.download', { id, licence, from: server.address })
async function ended({ id: job }: Job): Promise<Job> {
  await settled(engine)
  return (await engine.call('jobs.list', {})).find(one => one.id === job)!
}
const known = async (name = id): Promise<KnownModel> =>
  (await engine.call('models.list', {})).known.find(one => one.id === name)!

it('nothing is fetched unasked; what can be fetched is listed with its licence', async () => {
  const { known: all, models } = await engine.call('models.list', {})
  expect(models.map(model => model.id)).toEqual([shipped.id])
  expect(all.map(({ id: name, licence: one, blocked }) => [name, one, blocked === null])).toEqual([
    ['clap-htsat-unfused', 'Apache-2.0', true],
    ['larger_clap_music_and_speech', 'Apache-2.0', true],
    ['larger_clap_music', 'Apache-2.0', false]
  ])
  expect(server.asked).toEqual([])
})

it('a broken one, an unknown one, and one whose licence was not accepted are refused', async () => {
  const ask = (name: string, accepted = licence) =>
    engine.call('models.download', { id: name, licence: accepted, from: server.address })
  await expect(ask('larger_clap_music')).rejects.toMatchObject({
    code: 'pack-refused',
    message: expect.stringContaining('text half is dead')
  })
  await expect(ask('nothing')).rejects.toMatchObject({ code: 'not-found' })
  await expect(ask(id, 'none')).rejects.toMatchObject({ code: 'bad-request' })
  expect(server.asked).toEqual([])
})

it('stopped, it goes on where it was; half of it can be given up', async () => {
  serve()
  server.manners = { silentAfter: 1000 }
  const job = await start()
  await expect.poll(async () => (await known()).fetched).toBeGreaterThanOrEqual(1000)
  await engine.call('jobs.cancel', { id: job.id })
  expect(await ended(job)).toMatchObject({ state: 'cancelled' })
  const { fetched, installed } = await known()
  expect([installed, fetched > 0]).toEqual([false, true])
  expect((await engine.call('models.list', {})).models).toHaveLength(1)

  server.asked.length = 0
  server.manners = {}
  expect(await ended(await start())).toMatchObject({ state: 'done', error: null })
  expect(server.asked.filter(({ from }) => from !== null)).toHaveLength(1)
  expect(await known()).toMatchObject({ installed: true, fetched: 0 })
  expect(readdirSync(packs)).toEqual([id])
  const model = (await engine.call('models.list', {})).models.find(one => one.id === id)
  expect(model).toMatchObject({ family: 'clap', state: 'ok', licence, source: server.address })
  await expect(start()).rejects.toMatchObject({ code: 'pack-refused' })

  await engine.call('models.remove', { id, analysed: false })
  mkdirSync(join(packs, `.download-${id}`))
  writeFileSync(join(packs, `.download-${id}`, 'audio.onnx.part'), 'half')
  await engine.call('models.remove', { id, analysed: false })
  expect((await known()).fetched).toBe(0)
})

it('what the first download brought is pinned: another file is refused', async () => {
  serve({ dimension: 512, text: 'dead' })
  const { state, error } = await ended(await start())
  expect(state).toBe('failed')
  expect(error).toMatchObject({ code: 'download-failed', message: expect.stringContaining('SHA-256') })
  expect((await known()).installed).toBe(false)
})

it('a model that fails its self-test is not kept, nor what was fetched of it', async () => {
  rmSync(join(dataFolder, 'model-pins.json'))
  await engine.call('models.remove', { id, analysed: false })
  const { state, error } = await ended(await start())
  expect(state).toBe('failed')
  expect(error).toMatchObject({ code: 'pack-refused', message: expect.stringContaining('come out alike') })
  expect(readdirSync(packs)).toEqual([])
})

it('a file that is not there ends it, with what to do', async () => {
  rmSync(join(dataFolder, 'model-pins.json'))
  serve()
  server.files.delete('onnx/text_model_quantized.onnx')
  expect(await ended(await start())).toMatchObject({
    state: 'failed',
    error: { code: 'download-failed', message: 'text_model_quantized.onnx: the server says 404.' }
  })
  serve()
  server.asked.length = 0
  expect((await ended(await start())).state).toBe('done')
  // The other files were here already.
  expect(server.asked.map(({ path }) => path)).toEqual(['onnx/text_model_quantized.onnx'])
  expect(existsSync(join(packs, id, 'manifest.json'))).toBe(true)
})
