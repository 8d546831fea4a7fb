import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { AudioTower, selfTestSound } from '../../../src-main/core/inference/audio-tower.ts'
import { chooseEar } from '../../../src-main/core/inference/choose-ear.ts'
import { openEar } from '../../../src-main/core/inference/open-ear.ts'
import { loadRegistry, modelFile } from '../../../src-main/core/inference/registry.ts'
import { TextTower } from '../../../src-main/core/inference/text-tower.ts'
import { writeDeadTextTower, writeTinyAudioTower } from './tiny-graphs.ts'

let folder: string
let tiny: string
const model = loadRegistry(fileURLToPath(new URL('../../../models', import.meta.url))).default
const tokenizer = {
  tokenizer: modelFile(model, 'tokenizer'),
  tokenizerConfig: modelFile(model, 'tokenizer-config')
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-towers-'))
  tiny = writeTinyAudioTower(join(folder, 'tiny.onnx'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('a graph with the right names is a tower', async () => {
  const tower = await AudioTower.open(tiny)
  const { embedding, tags, music, energy, valence } = await tower.embed(selfTestSound())
  expect([energy, valence]).toEqual([null, null])
  expect([embedding.length, tags.length]).toEqual([4, 3])
  expect(music).toBeGreaterThan(0)
  expect(music).toBeLessThan(1)
  await tower.release()
})

test('energy and valence are given where a graph has them', async () => {
  const tower = await AudioTower.open(writeTinyAudioTower(join(folder, 'lively.onnx'), ['energy', 'valence']))
  const { energy, valence, music } = await tower.embed(selfTestSound())
  expect(Number.isFinite(energy) && Number.isFinite(valence) && energy !== valence).toBe(true)
  expect(music).toBeGreaterThan(0)
  await tower.release()
})

test('rubbish, nothing and another kind of graph are corrupt models', async () => {
  writeFileSync(join(folder, 'rubbish.onnx'), 'not a graph')
  const dead = writeDeadTextTower(join(folder, 'dead.onnx'))
  for (const path of [join(folder, 'rubbish.onnx'), join(folder, 'none.onnx'), dead]) {
    await expect(AudioTower.open(path)).rejects.toMatchObject({ code: 'model-corrupt' })
  }
})

test('a text tower that hears no difference is refused by its self-test', async () => {
  const graph = writeDeadTextTower(join(folder, 'dead.onnx'))
  await expect(TextTower.open({ graph, ...tokenizer })).rejects.toMatchObject({
    code: 'model-refused',
    message: expect.stringContaining('1.000')
  })
})

test('a text tower without its tokenizer is a missing model, with a broken one a corrupt model', async () => {
  const graph = modelFile(model, 'text')
  const none = { graph, ...tokenizer, tokenizer: join(folder, 'none.json') }
  await expect(TextTower.open(none)).rejects.toMatchObject({ code: 'model-missing' })
  writeFileSync(join(folder, 'broken.json'), '{')
  const broken = { graph, ...tokenizer, tokenizer: join(folder, 'broken.json') }
  await expect(TextTower.open(broken)).rejects.toMatchObject({ code: 'model-corrupt' })
})

test('a provider that is not there throws instead of falling back', async () => {
  await expect(openEar({ family: 'pcm', graph: tiny, dimension: 4 }, 'dml')).rejects.toThrow(
    /backend not found/
  )
})

test('the tower that a provider was tried on is the one that hears, and others are let go', async () => {
  const spec = { family: 'pcm' as const, graph: tiny, dimension: 4 }
  const opened = vi.spyOn(AudioTower, 'open')
  const released = vi.spyOn(AudioTower.prototype, 'release')
  const choosing = { key: 'tiny', memory: join(folder, 'providers.json'), candidates: ['dml'] }
  const first = await chooseEar(spec, choosing)
  // The CPU, and one that is not there.
  expect(opened.mock.calls.map(([, provider]) => provider)).toEqual(['cpu', 'dml'])
  expect(first.choice.trials.map(({ provider, chosen }) => [provider, chosen])).toEqual([
    ['dml', false],
    ['cpu', true]
  ])
  const { embedding } = await first.tower.embed(selfTestSound())
  expect(released).not.toHaveBeenCalled()
  const again = await chooseEar(spec, choosing)
  expect(again.choice).toMatchObject(first.choice)
  expect(opened).toHaveBeenCalledTimes(3)
  expect((await again.tower.embed(selfTestSound())).embedding).toEqual(embedding)
  await Promise.all([first.tower.release(), again.tower.release()])
  vi.restoreAllMocks()

  await expect(chooseEar({ ...spec, graph: 'none' }, { ...choosing, key: 'none' })).rejects.toMatchObject({
    code: 'model-corrupt'
  })
})

/** Chromium's software driver: the whole WebGPU path without a graphics card. */
const driver = '/usr/lib/chromium/vk_swiftshader_icd.json'
const chromium = ['/usr/bin/chromium', '/usr/lib/chromium'].some(path => existsSync(path))
const withoutDriver = process.platform !== 'linux' || !chromium

test.skipIf(withoutDriver)(
  `WebGPU gives the CPU's numbers (skipped only where ${driver} cannot be: no Linux or no Chromium)`,
  async () => {
    expect(existsSync(driver), `Chromium is installed but ${driver} is not`).toBe(true)
    const child = fileURLToPath(new URL('./probe-child.ts', import.meta.url))
    const memory = join(folder, 'providers.json')
    const { stdout } = await promisify(execFile)(process.execPath, [child, tiny, memory], {
      env: { ...process.env, VK_ICD_FILENAMES: driver }
    })
    const { cpu, gpu, choice } = JSON.parse(stdout) as {
      cpu: number[]
      gpu: { cosine: number; output: number[] }
      choice: { trials: { provider: string; reason: { code: string } | null; milliseconds: number | null }[] }
    }
    expect(gpu).not.toHaveProperty('error')
    expect(gpu.cosine).toBeGreaterThan(0.999)
    gpu.output.forEach((value, i) => expect(value).toBeCloseTo(cpu[i]!, 4))
    // Right, and on a processor acting as a graphics card seldom faster: both outcomes are sound.
    expect(choice.trials[0]).toMatchObject({ provider: 'webgpu', milliseconds: expect.any(Number) })
    expect(choice.trials[0]?.reason?.code ?? 'slower').toBe('slower')
  }
)
