import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PutBack } from '#contract/tagging.ts'
import { openDatabase } from '../../../../src-main/core/database/open.ts'
import { changedFields } from '../../../../src-main/core/tags/fields.ts'
import { readFields, valuesOf, writeFields, type FieldChanges } from '../../../../src-main/core/tags/index.ts'
import { generator } from '../../../../src-main/core/kernels/random.ts'
import { randomChanges } from '../../../support/random-tags.ts'
import { makeTagFixtures } from '../../../support/tag-fixtures.ts'
import {
  planFor,
  scanAgain,
  tagLibrary,
  undoBatch,
  writePlan,
  type TagLibrary
} from '../../../support/tag-library.ts'

/** Undoing, through the engine: bytes where they can come back, values where they cannot. */
let library: TagLibrary
/** Where nobody writes. */
const originals = new Map<string, Buffer>()
let paths: string[] = []

beforeAll(async () => {
  library = await tagLibrary(music => {
    paths = makeTagFixtures(music).map(({ path }) => path)
  })
  paths = paths.filter(path => !path.endsWith('source.wav'))
  for (const path of paths) originals.set(path, readFileSync(path))
})
afterAll(() => library.close())

const isAsBefore = (path: string): boolean => readFileSync(path).equals(originals.get(path)!)

/** Writes these changes of each file in one batch, and gives its number. */
async function write(wanted: Record<string, FieldChanges>): Promise<number> {
  const files = Object.entries(wanted).map(([path, changes]) => {
    const reading = readFields(path)
    const all = changedFields(changes).map(([field, after]) => {
      return { field, before: valuesOf(reading, field), after }
    })
    return [path, all] as const
  })
  const plan = await planFor(library.engine, Object.fromEntries(files))
  expect(await writePlan(library.engine, plan.id)).toMatchObject({ state: 'done', failed: 0 })
  return (await library.engine.call('history.list', {}))[0]!.id
}

async function undo(batch: number, changeIds?: number[]): Promise<{ how: PutBack; files: number }[]> {
  expect(await undoBatch(library.engine, batch, changeIds)).toMatchObject({ state: 'done', failed: 0 })
  const [undoing] = await library.engine.call('history.list', {})
  expect(undoing).toMatchObject({ kind: 'undo', undoes: batch })
  return undoing!.putBack
}

it('brings every byte of every format back, and of several batches one after the other', async () => {
  const random = generator(5)
  const batches: number[] = []
  for (let round = 0; round < 2; round++) {
    const wanted = paths.map(path => {
      const changes = randomChanges(random)
      // Something changes in any case.
      return [path, { ...changes, mood: [`round ${round}`] }] satisfies [string, FieldChanges]
    })
    batches.push(await write(Object.fromEntries(wanted)))
  }
  expect(paths.filter(isAsBefore)).toEqual([])
  for (const batch of batches.reverse()) {
    expect(await undo(batch)).toEqual([{ how: 'bytes', files: paths.length }])
  }
  expect(paths.filter(path => !isAsBefore(path))).toEqual([])
  expect(await scanAgain(library.engine)).toMatchObject({ done: 0, failed: 0 })
})

describe('of one file', () => {
  let song = ''
  beforeEach(() => {
    song = paths.find(path => path.endsWith('id3v1-only.mp3'))!
    expect(isAsBefore(song)).toBe(true)
  })

  it('brings an undo back, too, and takes that back again', async () => {
    const batch = await write({ [song]: { genre: ['Blues'], comment: ['new'] } })
    const written = readFileSync(song)
    await undo(batch)
    expect(isAsBefore(song)).toBe(true)
    const [first] = await library.engine.call('history.list', {})
    expect(await undo(first!.id)).toEqual([{ how: 'bytes', files: 1 }])
    expect(readFileSync(song)).toEqual(written)
    const [second] = await library.engine.call('history.list', {})
    expect(await undo(second!.id)).toEqual([{ how: 'bytes', files: 1 }])
    expect(isAsBefore(song)).toBe(true)
  })

  it('out of order: values first, and every byte once nothing is left', async () => {
    // The value stays and the file gets its first ID3v2: that, too, goes at the end.
    const first = await write({ [song]: { genre: ['Jazz'] } })
    const second = await write({ [song]: { mood: ['calm'] } })
    const third = await write({ [song]: { key: ['Am'] } })
    expect(await undo(second)).toEqual([{ how: 'parts', files: 1 }])
    expect(readFields(song).fields).toMatchObject({ genre: ['Jazz'], mood: [], key: ['Am'] })
    expect(await undo(first)).toEqual([{ how: 'parts', files: 1 }])
    expect(await undo(third)).toEqual([{ how: 'bytes', files: 1 }])
    expect(isAsBefore(song)).toBe(true)
  })

  it('single fields by their values, and with the last of them every byte', async () => {
    const batch = await write({ [song]: { genre: ['Blues'], mood: ['calm'] } })
    const [genre, mood] = await library.engine.call('history.changes', { id: batch })
    expect(await undo(batch, [genre!.id])).toEqual([{ how: 'parts', files: 1 }])
    expect(readFields(song).fields).toMatchObject({ genre: ['Jazz'], mood: ['calm'] })
    expect(await undo(batch, [mood!.id])).toEqual([{ how: 'bytes', files: 1 }])
    expect(isAsBefore(song)).toBe(true)
  })

  it('keeps dates where the writing did, and only there', async () => {
    utimesSync(song, 1_500_000_000, 1_600_000_000)
    await scanAgain(library.engine)
    const plan = await planFor(library.engine, { [song]: [{ field: 'mood', before: [], after: ['calm'] }] })
    await writePlan(library.engine, plan.id, true)
    const [batch] = await library.engine.call('history.list', {})
    expect(await undo(batch!.id)).toEqual([{ how: 'bytes', files: 1 }])
    expect(statSync(song).mtimeMs).toBe(1_600_000_000_000)
    expect(isAsBefore(song)).toBe(true)
  })

  it('by values where something else changed the file since, but for what it edited', async () => {
    const batch = await write({ [song]: { genre: ['Blues'], mood: ['calm'], key: ['Am'] } })
    writeFields(song, { comment: ['by somebody else'], key: ['Gm'] })
    await scanAgain(library.engine)
    expect(await undoBatch(library.engine, batch)).toMatchObject({ failed: 1 })
    const [undoing] = await library.engine.call('history.list', {})
    expect(undoing!.putBack).toEqual([{ how: 'changed', files: 1 }])
    expect(readFields(song).fields).toMatchObject({
      genre: ['Jazz'],
      mood: [],
      key: ['Gm'],
      comment: ['by somebody else']
    })
    await reset()
  })

  it('by values where what it was is not kept, or is damaged', async () => {
    for (const spoil of [
      'DELETE FROM tag_ways_back',
      'UPDATE tag_ways_back SET edits = NULL',
      "UPDATE tag_ways_back SET edits = x'00ff'"
    ]) {
      const batch = await write({ [song]: { genre: ['Blues'] } })
      const db = openDatabase(library.dataFolder)
      db.exec(spoil)
      db.close()
      expect(await undo(batch)).toEqual([{ how: 'not-kept', files: 1 }])
      expect(readFields(song).fields.genre).toEqual(['Jazz'])
      await reset()
    }
  })

  it('where the very bytes that were written are there again, whoever put them there', async () => {
    const batch = await write({ [song]: { genre: ['Blues'] } })
    const bytes = readFileSync(song)
    writeFields(song, { genre: ['Blues'] })
    writeFileSync(song, bytes)
    expect(await undo(batch)).toEqual([{ how: 'bytes', files: 1 }])
    expect(isAsBefore(song)).toBe(true)
  })

  async function reset(): Promise<void> {
    writeFileSync(song, originals.get(song)!)
    await scanAgain(library.engine)
  }
})
