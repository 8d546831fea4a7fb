import { copyFileSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { backUp } from '../../../src-main/core/database/backups/back-up.ts'
import { backupsKept, listBackups } from '../../../src-main/core/database/backups/list.ts'
import { restoreBackup } from '../../../src-main/core/database/backups/restore.ts'
import { databaseFile } from '../../../src-main/core/database/files.ts'
import { useDataFolder } from '../../../src-main/core/database/lock.ts'
import { openDatabase } from '../../../src-main/core/database/open.ts'
import { scratchDatabase, scratchFolder } from '../../support/database.ts'

const set = (dataFolder: string, value: number): void => {
  const db = openDatabase(dataFolder)
  db.prepare("INSERT OR REPLACE INTO settings VALUES ('a', ?)").run(String(value))
  db.close()
}

const valueIn = (dataFolder: string): number => {
  const db = openDatabase(dataFolder)
  const value = db.prepare<[], string>("SELECT value FROM settings WHERE name = 'a'").pluck().get()
  db.close()
  return Number(value)
}

function backedUp(dataFolder: string, at: number): string {
  const db = openDatabase(dataFolder)
  const { path } = backUp(db, dataFolder, 'daily', new Date(at))
  db.close()
  return path
}

describe('backups', () => {
  it('keep to a limit, the newest; those that were asked for make way for none of the others', () => {
    const dataFolder = scratchFolder()
    const db = scratchDatabase(dataFolder)
    const asked = backUp(db, dataFolder, 'asked', new Date(1e12 - 1000))
    const made = Array.from({ length: backupsKept + 2 }, (_, i) =>
      backUp(db, dataFolder, 'daily', new Date(1e12 + i * 1000))
    )
    expect(listBackups(dataFolder)).toEqual([...made.reverse().slice(0, backupsKept), asked])
    expect(readdirSync(join(dataFolder, 'backups'))).toHaveLength(backupsKept + 1)
  })

  it('tell what they are by their names', () => {
    const dataFolder = scratchFolder()
    const made = backUp(scratchDatabase(dataFolder), dataFolder, 'asked', new Date(1.7e12))
    expect(made).toMatchObject({ kind: 'asked', at: 1.7e12, bytes: statSync(made.path).size })
    expect(statSync(made.path).mode & 0o777).toBe(0o600)
  })

  it.each([
    ['no gzip', (path: string) => writeFileSync(path, 'spoilt')],
    ['cut short', (path: string) => truncateSync(path, statSync(path).size - 9)],
    [
      'changed within',
      (path: string) => {
        const bytes = readFileSync(path)
        bytes[bytes.length >> 1]! ^= 0xff
        writeFileSync(path, bytes)
      }
    ],
    ['empty', (path: string) => truncateSync(path, 0)]
  ])('are checked before they replace anything: %s', async (_, spoil) => {
    const dataFolder = scratchFolder()
    set(dataFolder, 1)
    spoil(backedUp(dataFolder, 1e12))
    const before = readFileSync(databaseFile(dataFolder))
    await expect(restoreBackup(dataFolder)).rejects.toMatchObject({ code: 'database-damaged' })
    expect(readFileSync(databaseFile(dataFolder)).equals(before)).toBe(true)
    expect(readdirSync(dataFolder).filter(name => name.startsWith('.earshot-'))).toEqual([])
  })

  it('are refused where they are the database of another program', async () => {
    const dataFolder = scratchFolder()
    set(dataFolder, 1)
    const foreign = join(scratchFolder(), 'photos.db')
    new BetterSqlite3(foreign).exec('CREATE TABLE photos (id)').close()
    await expect(restoreBackup(dataFolder, foreign)).rejects.toMatchObject({ code: 'database-damaged' })
    expect(valueIn(dataFolder)).toBe(1)
  })

  it('come back, and what was there before can come back too', async () => {
    const dataFolder = scratchFolder()
    set(dataFolder, 1)
    const old = backedUp(dataFolder, 1e12)
    set(dataFolder, 2)
    const { kept } = await restoreBackup(dataFolder)
    expect(valueIn(dataFolder)).toBe(1)
    expect(listBackups(dataFolder).map(({ path }) => path)).toEqual([kept, old])
    await restoreBackup(dataFolder, kept!)
    expect(valueIn(dataFolder)).toBe(2)
  })

  it('keep what stands in the log of the database that they replace', async () => {
    const dataFolder = scratchFolder()
    set(dataFolder, 1)
    const old = backedUp(dataFolder, 1e12)
    // As a kill leaves it: what was committed last is in the log only.
    const db = openDatabase(dataFolder)
    db.prepare("UPDATE settings SET value = '2' WHERE name = 'a'").run()
    const after = scratchFolder()
    for (const suffix of ['', '-wal'])
      copyFileSync(databaseFile(dataFolder) + suffix, databaseFile(after) + suffix)
    db.close()
    const { kept } = await restoreBackup(after, old)
    expect(valueIn(after)).toBe(1)
    await restoreBackup(after, kept!)
    expect(valueIn(after)).toBe(2)
  })

  it('do not come back while an Earshot has the data folder open', async () => {
    const dataFolder = scratchFolder()
    set(dataFolder, 1)
    backedUp(dataFolder, 1e12)
    const letGo = useDataFolder(dataFolder)
    await expect(restoreBackup(dataFolder)).rejects.toMatchObject({ code: 'database-busy' })
    letGo()
    expect(await restoreBackup(dataFolder)).toMatchObject({ tracks: 0 })
  })
})
