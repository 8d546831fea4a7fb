import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Job } from '#contract/entities.ts'
import type { ModelEntry } from '#contract/models.ts'
import { createEngine, type Engine } from '../../../../src-main/engine/engine.ts'
import { writePlainAudioTower } from '../../../core/inference/tiny-graphs.ts'
import { writeClapPack } from '../../../support/clap-pack.ts'
import type { ClapPack } from '../../../support/clap-pack.ts'
import { settled } from '../../../support/jobs.ts'
import { shipped } from '../../../support/shipped.ts'

const modelsFolder = resolve(import.meta.dirname, '../../../../models')
const work = mkdtempSync(join(tmpdir(), 'earshot-refusals-'))
const dataFolder = join(work, 'data')
const packs = join(dataFolder, 'models')
let engine: Engine
let number = 0

beforeAll(async () => (engine = await createEngine({ dataFolder, modelsFolder })))
afterAll(async () => {
  await engine.close()
  rmSync(work, { recursive: true, force: true })
})

const folderFor = (): string => join(work, `pack-${number++}`)
const made = (pack: ClapPack = {}): string => writeClapPack(folderFor(), pack)

/** The end of taking a folder in, with its licence accepted. */
async function add(paths: string[], id?: string): Promise<Job> {
  const { licence } = await engine.call('models.inspect', { paths, id })
  const { id: job } = await engine.call('models.add', { paths, id, licence })
  await settled(engine)
  return (await engine.call('jobs.list', {})).find(one => one.id === job)!
}

const list = async (): Promise<ModelEntry[]> => (await engine.call('models.list', {})).models
const leftovers = (): string[] => (existsSync(packs) ? readdirSync(packs) : [])

describe('what fails its self-test', () => {
  it.each<[ClapPack, RegExp]>([
    [{ text: 'dead' }, /come out alike \(mean cosine 1\.000\)/],
    [{ text: 'nan' }, /no usable numbers for text_embeds/],
    [{ text: 'zero' }, /same nothing/],
    [{ audio: 'dead' }, /a chord and noise come out alike/],
    [{ audio: 'fused' }, /^audio\.onnx is another kind of graph: it also wants is_longer/],
    [{ audio: 'narrow' }, /no spectrogram of 1001 x 64/],
    [{ dimension: 256 }, /256 numbers for audio_embeds instead of 512/]
  ])('%o is refused, and leaves nothing behind', async (pack, message) => {
    const { state, error } = await add([made(pack)])
    expect(state).toBe('failed')
    expect(error).toMatchObject({ code: 'pack-refused', message: expect.stringMatching(message) })
    expect(error!.message).not.toContain(dataFolder)
    expect(leftovers()).toEqual([])
  })
})

describe('what is damaged', () => {
  it('a graph cut short, and one that is none', async () => {
    const cut = made()
    truncateSync(join(cut, 'text.onnx'), 5000)
    const rubbish = made()
    writeFileSync(join(rubbish, 'audio.onnx'), 'no graph at all')
    for (const folder of [cut, rubbish]) {
      expect((await add([folder])).error).toMatchObject({ code: 'pack-refused' })
    }
    expect(leftovers()).toEqual([])
  })

  it('a tokenizer that is none, or another one', async () => {
    const broken = made()
    writeFileSync(join(broken, 'tokenizer.json'), '{"model": 3')
    expect((await add([broken])).error).toMatchObject({ code: 'pack-refused' })
    // Its numbers lie beyond the words of the text half.
    const other = made()
    copyFileSync(join(shipped.folder, 'tokenizer.json'), join(other, 'tokenizer.json'))
    expect((await add([other])).error).toMatchObject({
      code: 'pack-refused',
      message: expect.stringContaining('cannot be run')
    })
  })

  it('files that are not what their own manifest promises', async () => {
    const folder = made()
    const files = [{ name: 'text.onnx', sha256: '0'.repeat(64) }]
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ id: 'promised', files }))
    expect((await add([folder])).error).toMatchObject({
      code: 'pack-refused',
      message: expect.stringContaining('not what its manifest promises')
    })
  })

  it.each([
    ['audio.onnx', 'no audio model'],
    ['text.onnx', 'no text model'],
    ['tokenizer.json', 'no tokenizer.json']
  ])('a missing %s is said before anything is copied', async (name, message) => {
    const folder = made()
    rmSync(join(folder, name))
    await expect(engine.call('models.inspect', { paths: [folder] })).rejects.toMatchObject({
      code: 'pack-refused',
      message: expect.stringContaining(message)
    })
  })

  it('an empty file, no folder, a link to nowhere', async () => {
    const folder = made()
    truncateSync(join(folder, 'tokenizer.json'), 0)
    const inspect = (path: string) => engine.call('models.inspect', { paths: [path] })
    await expect(inspect(folder)).rejects.toMatchObject({ code: 'pack-refused' })
    await expect(inspect(join(work, 'nowhere'))).rejects.toMatchObject({ code: 'not-found' })
    rmSync(join(folder, 'tokenizer.json'))
    symlinkSync(join(work, 'nowhere'), join(folder, 'tokenizer.json'))
    await expect(inspect(folder)).rejects.toMatchObject({ code: 'pack-refused' })
  })
})

describe('hostile names', () => {
  it.each(['../../outside', '/etc', 'a/b', 'con', '.hidden', 'UPPER', 'x'.repeat(65), 'a\u0000b', 'ends.'])(
    'a manifest cannot call itself %j',
    async id => {
      const folder = made()
      writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ id }))
      await expect(engine.call('models.inspect', { paths: [folder] })).rejects.toMatchObject({
        code: 'pack-refused'
      })
    }
  )

  it.each(['../../../secret', '/etc/passwd', 'nul.onnx', '..'])(
    'an installed manifest that names the file %j is a damaged model, and can be removed',
    async name => {
      const folder = join(packs, 'evil')
      mkdirSync(folder, { recursive: true })
      const files = [{ name, role: 'audio', bytes: 1, sha256: '0'.repeat(64) }]
      const about = { id: 'evil', version: '1', title: 'Evil', licence: 'MIT', family: 'clap' }
      const shape = { sampleRate: 48_000, windowSeconds: 10, dimension: 512 }
      writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...about, ...shape, files }))
      expect(await list()).toContainEqual(
        expect.objectContaining({ id: 'evil', state: 'corrupt', family: null, inUse: false })
      )
      await expect(engine.call('models.use', { id: 'evil' })).rejects.toMatchObject({ code: 'not-found' })
      await engine.call('models.remove', { id: 'evil', analysed: false })
      expect(leftovers()).toEqual([])
    }
  )

  it('a folder whose manifest describes another model counts as damaged', async () => {
    await add([made()], 'right')
    cpSync(join(packs, 'right'), join(packs, 'wrong'), { recursive: true })
    expect((await list()).find(one => one.id === 'wrong')).toMatchObject({ state: 'corrupt' })
    for (const id of ['right', 'wrong']) await engine.call('models.remove', { id, analysed: false })
  })
})

it('what crashes left behind is no model, and goes in time', async () => {
  const [old, fresh] = ['.staging-old', '.staging-fresh'].map(name => join(packs, name))
  for (const folder of [old!, fresh!]) mkdirSync(folder, { recursive: true })
  utimesSync(old!, 1000, 1000)
  expect((await list()).map(one => one.id)).toEqual([shipped.id])
  await add([made({ text: 'dead' })])
  expect(leftovers()).toEqual(['.staging-fresh'])
  rmSync(fresh!, { recursive: true })
})

it('a model of that name is there already', async () => {
  const folder = made()
  expect((await add([folder], 'twice')).state).toBe('done')
  const again = { paths: [folder], id: 'twice', licence: 'apache-2.0' }
  await expect(engine.call('models.add', again)).rejects.toMatchObject({ code: 'pack-refused' })
  await expect(engine.call('models.add', { ...again, id: shipped.id })).rejects.toMatchObject({
    code: 'pack-refused'
  })
})

it('changed after it was taken in, it is neither used nor passed', async () => {
  const path = join(packs, 'twice', 'audio.onnx')
  const bytes = readFileSync(path)
  bytes[bytes.length - 1]! ^= 1
  writeFileSync(path, bytes)
  expect((await list()).find(one => one.id === 'twice')).toMatchObject({ state: 'corrupt' })
  await expect(engine.call('models.use', { id: 'twice' })).rejects.toMatchObject({ code: 'model-corrupt' })
  expect(await engine.call('models.test', { id: 'twice' })).toMatchObject({
    failure: { code: 'model-corrupt' },
    alike: null
  })
})

describe('single files, and models of the family pcm', () => {
  const own = (...names: string[]): string => {
    const folder = folderFor()
    mkdirSync(folder)
    for (const name of names) copyFileSync(join(shipped.folder, name), join(folder, name))
    return folder
  }

  it('files can be named one by one; where no licence is stated, that is said', async () => {
    const folder = made({ licence: null })
    const paths = ['audio.onnx', 'text.onnx', 'tokenizer.json'].map(name => join(folder, name))
    expect(await engine.call('models.inspect', { paths })).toMatchObject({ licence: 'not stated' })
    expect((await add(paths, 'of-files')).state).toBe('done')
  })

  it('an own export without tags, or with an embedding alone, is a model', async () => {
    const tagless = own('audio.onnx', 'text.onnx', 'tokenizer.json', 'tokenizer_config.json', 'scoring.json')
    expect((await add([tagless], 'tagless')).error).toBeNull()
    const plain = own('text.onnx', 'tokenizer.json', 'scoring.json')
    writePlainAudioTower(join(plain, 'audio.onnx'), shipped.dimension)
    expect((await add([plain], 'plain')).error).toBeNull()
    const models = await list()
    expect(models.find(one => one.id === 'tagless')).toMatchObject({ family: 'pcm', tags: false, music: true })
    expect(models.find(one => one.id === 'plain')).toMatchObject({ dimension: shipped.dimension, tags: false, music: false })
    expect((await engine.call('models.test', { id: 'plain' })).failure).toBeNull()
  })

  it.each<[string, RegExp, (folder: string) => void]>([
    ['without scoring.json', /needs a scoring\.json/, folder => rmSync(join(folder, 'scoring.json'))],
    [
      'with a scoring.json that is none',
      /scoring\.json is no scoring profile/,
      folder => writeFileSync(join(folder, 'scoring.json'), '{}')
    ],
    [
      'with tags that nobody scores',
      /names 1 tags, and the audio half gives 0/,
      folder => writeFileSync(join(folder, 'tags.json'), '{"tags": [{"name": "jazz", "trunk": "MSD"}]}')
    ],
    [
      'with a dimension that cannot be searched',
      /vectors have 100 numbers/,
      folder => writePlainAudioTower(join(folder, 'audio.onnx'), 100)
    ],
    [
      'with halves of two dimensions',
      new RegExp(`${shipped.dimension} numbers for embedding instead of 64`),
      folder => writePlainAudioTower(join(folder, 'audio.onnx'), 64)
    ]
  ])('%s it is refused', async (_, message, spoil) => {
    const folder = own('text.onnx', 'tokenizer.json', 'scoring.json')
    writePlainAudioTower(join(folder, 'audio.onnx'), shipped.dimension)
    spoil(folder)
    expect((await add([folder], 'spoilt')).error).toMatchObject({ message: expect.stringMatching(message) })
    expect(leftovers()).not.toContain('spoilt')
  })
})

it('without its manifest in use, the model that comes along is used, and the doctor says so', async () => {
  await engine.call('models.use', { id: 'plain' })
  rmSync(join(packs, 'plain'), { recursive: true })
  await engine.close()
  engine = await createEngine({ dataFolder, modelsFolder })
  const { model, problems } = await engine.call('system.doctor', {})
  expect(model.id).toBe(shipped.id)
  expect(problems).toContainEqual(
    expect.objectContaining({
      code: 'model-missing',
      fault: { code: 'gone', id: 'plain', instead: shipped.id }
    })
  )
})
