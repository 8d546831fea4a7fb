import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { graphicsDevices, vulkanDrivers } from '../../../src-main/core/inference/graphics-driver.ts'
import { chooseProvider } from '../../../src-main/core/inference/providers.ts'
import type { Probe } from '../../../src-main/core/inference/providers.ts'

let folder: string
let memory: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-providers-'))
  memory = join(folder, 'providers.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

const right = Float32Array.from([0.6, 0.8, 0])
const wrong = Float32Array.from([0.6, 0, 0.8])

/** Probes by provider; a string is what it throws. Counts how often each is asked. */
function prober(table: Record<string, Probe | string>) {
  const asked: string[] = []
  const probe = (provider: string): Promise<Probe> => {
    asked.push(provider)
    const answer = table[provider] ?? 'no available backend found. ERR: backend not found.'
    return typeof answer === 'string' ? Promise.reject(new Error(answer)) : Promise.resolve(answer)
  }
  return { asked, probe }
}
const cpu: Probe = { output: right, milliseconds: 12 }

test('the first provider that gives the same result faster is chosen; later ones are not tried', async () => {
  const fast = { output: right, milliseconds: 2 }
  const { probe, asked } = prober({ cpu, cuda: 'Failed to load shared library', webgpu: fast, dml: fast })
  const choice = await chooseProvider({ key: 'a', memory, probe, candidates: ['cuda', 'webgpu', 'dml'] })
  expect(choice.provider).toBe('webgpu')
  expect(asked).toEqual(['cpu', 'cuda', 'webgpu'])
  expect(choice.trials).toEqual([
    { provider: 'cuda', chosen: false, reason: { code: 'no-libraries' }, milliseconds: null },
    { provider: 'webgpu', chosen: true, reason: null, milliseconds: 2 },
    { provider: 'cpu', chosen: false, reason: null, milliseconds: 12 }
  ])
})

test('wrong, broken and slow ones are refused, each with its reason', async () => {
  const { probe } = prober({
    cpu,
    a: { output: wrong, milliseconds: 1 },
    b: { output: Float32Array.from([NaN, 0, 0]), milliseconds: 1 },
    c: { output: right, milliseconds: 90 },
    e: 'Failed to get a WebGPU adapter: No supported adapters'
  })
  const choice = await chooseProvider({ key: 'a', memory, probe, candidates: ['a', 'b', 'c', 'd', 'e'] })
  expect(choice.provider).toBe('cpu')
  expect(choice.trials.map(trial => trial.reason)).toEqual([
    { code: 'differs', cosine: expect.closeTo(0.36, 4) as number },
    { code: 'differs', cosine: null },
    { code: 'slower', milliseconds: 90, processor: 12 },
    { code: 'not-in-build' },
    { code: 'no-driver' },
    null
  ])
})

test('a choice is remembered for the same weights, and made again for others', async () => {
  const first = await chooseProvider({ key: 'a', memory, ...prober({ cpu }), candidates: ['webgpu'] })
  const second = prober({ cpu })
  expect(await chooseProvider({ key: 'a', memory, ...second, candidates: ['webgpu'] })).toMatchObject(first)
  expect(second.asked).toEqual([])
  const third = prober({ cpu })
  await chooseProvider({ key: 'b', memory, ...third, candidates: ['webgpu'] })
  expect(third.asked).toEqual(['cpu', 'webgpu'])
})

test('a provider that took the program down is not tried again', async () => {
  // The file as it is while webgpu is being tried: what a crash leaves behind.
  let during = ''
  const probe = (provider: string): Promise<Probe> => {
    if (provider === 'webgpu') during = readFileSync(memory, 'utf8')
    return Promise.resolve({ output: right, milliseconds: provider === 'cpu' ? 12 : 2 })
  }
  await chooseProvider({ key: 'a', memory, probe, candidates: ['webgpu', 'dml'] })
  writeFileSync(memory, during)
  const after = prober({ cpu, dml: { output: right, milliseconds: 2 } })
  const choice = await chooseProvider({ key: 'a', memory, ...after, candidates: ['webgpu', 'dml'] })
  expect(after.asked).toEqual(['cpu', 'dml'])
  expect(choice.provider).toBe('dml')
  expect(choice.trials[0]).toMatchObject({
    provider: 'webgpu',
    reason: { code: 'took-down' }
  })
})

test('nor is one that an older version remembers so, in its words', async () => {
  const first = await chooseProvider({ key: 'a', memory, ...prober({ cpu }), candidates: ['webgpu', 'dml'] })
  const text = readFileSync(memory, 'utf8')
  const old = JSON.parse(text) as Record<string, { trials: { reason: unknown }[]; trying: string | null }>
  for (const one of Object.values(old)) {
    one.trials[0]!.reason = 'It took the whole program down when it was tried.'
    one.trials[1]!.reason = 'backend not found'
    one.trying = 'dml'
  }
  writeFileSync(memory, JSON.stringify(old))
  const after = prober({ cpu })
  const again = await chooseProvider({ key: 'a', memory, ...after, candidates: ['webgpu', 'dml', 'cuda'] })
  expect(after.asked).toEqual(['cpu', 'cuda'])
  expect(again.trials[0]).toMatchObject({ provider: 'webgpu', reason: { code: 'took-down' } })

  for (const one of Object.values(old)) one.trying = null
  writeFileSync(memory, JSON.stringify(old))
  const known = await chooseProvider({ key: 'a', memory, ...prober({ cpu }), candidates: ['webgpu'] })
  expect(known.trials.map(({ reason }) => reason)).toEqual([
    { code: 'took-down' },
    { code: 'failed', said: 'backend not found' },
    first.trials[2]!.reason
  ])
})

test('what a provider is known to lack is said without a try', async () => {
  const { probe, asked } = prober({ cpu, dml: { output: right, milliseconds: 2 } })
  const lacks = (provider: string) => (provider === 'webgpu' ? ({ code: 'no-driver' } as const) : null)
  const choice = await chooseProvider({ key: 'a', memory, probe, candidates: ['webgpu', 'dml'], lacks })
  expect(asked).toEqual(['cpu', 'dml'])
  expect(choice.trials[0]).toMatchObject({ provider: 'webgpu', reason: { code: 'no-driver' } })
})

test('drivers of Vulkan are found where its loader looks for them', () => {
  const shared = join(folder, 'share', 'vulkan', 'icd.d')
  mkdirSync(shared, { recursive: true })
  const [driver, own] = [join(shared, 'radeon.json'), join(folder, 'own.json')]
  for (const path of [driver, own, join(shared, 'readme.txt')]) writeFileSync(path, '{}')
  const named = { VK_DRIVER_FILES: own, VK_ICD_FILENAMES: driver }
  expect(vulkanDrivers(named)).toEqual([own])
  expect(vulkanDrivers({ VK_ICD_FILENAMES: `${join(folder, 'gone.json')}:${shared}` })).toEqual([driver])
  const usual = { HOME: folder, XDG_DATA_DIRS: join(folder, 'share'), VK_ADD_DRIVER_FILES: own }
  expect(vulkanDrivers(usual)).toEqual(expect.arrayContaining([own, driver]))
})

test('a graphics card is seen by what the system shows of it, not by the drivers that are installed', () => {
  expect(graphicsDevices(join(folder, 'none'))).toEqual([])
  mkdirSync(join(folder, 'dri'))
  writeFileSync(join(folder, 'dri', 'card0'), '')
  writeFileSync(join(folder, 'nvidiactl'), '')
  expect(graphicsDevices(folder)).toEqual([])
  for (const name of ['dri/renderD128', 'nvidia0', 'dxg']) writeFileSync(join(folder, name), '')
  expect(graphicsDevices(folder).toSorted()).toEqual(['dxg', 'nvidia0', 'renderD128'])
})

test('a data folder that cannot be written costs the memory only', async () => {
  const choosing = { key: 'a', memory: join(folder, 'none', 'p.json'), candidates: ['webgpu'] }
  expect((await chooseProvider({ ...choosing, ...prober({ cpu }) })).provider).toBe('cpu')
})

test('a tower that even the CPU cannot run is an error', async () => {
  await expect(chooseProvider({ key: 'a', memory, ...prober({ cpu: 'broken' }) })).rejects.toThrow('broken')
})
