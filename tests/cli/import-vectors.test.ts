import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { modelTags } from '../../src-main/core/inference/model-tags.ts'
import { loadRegistry } from '../../src-main/core/inference/registry.ts'
import { identityOf } from '../../src-main/core/scan/content-identity.ts'
import { writeWav } from '../support/audio.ts'
import { commandLine } from '../support/command-line.ts'
import { factsOf, writeVectorFile, type VectorRow } from '../support/vector-file.ts'

const work = mkdtempSync(join(tmpdir(), 'earshot import vectors '))
const run = commandLine(work, join(work, 'data'))
const json = async (...args: string[]) => JSON.parse((await run(...args, '--json')).out)
const { default: model } = loadRegistry(resolve(import.meta.dirname, '../../models'))

beforeAll(async () => {
  mkdirSync(join(work, 'music'))
  mkdirSync(join(work, 'archive'))
  for (const name of ['low', 'high'])
    writeWav(join(work, 'music', `${name}.wav`), { seconds: 2, hz: name === 'low' ? 100 : 4000 })
  await run('scan', 'music')
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

/** A sound whose vector points along one axis. */
function row(contentKey: Uint8Array, axis: number): VectorRow {
  const vectors = new Float32Array(model.dimension)
  vectors[axis] = 1
  const outline = new Uint8Array(800)
  const tags = new Float32Array(modelTags(model).length)
  return { contentKey, path: 'elsewhere.wav', seconds: 2, starts: [0], vectors, tags, music: 1, outline }
}

it('takes in a folder of files, says what it matched, and what is still to be done', async () => {
  const low = row(identityOf(join(work, 'music/low.wav')), 0)
  writeVectorFile(join(work, 'archive/part-1.parquet'), factsOf(model), [low, row(new Uint8Array(16), 1)])
  const first = await run('model', 'import-vectors', 'archive')
  expect(first.out).toBe(
    `1 track can be searched now by what ${model.id} ${model.version} heard of them elsewhere; ` +
      '0 were heard already, 1 sound of the file are no track here.\n'
  )
  expect(first.err).toBe(
    'Tempo, key and loudness of 1 track are not in it: "earshot analyse" measures them.\n'
  )
  expect(await json('model', 'import-vectors', 'archive/part-1.parquet')).toEqual({
    ...{ id: model.id, version: model.version, rows: 2, repeated: 0 },
    ...{ unknown: 1, known: 1, taken: 0, unmeasured: 0 }
  })
  expect((await json('model', 'list')).models[0]).toMatchObject({ heard: 1, unheard: 1 })
  const similar = await json('similar', 'music/low.wav')
  expect(similar.results).toEqual([])
})

it('refuses what is none of its files, with the reason', async () => {
  writeFileSync(join(work, 'text.parquet'), 'no Parquet')
  mkdirSync(join(work, 'empty'))
  for (const [path, said] of [
    ['text.parquet', 'text.parquet is no Parquet file, or is cut short'],
    ['gone.parquet', 'gone.parquet'],
    ['empty', 'There is no Parquet file in']
  ] as const) {
    const { code, err } = await run('model', 'import-vectors', path)
    expect([code, err]).toEqual([1, expect.stringContaining(said)])
  }
  expect((await run('model', 'import-vectors')).code).toBe(2)
})
