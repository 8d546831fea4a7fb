import { readFileSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase } from '../../../../src-main/core/database/open.ts'
import { audioHash, everythingElse, readFields } from '../../../../src-main/core/tags/index.ts'
import {
  leftovers,
  makeSong,
  planFor,
  scanAgain,
  tagLibrary,
  undoBatch,
  writePlan,
  type TagLibrary
} from '../../../support/tag-library.ts'

/** The life of tags in files, in order: planned, written, scanned, taken back. */
let library: TagLibrary
let mp3 = ''
let flac = ''

beforeAll(async () => {
  library = await tagLibrary(music => {
    mp3 = makeSong(music, 'one', 'mp3')
    flac = makeSong(music, 'two', 'flac', 330)
  })
})
afterAll(() => library.close())

const facts = (): unknown[] => {
  const db = openDatabase(library.dataFolder)
  const rows = db
    .prepare('SELECT id, path, size, mtime, content_id, genres, bpm FROM tracks ORDER BY path')
    .all()
  db.close()
  return rows
}

/** As if these tracks had been heard and measured. */
const hearAll = (): void => {
  const db = openDatabase(library.dataFolder)
  db.exec(`INSERT OR IGNORE INTO models (id, name, version) VALUES (99, 'test', '1');
    INSERT OR REPLACE INTO analyses (track_id, model_id, content_id, windows, starts, vectors, tags, music, waveform, duration, at)
      SELECT id, 99, content_id, 0, x'', x'', x'', 1, x'', 1, 0 FROM tracks;
    INSERT OR REPLACE INTO measurements (track_id, content_id, method, bpm_confidence, key_confidence, at)
      SELECT id, content_id, 1, 0, 0, 0 FROM tracks`)
  db.close()
}
const unanalysed = (): number => {
  const db = openDatabase(library.dataFolder)
  const count = db
    .prepare<[], number>(
      `SELECT (SELECT count(*) FROM tracks) * 2
        - (SELECT count(*) FROM analyses JOIN tracks ON tracks.id = track_id AND tracks.content_id = analyses.content_id)
        - (SELECT count(*) FROM measurements JOIN tracks ON tracks.id = track_id AND tracks.content_id = measurements.content_id)`
    )
    .pluck()
    .get()!
  db.close()
  return count
}

it('writes what is accepted, nothing else, and leaves the sound alone', async () => {
  hearAll()
  const before = {
    bytes: readFileSync(flac),
    sound: await audioHash(mp3),
    others: everythingElse(mp3),
    mode: statSync(mp3).mode
  }
  const plan = await planFor(library.engine, {
    [mp3]: [
      { field: 'genre', before: ['Rock'], after: ['Jazz', 'Ambient'] },
      { field: 'mood', before: [], after: ['calm'] },
      { field: 'bpm', before: [], after: ['120'], accepted: false }
    ],
    [flac]: [{ field: 'genre', before: ['Rock'], after: ['Blues'], accepted: false }]
  })
  expect(plan).toMatchObject({ files: 2, changes: 4, accepted: 2, written: 0, state: 'open' })

  expect(await writePlan(library.engine, plan.id)).toMatchObject({ state: 'done', done: 1, failed: 0 })

  expect(readFields(mp3).fields).toMatchObject({
    genre: ['Jazz', 'Ambient'],
    mood: ['calm'],
    bpm: []
  })
  expect(await audioHash(mp3)).toEqual(before.sound)
  expect(everythingElse(mp3)).toEqual(before.others)
  expect(statSync(mp3).mode).toBe(before.mode)
  expect(readFileSync(flac)).toEqual(before.bytes)
  expect(leftovers(library.music)).toEqual([])
  expect(await library.engine.call('plans.get', { id: plan.id })).toMatchObject({
    state: 'written',
    written: 2
  })
})

it('is known to the library as its own: a scan finds nothing new and nothing is heard again', async () => {
  const known = facts()
  expect(known[0]).toMatchObject({ genres: '["Jazz","Ambient"]', size: statSync(mp3).size })
  expect(unanalysed()).toBe(0)
  expect(await scanAgain(library.engine)).toMatchObject({ done: 0, failed: 0, skipped: 2 })
  expect(facts()).toEqual(known)
})

it('is in the history, and can be taken back after a restart, field by field and whole', async () => {
  const [batch] = await library.engine.call('history.list', {})
  expect(batch).toMatchObject({ kind: 'write', name: 'A plan', files: 1, changes: 2, undone: 0 })
  const engine = await library.restart()
  const changes = await engine.call('history.changes', { id: batch!.id })
  expect(changes).toMatchObject([
    { field: 'genre', before: ['Rock'], after: ['Jazz', 'Ambient'], undone: false },
    { field: 'mood', before: [], after: ['calm'], undone: false }
  ])
  const others = everythingElse(mp3)
  expect(await undoBatch(engine, batch!.id, [changes[1]!.id])).toMatchObject({ state: 'done', done: 1 })
  expect(readFields(mp3).fields).toMatchObject({ genre: ['Jazz', 'Ambient'], mood: [] })
  expect(await undoBatch(engine, batch!.id)).toMatchObject({ state: 'done', done: 1 })
  expect(readFields(mp3).fields).toMatchObject({ genre: ['Rock'], mood: [] })
  expect(everythingElse(mp3)).toEqual(others)
  expect(await engine.call('history.list', {})).toMatchObject([
    { kind: 'undo', changes: 1 },
    { kind: 'undo', changes: 1 },
    { kind: 'write', changes: 2, undone: 2 }
  ])
  expect(unanalysed()).toBe(0)
  expect(await scanAgain(engine)).toMatchObject({ done: 0, skipped: 2 })
})

it('takes an undoing back, too', async () => {
  const [undoing] = await library.engine.call('history.list', {})
  expect(await undoBatch(library.engine, undoing!.id)).toMatchObject({ done: 1 })
  expect(readFields(mp3).fields.genre).toEqual(['Jazz', 'Ambient'])
})

it('keeps the times of a file on request, and the scan still knows it', async () => {
  const { mtimeMs } = statSync(flac)
  const plan = await planFor(library.engine, {
    [flac]: [{ field: 'key', before: [], after: ['Am'] }]
  })
  expect(await writePlan(library.engine, plan.id, true)).toMatchObject({ done: 1 })
  expect(Math.abs(statSync(flac).mtimeMs - mtimeMs)).toBeLessThan(1)
  expect(unanalysed()).toBe(0)
  expect(await scanAgain(library.engine)).toMatchObject({ done: 0, skipped: 2 })
  expect(join(library.music, 'two.flac')).toBe(flac)
})

it('keeps them too where such a writing is taken back, and where that is taken back', async () => {
  const { mtimeMs } = statSync(flac)
  const newest = async (): Promise<number> => (await library.engine.call('history.list', {}))[0]!.id
  for (const key of [[], ['Am']]) {
    expect(await undoBatch(library.engine, await newest())).toMatchObject({ done: 1, failed: 0 })
    expect(readFields(flac).fields.key).toEqual(key)
    expect(Math.abs(statSync(flac).mtimeMs - mtimeMs)).toBeLessThan(1)
  }
  expect(unanalysed()).toBe(0)
  expect(await scanAgain(library.engine)).toMatchObject({ done: 0, skipped: 2 })
})

it('dates a file anew where nobody asked to keep them, when it is taken back too', async () => {
  const past = new Date(2020, 1, 1)
  utimesSync(flac, past, past)
  await scanAgain(library.engine)
  const plan = await planFor(library.engine, { [flac]: [{ field: 'mood', before: [], after: ['calm'] }] })
  expect(await writePlan(library.engine, plan.id)).toMatchObject({ done: 1 })
  const [batch] = await library.engine.call('history.list', {})
  expect(await undoBatch(library.engine, batch!.id)).toMatchObject({ done: 1 })
  expect(statSync(flac).mtimeMs).toBeGreaterThan(past.getTime() + 1000)
})
