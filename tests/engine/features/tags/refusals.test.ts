import { appendFileSync, chmodSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Plan, PlanFile } from '#contract/tagging.ts'
import { openDatabase } from '../../../../src-main/core/database/open.ts'
import { lockDataFolder } from '../../../../src-main/core/database/lock.ts'
import { journalStatements } from '../../../../src-main/core/database/statements/tag-journal.ts'
import { readFields, writeFields } from '../../../../src-main/core/tags/index.ts'
import { everyStepIsTold } from '../../../support/every-step.ts'
import {
  jobOf,
  makeSong,
  planFor,
  scanAgain,
  tagLibrary,
  undoBatch,
  writePlan,
  type TagLibrary
} from '../../../support/tag-library.ts'

let library: TagLibrary
let songs: string[] = []

beforeAll(async () => {
  library = await tagLibrary(music => {
    songs = ['a', 'b', 'c', 'd', 'e', 'f'].map((name, i) => makeSong(music, name, 'flac', 200 + i * 50))
  })
})
afterAll(() => library.close())

const call: TagLibrary['engine']['call'] = (...args) => library.engine.call(...args)
const genreOf = (path: string): string[] => readFields(path).fields.genre
const planGenre = (paths: string[], genre: string): Promise<Plan> =>
  planFor(
    library.engine,
    Object.fromEntries(paths.map(path => [path, [{ field: 'genre', before: genreOf(path), after: [genre] }]]))
  )
const fileOf = async (plan: Plan, path: string): Promise<PlanFile> =>
  (await call('plans.files', { id: plan.id })).find(file => file.path === path)!

it('writes the others, and says why one was refused; it can be tried again', async () => {
  const [changed, locked, fine] = songs as [string, string, string]
  const plan = await planGenre([changed, locked, fine], 'Jazz')
  const edited = Buffer.concat([readFileSync(changed), Buffer.from('x')])
  appendFileSync(changed, 'x')
  chmodSync(locked, 0o444)
  expect(await writePlan(library.engine, plan.id)).toMatchObject({ state: 'done', done: 1, failed: 2 })
  expect(genreOf(fine)).toEqual(['Jazz'])
  expect(readFileSync(changed)).toEqual(edited)
  expect((await fileOf(plan, changed)).changes[0]).toMatchObject({
    state: 'failed',
    failure: { code: 'changed-since' }
  })
  expect((await fileOf(plan, locked)).changes[0]).toMatchObject({ failure: { code: 'read-only' } })
  expect(await call('plans.get', { id: plan.id })).toMatchObject({ state: 'open', written: 1, failed: 2 })
  chmodSync(locked, 0o644)
  expect(await writePlan(library.engine, plan.id)).toMatchObject({ done: 1, failed: 1 })
  expect(genreOf(locked)).toEqual(['Jazz'])
})

it('takes back what was written, but for what was edited since', async () => {
  const [, , path] = songs as [string, string, string]
  const plan = await planFor(library.engine, {
    [path]: [
      { field: 'genre', before: genreOf(path), after: ['Blues'] },
      { field: 'mood', before: [], after: ['sad'] }
    ]
  })
  await writePlan(library.engine, plan.id)
  const [batch] = await call('history.list', {})
  writeFields(path, { genre: ['My own'] })
  expect(await undoBatch(library.engine, batch!.id)).toMatchObject({ failed: 1 })
  expect(readFields(path).fields).toMatchObject({ genre: ['My own'], mood: [] })
  expect(library.log.at(-1)).toContain('Edited since')
  expect(await call('history.changes', { id: batch!.id })).toMatchObject([
    { undone: false },
    { undone: true }
  ])
  await scanAgain(library.engine)
})

it('puts values back as they were, odd as they may be', async () => {
  const [path] = songs as [string]
  const odd = { genre: ['Rock', ' Pop', 'Rock'], comment: ['  ripped \r\n', 'again'] }
  const { genre, comment } = readFields(path).fields
  writeFields(path, odd, true)
  expect(readFields(path).fields).toMatchObject(odd)
  await scanAgain(library.engine)
  const plan = await planFor(library.engine, {
    [path]: [
      { field: 'genre', before: odd.genre, after: ['Blues'] },
      { field: 'comment', before: odd.comment, after: [] }
    ]
  })
  expect(await writePlan(library.engine, plan.id)).toMatchObject({ done: 1, failed: 0 })
  const [batch] = await call('history.list', {})
  expect(await undoBatch(library.engine, batch!.id)).toMatchObject({ done: 1, failed: 0 })
  expect(readFields(path).fields).toMatchObject(odd)
  writeFields(path, { genre, comment })
  await scanAgain(library.engine)
})

it('lets one writer at the files at a time', async () => {
  const plan = await planGenre(songs.slice(1), 'Folk')
  const other = await planGenre(songs.slice(1), 'Punk')
  const job = await call('plans.write', { id: plan.id })
  await expect(call('plans.write', { id: other.id })).rejects.toMatchObject({ code: 'database-busy' })
  const [batch] = await call('history.list', {})
  await expect(call('history.undo', { id: batch!.id })).rejects.toMatchObject({ code: 'database-busy' })
  expect(await jobOf(library.engine, job)).toMatchObject({ done: 5, failed: 0 })
  expect(genreOf(songs[1]!)).toEqual(['Folk'])
  expect(await writePlan(library.engine, other.id)).toMatchObject({ done: 0, failed: 5 })
})

it('stops between files, and goes on from there', async () => {
  const paths = songs.slice(1)
  const plan = await planGenre(paths, 'Soul')
  everyStepIsTold()
  const job = await call('plans.write', { id: plan.id })
  const off = library.engine.on('job', ({ id, done }) => {
    if (id === job.id && done === 1) void call('jobs.cancel', { id })
  })
  const ended = await jobOf(library.engine, job)
  off()
  expect(ended.state).toBe('cancelled')
  const soul = paths.filter(path => genreOf(path)[0] === 'Soul').length
  expect(soul).toBeGreaterThan(0)
  expect(soul).toBeLessThan(paths.length)
  expect(await call('plans.get', { id: plan.id })).toMatchObject({ state: 'open', written: soul })
  expect(await writePlan(library.engine, plan.id)).toMatchObject({ done: paths.length - soul, failed: 0 })
})

it('writes nothing more of a plan that is discarded meanwhile', async () => {
  const paths = songs.slice(1)
  const plan = await planGenre(paths, 'Ska')
  everyStepIsTold()
  const job = await call('plans.write', { id: plan.id })
  const off = library.engine.on('job', ({ id, done }) => {
    if (id === job.id && done === 1) void call('plans.discard', { id: plan.id }).catch(() => null)
  })
  const ended = await jobOf(library.engine, job)
  off()
  const ska = paths.filter(path => genreOf(path)[0] === 'Ska').length
  expect(ska).toBeGreaterThan(0)
  expect(ska).toBeLessThan(paths.length)
  expect(ended).toMatchObject({ done: ska, failed: 0 })
})

describe('the journal', () => {
  it('is put in order at the next start', async () => {
    const path = songs[4]!
    const db = openDatabase(library.dataFolder)
    const journal = journalStatements(db)
    const batchId = journal.addBatch(
      { name: 'Cut short', kind: 'write', undoes: null, keepTimes: false },
      Date.now()
    )
    const begun = (after: string): number =>
      journal.begin(
        {
          batchId,
          trackId: null,
          path,
          temporary: join(library.music, '.earshot-writing-0123456789ab.flac'),
          changes: [{ field: 'genre', before: ['Rock'], after: [after] }],
          undoes: [],
          putBack: null
        },
        Date.now()
      )
    const finished = begun(genreOf(path)[0]!)
    const abandoned = begun('Never written')
    await library.restart()
    await library.restart() // closing waits for the recovery
    const states = db.prepare('SELECT id, state FROM tag_writes WHERE id IN (?, ?) ORDER BY id')
    expect(states.all(finished, abandoned)).toEqual([
      { id: finished, state: 'done' },
      { id: abandoned, state: 'abandoned' }
    ])
    db.close()
  })

  it('keeps as long as is wished', async () => {
    const all = (await call('history.list', {})).length
    expect(all).toBeGreaterThan(2)
    const db = openDatabase(library.dataFolder)
    db.exec(
      `UPDATE tag_batches SET at = at - ${40 * 86_400_000} WHERE id < (SELECT max(id) FROM tag_batches)`
    )
    db.close()
    await library.restart()
    await library.restart()
    expect(await call('history.list', {})).toHaveLength(all)
    await call('settings.set', { journalDays: 30 })
    await library.restart()
    await library.restart()
    expect(await call('history.list', {})).toHaveLength(1)
  })
})

it('nothing is left of a plan that could not be begun beside another Earshot', async () => {
  const before = await call('plans.list', {})
  const unlock = lockDataFolder(library.dataFolder)
  try {
    const making = call('plans.make', { name: 'x', fields: ['genre'], mode: 'fill', unsure: false })
    await expect(making).rejects.toMatchObject({ code: 'database-busy' })
    await expect(call('plans.repairTexts', { name: 'x' })).rejects.toMatchObject({ code: 'database-busy' })
  } finally {
    unlock()
  }
  expect(await call('plans.list', {})).toEqual(before)
})
