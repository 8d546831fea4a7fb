import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { writeWav } from '../support/audio.ts'
import { writeClapPack } from '../support/clap-pack.ts'
import { commandLine } from '../support/command-line.ts'
import { openFileServer } from '../support/file-server.ts'
import { shipped } from '../support/shipped.ts'

const work = mkdtempSync(join(tmpdir(), 'earshot models '))
const music = join(work, 'music')
const pack = join(work, 'Tiny CLAP')
const run = commandLine(work, join(work, 'data'))
const json = async (...args: string[]) => JSON.parse((await run(...args, '--json')).out)

/** A pack from a folder to its removal, in order. */
beforeAll(async () => {
  mkdirSync(music)
  for (const [name, hz] of [
    ['deep', 150],
    ['shrill', 7000]
  ] as const) {
    writeWav(join(music, `${name}.wav`), { seconds: 12, hz, channels: 1 })
  }
  writeClapPack(pack, { layout: 'hub' })
  await run('scan', 'music', '--analyse')
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

it('lists what is here and what can be fetched', async () => {
  const { models, known } = await json('model', 'list')
  expect(models).toMatchObject([{ id: shipped.id, inUse: true, heard: 2, unheard: 0 }])
  expect(known.map((one: { id: string }) => one.id)).toContain('clap-htsat-unfused')
  const { out, err } = await run('model', 'list')
  expect(out).toMatch(new RegExp(`^${shipped.id}\tin use\t2 of 2\t`))
  expect(out).toContain('larger_clap_music\tbroken\t')
  expect(err).toContain('Its text half is dead')
})

it('takes nothing in without a yes to its licence', async () => {
  const { code, err } = await run('model', 'add', 'Tiny CLAP')
  expect(code).toBe(1)
  expect(err).toContain('Licence: apache-2.0.')
  expect(err).toContain('Nothing was taken in.')
  expect((await json('model', 'list')).models).toHaveLength(1)
})

it('adds a folder, tests it, listens with it, and searches with it', async () => {
  const { job, model } = await json('model', 'add', 'Tiny CLAP', '--id', 'tiny', '--yes')
  expect([job.state, model.id, model.family]).toEqual(['done', 'tiny', 'clap'])
  const test = await run('model', 'test', 'tiny')
  expect(test.code).toBe(0)
  expect(test.out).toContain('unrelated phrases are told apart')
  const used = await json('model', 'use', 'tiny')
  expect(used).toMatchObject({ inUse: true, analysis: { state: 'done', done: 2 }, model: { heard: 2 } })
  const best = async (text: string) => (await json('search', text)).results[0].path
  expect(await best('low')).toBe(join(music, 'deep.wav'))
  expect(await best('high')).toBe(join(music, 'shrill.wav'))
})

it('goes back at once, and removes what is not in use', async () => {
  expect((await run('model', 'remove', 'tiny', '--yes')).err).toContain('is in use')
  const back = await run('model', 'use', shipped.id)
  expect([back.code, back.err]).toEqual([0, `${shipped.id} is in use.\n`])
  const unasked = await run('model', 'remove', 'tiny')
  expect([unasked.code, unasked.err]).toEqual([1, expect.stringContaining('Nothing was removed.')])
  expect(await json('model', 'remove', 'tiny', '--yes')).toEqual({ removed: 'tiny', heardKept: 2 })
})

it('refuses a dead text half, and says so', async () => {
  const dead = writeClapPack(join(work, 'dead'), { text: 'dead' })
  const { code, err } = await run('model', 'add', dead, '--yes')
  expect(code).toBe(1)
  expect(err).toContain('eight unrelated phrases come out alike')
})

it('downloads from another server, and refuses what is known to be broken', async () => {
  const server = await openFileServer()
  for (const name of ['README.md', 'tokenizer.json', 'tokenizer_config.json'])
    server.files.set(name, readFileSync(join(pack, name)))
  for (const half of ['audio', 'text'])
    server.files.set(
      `onnx/${half}_model_quantized.onnx`,
      readFileSync(join(pack, 'onnx', `${half}_model.onnx`))
    )
  const from = ['--from', server.address, '--yes']
  const { job, model } = await json('model', 'download', 'clap-htsat-unfused', ...from)
  expect([job.state, model.state]).toEqual(['done', 'ok'])
  const broken = await run('model', 'download', 'larger_clap_music', ...from)
  expect([broken.code, broken.err]).toEqual([1, expect.stringContaining('text half is dead')])
  expect((await run('model', 'download', 'nothing', ...from)).err).toContain('No model nothing is known')
  await server.close()
})

it('refuses wrong command lines', async () => {
  for (const wrong of [['use'], ['add'], ['add', 'x', '--variant', 'odd'], ['fetch', 'x']]) {
    expect((await run('model', ...wrong)).code, wrong.join(' ')).toBe(2)
  }
})
