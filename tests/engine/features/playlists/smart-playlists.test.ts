import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { SmartRules } from '#contract/rules.ts'
import { createEngine, type Engine } from '../../../../src-main/engine/engine.ts'
import { writeWav } from '../../../support/audio.ts'
import { scratchFolder } from '../../../support/database.ts'
import { settled } from '../../../support/jobs.ts'

const modelsFolder = resolve(import.meta.dirname, '../../../../models')
let engine: Engine
let music: string

beforeEach(async () => {
  const work = scratchFolder()
  music = join(work, 'music')
  mkdirSync(music)
  writeWav(join(music, 'keep one.wav'), { seconds: 1, hz: 440 })
  writeWav(join(music, 'other.wav'), { seconds: 1, hz: 550 })
  engine = await createEngine({ dataFolder: join(work, 'data'), modelsFolder, analyseAfterScan: false })
  await engine.call('library.addFolders', { paths: [music] })
  await settled(engine)
})
afterEach(() => engine.close())

const rules: Partial<SmartRules> & Pick<SmartRules, 'match'> = {
  match: { all: [{ field: 'title', op: 'contains', value: 'keep' }] },
  sort: { by: 'title', descending: false }
}
const scan = async (): Promise<void> => {
  await engine.call('library.scan', {})
  await settled(engine)
}
const titles = async (id: number): Promise<string[]> =>
  (await engine.call('playlists.get', { id })).entries.map(entry => entry.title)

it('follows the library as files come and go, and tells why', async () => {
  const { id, tracks } = await engine.call('playlists.create', { name: 'Kept', rules })
  expect(tracks).toBe(1)
  expect(await engine.call('smart.refresh', {})).toEqual({ playlists: 1, changed: 0 })
  expect(await titles(id)).toEqual(['keep one'])
  expect(await engine.call('smart.changes', { id })).toEqual([])

  writeWav(join(music, 'keep two.wav'), { seconds: 1, hz: 660 })
  renameSync(join(music, 'keep one.wav'), join(music, 'moved keep one.wav'))
  await scan()
  await engine.call('smart.refresh', {})
  expect(await titles(id)).toEqual(['keep two', 'moved keep one'])
  const [came] = await engine.call('smart.changes', { id })
  expect(came).toMatchObject({ joined: true, reason: { code: 'new-in-library' } })

  rmSync(join(music, 'keep two.wav'))
  await scan()
  await engine.call('smart.refresh', {})
  expect(await titles(id)).toEqual(['moved keep one'])
  expect((await engine.call('smart.changes', { id, limit: 1 }))[0]).toMatchObject({
    joined: false,
    reason: { code: 'file-away' }
  })
  expect(await engine.call('smart.refresh', {})).toEqual({ playlists: 1, changed: 0 })
})

it('holds what fits as soon as its rules are kept', async () => {
  const { id, tracks } = await engine.call('playlists.create', { name: 'Kept', rules })
  expect(tracks).toBe(1)
  const match = { all: [{ field: 'title' as const, op: 'contains' as const, value: 'e' }] }
  expect(await engine.call('playlists.setRules', { id, rules: { match } })).toMatchObject({ tracks: 2 })
})

it('keeps itself up to date without being asked', async () => {
  const told = new Promise<number | null>(resolve => engine.on('playlists.changed', ({ id }) => resolve(id)))
  const { id } = await engine.call('playlists.create', { name: 'Kept', rules })
  expect(await told).toBe(id)
  writeWav(join(music, 'keep two.wav'), { seconds: 1, hz: 660 })
  await scan()
  await expect.poll(() => titles(id)).toEqual(['keep one', 'keep two'])
})

it('counts plays and ratings, and playlists of them follow', async () => {
  const { ids } = await engine.call('library.list', { sort: 'title', descending: false })
  const [keep, other] = [ids[0]!, ids[1]!]
  const loved = await engine.call('playlists.create', {
    name: 'Loved',
    rules: {
      match: {
        all: [
          { field: 'rating', op: 'above', value: 70 },
          { field: 'plays', op: 'above', value: 1 },
          { field: 'played', op: 'inLast', value: 1 }
        ]
      }
    }
  })
  await engine.call('smart.refresh', {})
  expect(await engine.call('library.track', { id: keep })).toMatchObject({
    played: { plays: 0, playedAt: null, rating: null, fromFile: false }
  })
  await engine.call('library.rate', { id: keep, rating: 80 })
  await engine.call('library.rate', { id: other, rating: 100 })
  await engine.call('library.played', { id: keep })
  expect(await engine.call('library.played', { id: keep })).toMatchObject({ plays: 2, rating: 80 })
  await expect.poll(() => titles(loved.id)).toEqual(['keep one'])

  expect(await engine.call('library.rate', { id: keep, rating: null })).toMatchObject({ rating: null })
  await engine.call('smart.refresh', {})
  expect(await titles(loved.id)).toEqual([])
  await expect(engine.call('library.played', { id: 99 })).rejects.toMatchObject({ code: 'not-found' })
  await expect(engine.call('library.rate', { id: keep, rating: 101 })).rejects.toMatchObject({
    code: 'bad-request'
  })
})

it('previews, and refuses what is not there', async () => {
  const { count, notes } = await engine.call('smart.preview', {
    rules: { match: { any: [{ field: 'playlist', op: 'isNot', value: 99 }] } }
  })
  expect(count).toBe(2)
  expect(notes).toEqual([{ code: 'playlist-gone' }])
  await expect(engine.call('smart.refresh', { id: 99 })).rejects.toMatchObject({ code: 'not-found' })
  await expect(engine.call('drafts.doctor', { id: 99 })).rejects.toMatchObject({ code: 'not-found' })
})
