import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { backUp } from '../../src-main/core/database/backups/back-up.ts'
import { openDatabase } from '../../src-main/core/database/open.ts'
import { playlistStatements } from '../../src-main/core/database/statements/playlists.ts'
import { createEngine } from '../../src-main/engine/engine.ts'
import { RepairableEngine } from '../../src-main/engine/repairable.ts'
import { scratchFolder } from '../support/database.ts'

let dataFolder: string
let opened: number

const modelsFolder = resolve(import.meta.dirname, '../../models')
const start = (): RepairableEngine =>
  new RepairableEngine(() => {
    opened++
    return createEngine({ dataFolder, modelsFolder, analyseAfterScan: false })
  }, dataFolder)

beforeEach(() => {
  opened = 0
  dataFolder = scratchFolder()
  const db = openDatabase(dataFolder)
  playlistStatements(db).insert({ name: 'Kept', rules: null, now: 1 })
  backUp(db, dataFolder, 'asked')
  db.close()
})

const damage = {
  'of 0 bytes': () => truncateSync(join(dataFolder, 'earshot.db'), 0),
  'cut off': () => truncateSync(join(dataFolder, 'earshot.db'), 9000),
  'full of something else': () =>
    writeFileSync(join(dataFolder, 'earshot.db'), readFileSync(import.meta.filename))
}

it.each(Object.entries(damage))('a library %s offers its backups, and opens with one', async (_, spoil) => {
  spoil()
  const engine = start()
  const told: unknown[] = []
  engine.on('playlists.changed', value => told.push(value))
  expect(await engine.ready()).toBe(false)
  await expect(engine.call('playlists.list', {})).rejects.toMatchObject({ code: 'database-damaged' })
  const { backups, waiting } = await engine.call('backups.list', {})
  expect([backups.length, waiting]).toEqual([1, null])
  await expect(engine.call('backups.restore', { name: 'x' })).rejects.toMatchObject({ code: 'not-found' })
  const after = await engine.call('backups.restore', { name: backups[0]!.name })
  expect(after.waiting).toBeNull()
  expect(await engine.call('playlists.list', {})).toMatchObject([{ name: 'Kept' }])
  await engine.call('playlists.create', { name: 'New' })
  expect(told).toHaveLength(1)
  expect(opened).toBe(2)
  await engine.close()
})

it('an engine that opens is asked as any other', async () => {
  const engine = start()
  expect(await engine.ready()).toBe(true)
  const [backup] = (await engine.call('backups.list', {})).backups
  // Open as it is, it waits for the next start.
  expect(await engine.call('backups.restore', { name: backup!.name })).toMatchObject({
    waiting: backup!.name
  })
  expect(opened).toBe(1)
  await engine.close()
})

it('what else keeps it from opening is told', async () => {
  const engine = new RepairableEngine(() => Promise.reject(new TypeError('no')), dataFolder)
  await expect(engine.ready()).rejects.toThrow('no')
  await expect(engine.call('backups.list', {})).rejects.toThrow('no')
  await engine.close()
})
