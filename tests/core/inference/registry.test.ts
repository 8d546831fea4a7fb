import { createHash } from 'node:crypto'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadRegistry, modelFile, modelHash } from '../../../src-main/core/inference/registry.ts'
import { OwnTower } from '../../../src-main/core/search/own-tower.ts'
import { requireModel, verifyModel } from '../../../src-main/core/inference/verify.ts'

let models: string
let memory: string
const content = 'weights'
const sha256 = createHash('sha256').update(content).digest('hex')

function write(changes: { default?: string; files?: object[] } = {}): void {
  const files = changes.files ?? [{ name: 'audio.onnx', role: 'audio', bytes: content.length, sha256 }]
  const about = { version: '1', title: 'Tiny', licence: 'MIT', family: 'pcm' }
  const shape = { sampleRate: 16_000, windowSeconds: 10, dimension: 128 }
  const registry = { default: changes.default ?? 'tiny', models: [{ id: 'tiny', ...about, ...shape, files }] }
  writeFileSync(join(models, 'registry.json'), JSON.stringify(registry))
}

beforeEach(() => {
  models = mkdtempSync(join(tmpdir(), 'earshot-models-'))
  memory = join(models, 'checks.json')
  mkdirSync(join(models, 'tiny'))
  writeFileSync(join(models, 'tiny', 'audio.onnx'), content)
  write()
})
afterEach(() => rmSync(models, { recursive: true }))

test('a sound registry gives the model and its files', async () => {
  const { default: model } = loadRegistry(models)
  expect(modelFile(model, 'audio')).toBe(join(models, 'tiny', 'audio.onnx'))
  expect(modelHash(model, 'audio')).toBe(sha256)
  expect(() => modelFile(model, 'text')).toThrow(expect.objectContaining({ code: 'model-corrupt' }))
  expect(await verifyModel(model, memory)).toMatchObject({ id: 'tiny', state: 'ok', bytes: 7, fault: null })
})

test('what is shipped is what the registry says', async () => {
  const shipped = loadRegistry(fileURLToPath(new URL('../../../models', import.meta.url)))
  expect(await verifyModel(shipped.default, memory)).toMatchObject({ state: 'ok' })
})

test('no registry, a broken one and one that points elsewhere are told apart', () => {
  expect(() => loadRegistry(join(models, 'none'))).toThrow(expect.objectContaining({ code: 'model-missing' }))
  for (const breakIt of [
    () => writeFileSync(join(models, 'registry.json'), '{'),
    () => write({ default: 'other' }),
    () => write({ files: [{ name: '../../secret', role: 'audio', bytes: 1, sha256 }] })
  ]) {
    breakIt()
    expect(() => loadRegistry(models)).toThrow(expect.objectContaining({ code: 'model-corrupt' }))
  }
})

test('missing, cut-off and changed files are found, with the file named', async () => {
  const { default: model } = loadRegistry(models)
  const path = modelFile(model, 'audio')
  writeFileSync(path, 'weighty')
  expect(await verifyModel(model, memory)).toMatchObject({ state: 'corrupt' })
  await expect(requireModel(model, memory)).rejects.toMatchObject({ code: 'model-corrupt' })
  writeFileSync(path, 'short')
  expect((await verifyModel(model, memory)).fault).toMatchObject({ path })
  rmSync(path)
  await expect(requireModel(model, memory)).rejects.toMatchObject({ code: 'model-missing' })
})

test('a file is hashed again only when its size or time changes', async () => {
  const { default: model } = loadRegistry(models)
  const path = modelFile(model, 'audio')
  utimesSync(path, 1000, 1000)
  await verifyModel(model, memory)
  expect(JSON.parse(readFileSync(memory, 'utf8'))).toMatchObject({ [path]: { sha256 } })
  writeFileSync(path, 'weighty')
  utimesSync(path, 1000, 1000)
  // Same size and time: trusted, which is what makes starts fast.
  expect(await verifyModel(model, memory)).toMatchObject({ state: 'ok' })
  utimesSync(path, 1001, 1001)
  expect(await verifyModel(model, memory)).toMatchObject({ state: 'corrupt' })
})

test('a file that is read is found out whatever its size and time say, and stays so', async () => {
  const { default: model } = loadRegistry(models)
  const path = modelFile(model, 'audio')
  utimesSync(path, 1000, 1000)
  await verifyModel(model, memory)
  writeFileSync(path, 'weighty')
  utimesSync(path, 1000, 1000)
  expect(await verifyModel(model, memory, 'read')).toMatchObject({ state: 'corrupt', fault: { path } })
  expect(await verifyModel(model, memory)).toMatchObject({ state: 'corrupt' })
})

test.each(['text', 'tokenizer'] as const)('a changed %s file does not search', async role => {
  const shipped = fileURLToPath(new URL('../../../models', import.meta.url))
  const { default: original } = loadRegistry(shipped)
  const model = { ...original, folder: join(models, 'copy') }
  cpSync(original.folder, model.folder, { recursive: true })
  const path = modelFile(model, role)
  const { atime, mtime } = statSync(path)
  const tower = new OwnTower()
  tower.serve(model)
  expect(await tower.embed(['piano'])).toHaveLength(1)
  await tower.close()
  const bytes = readFileSync(path)
  bytes.fill(0x20, bytes.length >> 1, (bytes.length >> 1) + 100)
  writeFileSync(path, bytes)
  utimesSync(path, atime, mtime)
  const again = new OwnTower()
  again.serve(model)
  await expect(again.embed(['piano'])).rejects.toMatchObject({ code: 'model-corrupt' })
  await again.close()
})

test('a spoilt memory costs nothing but hashing', async () => {
  writeFileSync(memory, 'rubbish')
  expect(await verifyModel(loadRegistry(models).default, memory)).toMatchObject({ state: 'ok' })
})
