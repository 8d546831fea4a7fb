import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseFile } from 'music-metadata'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseCover, type Cover } from '#contract/covers.ts'
import type { Step } from '#contract/edits.ts'
import type { PlanFile } from '#contract/tagging.ts'
import { readPictures } from '../../../../src-main/core/tags/index.ts'
import { hashOf } from '../../../../src-main/core/tags/pictures.ts'
import { makePicture } from '../../../support/made-pictures.ts'
import {
  jobOf,
  makeSong,
  tagLibrary,
  undoBatch,
  writePlan,
  type TagLibrary
} from '../../../support/tag-library.ts'

/** Covers that are changed by hand, through the engine: from a picture to the files and back. */
let library: TagLibrary
let ids: number[] = []
let paths: string[] = []
let front: Buffer
let large: Buffer

beforeAll(async () => {
  library = await tagLibrary(music => {
    paths = (['flac', 'mp3', 'm4a', 'ogg'] as const).map(format => makeSong(music, `song-${format}`, format))
    front = makePicture(music, 'made.jpg', { width: 60, height: 60 })
    large = makePicture(music, 'large.png', { colour: 'blue', width: 300, height: 200 })
    copyFileSync(join(music, 'made.jpg'), join(music, 'cover.jpg'))
  })
  const { ids: all } = await call('library.list', { sort: 'path', descending: false })
  const byPath = await call('library.paths', { ids: [...all] })
  ids = paths.map(path => all[byPath.indexOf(path)]!)
})
afterAll(() => library.close())

const call: TagLibrary['engine']['call'] = (...args) => library.engine.call(...args)

async function planned(
  steps: Step[],
  some = ids
): Promise<{ planId: number; files: PlanFile[]; failed: number }> {
  const { plan, job } = await call('plans.byHand', { name: 'Covers', edits: [{ ids: some, steps }] })
  const { failed } = await jobOf(library.engine, job)
  return { planId: plan.id, files: await call('plans.files', { id: plan.id }), failed }
}

const keep = (bytes: Buffer): Promise<Cover> => call('covers.keep', { bytes: new Uint8Array(bytes) })
const held = (path: string): string[] =>
  readPictures(path).map(({ kind, bytes }) => `${kind} ${hashOf(bytes)}`)

it('puts a cover into files of all kinds, which others see, and takes back every byte', async () => {
  const before = paths.map(path => readFileSync(path))
  const { hash } = await keep(front)
  const { planId, files } = await planned([{ do: 'coverAdd', picture: hash, kind: 'front' }])
  expect(files.map(({ changes }) => changes.map(({ field, accepted }) => ({ field, accepted })))).toEqual(
    paths.map(() => [{ field: 'cover', accepted: true }])
  )
  expect(parseCover(files[0]!.changes[0]!.after[0]!)).toMatchObject({
    kind: 'front',
    mime: 'image/jpeg',
    width: 60
  })
  await writePlan(library.engine, planId)
  for (const path of paths) {
    expect(held(path)).toEqual([`front ${hash}`])
    const { common } = await parseFile(path, { duration: false })
    expect(common.picture?.map(({ data }) => hashOf(data))).toEqual([hash])
  }
  const [batch] = await call('history.list', {})
  await undoBatch(library.engine, batch!.id)
  for (const [i, path] of paths.entries()) expect(readFileSync(path).equals(before[i]!)).toBe(true)
})

it('replaces, makes smaller and removes, and puts back by values what is no longer as it was', async () => {
  const { hash } = await keep(large)
  const add = await planned([{ do: 'coverAdd', picture: hash, kind: 'front' }])
  await writePlan(library.engine, add.planId)
  const scale = await planned([{ do: 'coverScale', longest: 100 }])
  const small = parseCover(scale.files[0]!.changes[0]!.after[0]!)!
  expect(small).toMatchObject({ mime: 'image/png', width: 100, height: 67 })
  await writePlan(library.engine, scale.planId)
  // Another field between: the bytes cannot come back as they were, the picture does.
  const title = await planned([{ do: 'set', field: 'title', values: ['Other'] }])
  await writePlan(library.engine, title.planId)
  const batches = await call('history.list', {})
  await undoBatch(library.engine, batches[1]!.id)
  for (const path of paths) expect(held(path)).toEqual([`front ${hash}`])
  const remove = await planned([{ do: 'coverRemove' }])
  await writePlan(library.engine, remove.planId)
  for (const path of paths) expect(held(path)).toEqual([])
})

it('gives what a track has and what lies beside it, and takes that', async () => {
  const [covers] = await call('covers.of', { ids: [ids[0]!] })
  expect(covers).toEqual({ id: ids[0], covers: [], beside: ['cover.jpg'], failure: null })
  const kept = await call('covers.keep', { beside: { id: ids[0]!, name: 'cover.jpg' } })
  expect(Buffer.from(await call('covers.picture', { hash: kept.hash })).equals(front)).toBe(true)
  const { planId } = await planned([{ do: 'coverReplace', picture: kept.hash, kind: 'front' }], [ids[0]!])
  await writePlan(library.engine, planId)
  expect((await call('covers.of', { ids: [ids[0]!] }))[0]!.covers).toEqual([kept])
  expect(Buffer.from(await call('covers.picture', { id: ids[0]!, hash: kept.hash })).equals(front)).toBe(true)
})

it('refuses what is no picture, too large or not kept, before any file is touched', async () => {
  const refusal = (work: Promise<unknown>): Promise<unknown> => work.catch((thrown: unknown) => thrown)
  expect(await refusal(keep(Buffer.from('no picture')))).toMatchObject({ code: 'bad-request' })
  expect(await refusal(call('covers.keep', { path: join(library.music, 'gone.jpg') }))).toMatchObject({
    code: 'not-found'
  })
  expect(await refusal(call('covers.keep', { path: library.music }))).toMatchObject({ code: 'bad-request' })
  const climb = { beside: { id: ids[0]!, name: '../cover.jpg' } }
  expect(await refusal(call('covers.keep', climb))).toMatchObject({ code: 'not-found' })
  const before = paths.map(path => readFileSync(path))
  const { failed } = await planned([{ do: 'coverAdd', picture: 'a'.repeat(64), kind: 'front' }])
  expect(failed).toBe(paths.length)
  // A bomb says how large it is.
  const bomb = Buffer.from(large)
  bomb.writeUInt32BE(60_000, 16)
  bomb.writeUInt32BE(60_000, 20)
  expect(await refusal(keep(bomb))).toMatchObject({ code: 'bad-request' })
  const webp = await keep(makePicture(library.work, 'front.webp', { width: 40, height: 40 }))
  const mixed = await planned([{ do: 'coverAdd', picture: webp.hash, kind: 'back' }])
  expect({ files: mixed.files.length, failed: mixed.failed }).toEqual({ files: 4, failed: 0 })
  const refused = mixed.files.flatMap(({ path, changes }) =>
    changes.flatMap(({ failure }) => (failure ? [path] : []))
  )
  expect(refused).toEqual([expect.stringMatching(/\.m4a$/)])
  for (const [i, path] of paths.entries()) expect(readFileSync(path).equals(before[i]!)).toBe(true)
})

it('a plan given out and back names its pictures, and one that is not kept here is told when it is written', async () => {
  const { hash } = await keep(large)
  const { planId } = await planned([{ do: 'coverReplace', picture: hash, kind: 'front' }], [ids[1]!])
  const json = await call('plans.export', { id: planId })
  const again = await call('plans.import', { json })
  expect((await call('plans.files', { id: again.id }))[0]!.changes[0]).toMatchObject({ field: 'cover' })
  const wrong = json.replaceAll(hash, 'b'.repeat(64))
  const other = await call('plans.import', { json: wrong })
  const before = readFileSync(paths[1]!)
  await call('plans.accept', { id: other.id, choice: {}, accepted: true })
  const { failed } = await jobOf(library.engine, await call('plans.write', { id: other.id }))
  expect(failed).toBe(1)
  expect(readFileSync(paths[1]!).equals(before)).toBe(true)
})
