import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { backUp } from '../../src-main/core/database/backups/back-up.ts'
import { BackupKeeper } from '../../src-main/core/database/backups/keeper.ts'
import { listBackups } from '../../src-main/core/database/backups/list.ts'
import type { Database } from '../../src-main/core/database/open.ts'
import { createEngine, type Engine } from '../../src-main/engine/engine.ts'
import { workerFile } from '../../src-main/engine/workers/worker-files.ts'
import { readFields } from '../../src-main/core/tags/index.ts'
import { writeWav } from '../support/audio.ts'
import { scratchDatabase, scratchFolder } from '../support/database.ts'
import { planFor, tagLibrary, undoBatch, writePlan } from '../support/tag-library.ts'

const modelsFolder = resolve(import.meta.dirname, '../../models')
const day = 24 * 3_600_000
const kindsIn = (dataFolder: string): string[] => listBackups(dataFolder).map(({ kind }) => kind)

describe('the backup of the day', () => {
  let dataFolder: string
  let db: Database
  let now: number
  const log: string[] = []

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    dataFolder = scratchFolder()
    db = scratchDatabase(dataFolder)
    now = Date.now()
  })
  afterEach(() => void vi.useRealTimers())

  /** What an Earshot that stays does in so many milliseconds. */
  async function stays(milliseconds: number): Promise<void> {
    const keeper = new BackupKeeper({
      db,
      dataFolder,
      worker: workerFile('backup'),
      log: line => log.push(line),
      now: () => now
    })
    keeper.watch()
    vi.advanceTimersByTime(milliseconds)
    await keeper.close()
  }
  const change = (): unknown => db.prepare("INSERT OR REPLACE INTO settings VALUES ('a', '1')").run()
  const changedAt = (time: number): void => {
    for (const name of ['earshot.db', 'earshot.db-wal'])
      utimesSync(join(dataFolder, name), time / 1000, time / 1000)
  }

  it('comes some minutes after a start, not before', async () => {
    change()
    await stays(60_000)
    expect(kindsIn(dataFolder)).toEqual([])
    await stays(3 * 60_000)
    expect(kindsIn(dataFolder)).toEqual(['daily'])
  })

  it.each([
    ['a day has not passed', day - 1, 0, []],
    ['nothing has changed since', day, 2 * day, []],
    ['a day has passed, and something has changed', day, 0, ['daily']],
    ['the clock was ahead once', -day, -2 * day, ['daily']]
  ])('where %s', async (_, age, changedBefore, made) => {
    backUp(db, dataFolder, 'asked', new Date(now - age))
    change()
    changedAt(now - changedBefore)
    await stays(3 * 60_000)
    expect(kindsIn(dataFolder).filter(kind => kind === 'daily')).toEqual(made)
    expect(log).toEqual([])
  })
})

describe('backups by request', () => {
  let dataFolder: string
  let engine: Engine
  const open = (): Promise<Engine> =>
    createEngine({ dataFolder, modelsFolder, analyseAfterScan: false, dailyBackups: true })
  const names = async (): Promise<string[]> =>
    (await engine.call('playlists.list', {})).map(({ name }) => name)

  beforeEach(async () => {
    dataFolder = scratchFolder()
    engine = await open()
  })
  afterEach(() => engine.close())

  it('are made, listed, restored at the next start, and what was there can come back', async () => {
    await engine.call('playlists.create', { name: 'First' })
    const made = await engine.call('backups.make', {})
    expect(made).toMatchObject({ kind: 'asked', bytes: statSync(made.path).size })
    await engine.call('playlists.create', { name: 'Second' })
    expect(await engine.call('backups.list', {})).toEqual({ backups: [made], waiting: null })
    expect(await engine.call('backups.restore', { name: made.name })).toMatchObject({ waiting: made.name })
    expect(await engine.call('backups.restore', { name: null })).toMatchObject({ waiting: null })
    await engine.call('backups.restore', { name: made.name })
    expect(await names()).toEqual(['First', 'Second'])
    await engine.close()
    engine = await open()
    expect(await names()).toEqual(['First'])
    const [replaced] = (await engine.call('backups.list', {})).backups.filter(
      ({ kind }) => kind === 'replaced'
    )
    await engine.call('backups.restore', { name: replaced!.name })
    await engine.close()
    engine = await open()
    expect(await names()).toEqual(['First', 'Second'])
  })

  it('are refused where there is none, or one that is damaged', async () => {
    await expect(engine.call('backups.restore', { name: '../earshot.db' })).rejects.toMatchObject({
      code: 'not-found'
    })
    const { name, path } = await engine.call('backups.make', {})
    const bytes = readFileSync(path)
    bytes[bytes.length >> 1]! ^= 1
    writeFileSync(path, bytes)
    await expect(engine.call('backups.restore', { name })).rejects.toMatchObject({ code: 'database-damaged' })
    expect(await engine.call('backups.list', {})).toMatchObject({ waiting: null })
  })

  it('a process that ends makes the one of the day where it changed something, once', async () => {
    await engine.close()
    expect(kindsIn(dataFolder)).toEqual([])
    for (const name of ['First', 'Second']) {
      engine = await open()
      await engine.call('playlists.create', { name })
      await engine.close()
    }
    expect(kindsIn(dataFolder)).toEqual(['daily'])
  })
})

describe('before tags are written', () => {
  const files = 100
  const values = ['Rock']

  it('of a hundred files, a backup is made; of fewer, none; where none can be made, nothing is written', async () => {
    const paths: string[] = []
    const library = await tagLibrary(music => {
      for (let i = 0; i < files; i++)
        paths.push(writeWav(join(music, `${i}.wav`), { seconds: 0.2, hz: 200 + i }))
    })
    const { engine, dataFolder } = library
    const planOf = (some: string[]) =>
      planFor(
        engine,
        Object.fromEntries(some.map(path => [path, [{ field: 'genre', before: [], after: values }]]))
      )
    await writePlan(engine, (await planOf(paths.slice(0, 1))).id)
    expect(kindsIn(dataFolder)).toEqual([])
    const [batch] = await engine.call('history.list', {})
    await undoBatch(engine, batch!.id)

    // Something in the place of the folder of backups.
    const backups = join(dataFolder, 'backups')
    writeFileSync(backups, '')
    const { id } = await planOf(paths)
    await expect(engine.call('plans.write', { id, keepTimes: false })).rejects.toMatchObject({
      code: 'not-a-folder'
    })
    expect(paths.every(path => (readFields(path).fields.genre ?? []).length === 0)).toBe(true)
    rmSync(backups)
    mkdirSync(backups)

    await writePlan(engine, id)
    expect(kindsIn(dataFolder)).toEqual(['tags'])
    expect(paths.every(path => readFields(path).fields.genre?.[0] === 'Rock')).toBe(true)
    const [whole] = await engine.call('history.list', {})
    await undoBatch(engine, whole!.id)
    expect(kindsIn(dataFolder)).toEqual(['tags', 'tags'])
    expect(readdirSync(backups).every(name => name.endsWith('-tags.db.gz'))).toBe(true)
    await library.close()
  })
})

it('what was half written beside a file that follows its playlist goes at the next start', async () => {
  const dataFolder = scratchFolder()
  const folder = scratchFolder()
  const options = { dataFolder, modelsFolder, analyseAfterScan: false, startUp: true }
  const first = await createEngine(options)
  const { id } = await first.call('playlists.create', { name: 'Kept' })
  await first.call('playlists.setTarget', { id, target: { folder, format: 'm3u8' } })
  await first.close()
  const [ours, young, theirs] = [
    '.earshot-writing-0123456789ab.tmp',
    '.earshot-writing-abcdef012345.tmp',
    'film.mkv.partial'
  ] as const
  for (const name of [ours, young, theirs]) {
    writeFileSync(join(folder, name), 'x')
    if (name !== young) utimesSync(join(folder, name), 1, 1)
  }
  await (await createEngine(options)).close()
  expect(readdirSync(folder).sort()).toEqual([young, 'Kept.m3u8', theirs].sort())
})
