import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import BetterSqlite3 from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { backUp } from '../../src-main/core/database/backups/back-up.ts'
import { listBackups } from '../../src-main/core/database/backups/list.ts'
import { restoreBackup } from '../../src-main/core/database/backups/restore.ts'
import { applicationId, databaseFile } from '../../src-main/core/database/files.ts'
import { lockDataFolder } from '../../src-main/core/database/lock.ts'
import { migrate } from '../../src-main/core/database/migrate.ts'
import { migrations, newestVersion } from '../../src-main/core/database/migrations/index.ts'
import { checkIntegrity, openDatabase, openReader } from '../../src-main/core/database/open.ts'
import { journalStatements } from '../../src-main/core/database/statements/tag-journal.ts'
import { trackStatements } from '../../src-main/core/database/statements/tracks.ts'
import { scratchDatabase, scratchFolder } from '../support/database.ts'

const dump = readFileSync(new URL('../fixtures/database-0010.sql', import.meta.url), 'utf8')

function writeOld(dataFolder: string): void {
  const db = new BetterSqlite3(databaseFile(dataFolder))
  db.exec(dump)
  db.close()
}

const thrownBy = (work: () => unknown): { code: string; message: string } => {
  try {
    work()
  } catch (thrown) {
    return thrown as { code: string; message: string }
  }
  throw new Error('nothing was thrown')
}

describe('opening', () => {
  it('makes a new database, newest version, ready to use', () => {
    const dataFolder = join(scratchFolder(), 'deep', 'data')
    const db = scratchDatabase(dataFolder)
    expect(db.pragma('user_version', { simple: true })).toBe(newestVersion)
    expect(db.pragma('application_id', { simple: true })).toBe(applicationId)
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(checkIntegrity(db)).toBe('ok')
    expect(listBackups(dataFolder)).toEqual([])
  })

  it('brings a database of the first version to the newest with all its rows', () => {
    const dataFolder = scratchFolder()
    writeOld(dataFolder)
    const db = scratchDatabase(dataFolder)
    expect(db.pragma('user_version', { simple: true })).toBe(newestVersion)
    const track = trackStatements(db).byPath('/music/caf\udce9/one.mp3')
    expect(track).toMatchObject({ title: 'One', genres: ['Ambient', 'Drone'], addedAt: 1700000000000 })
    expect(db.prepare('SELECT count(*) FROM analyses').pluck().get()).toBe(1)
    expect(db.prepare("SELECT rowid FROM track_words WHERE track_words MATCH 'drone'").pluck().all()).toEqual(
      [1]
    )
    expect(checkIntegrity(db)).toBe('ok')
    if (newestVersion > 10) expect(listBackups(dataFolder)).toHaveLength(1)
  })

  it('takes what was written before dates could be kept for written without', () => {
    const dataFolder = scratchFolder()
    writeOld(dataFolder)
    const old = new BetterSqlite3(databaseFile(dataFolder))
    migrate(
      old,
      dataFolder,
      migrations.filter(one => one.version < 40)
    )
    old.exec("INSERT INTO tag_batches (id, name, kind, at) VALUES (1, 'A plan', 'write', 0)")
    old.close()
    const journal = journalStatements(scratchDatabase(dataFolder))
    expect(journal.keptTimes(1)).toBe(false)
    const kept = journal.addBatch({ name: 'Another', kind: 'write', undoes: null, keepTimes: true }, 1)
    expect(journal.keptTimes(kept)).toBe(true)
  })

  it('takes the lengths that were heard for those of the tracks, where they still hold', () => {
    const dataFolder = scratchFolder()
    writeOld(dataFolder)
    const old = new BetterSqlite3(databaseFile(dataFolder))
    migrate(
      old,
      dataFolder,
      migrations.filter(one => one.version < 110)
    )
    const [id] = old.prepare<[], number>('SELECT track_id FROM analyses').pluck().all()
    old.exec(`UPDATE tracks SET duration = 200; UPDATE analyses SET duration = 180.5;
      UPDATE analyses SET content_id = (SELECT content_id FROM tracks WHERE id = track_id);
      INSERT INTO measurements (track_id, content_id, method, bpm_confidence, key_confidence, at)
      SELECT id, iif(id = ${id}, content_id, x'00'), 1, 0, 0, 1 FROM tracks`)
    old.close()
    const tracks = trackStatements(scratchDatabase(dataFolder))
    expect(tracks.byId(id!)).toMatchObject({ duration: 180.5, writtenDuration: 200 })
    expect(tracks.byId(id! + 1)).toMatchObject({ duration: 200, writtenDuration: 200 })
  })

  it('knows of no energy and no valence where a model heard a track before they were kept', () => {
    const dataFolder = scratchFolder()
    writeOld(dataFolder)
    const found = scratchDatabase(dataFolder)
      .prepare('SELECT energy, valence, music IS NOT NULL AS heard FROM analyses')
      .all()
    expect(found).toEqual([{ energy: null, valence: null, heard: 1 }])
  })

  it('backs up before a migration and leaves everything as it was when one fails', () => {
    const dataFolder = scratchFolder()
    writeOld(dataFolder)
    const db = new BetterSqlite3(databaseFile(dataFolder))
    const fails = [
      ...migrations,
      { version: 9_998, sql: 'CREATE TABLE half (x)' },
      { version: 9_999, sql: 'CREATE TABLE half (x)' }
    ]
    expect(() => migrate(db, dataFolder, fails)).toThrow(/already exists/)
    expect(db.pragma('user_version', { simple: true })).toBe(10)
    expect(db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").pluck().get()).toBe(0)
    migrate(db, dataFolder, fails.slice(0, -1))
    expect(db.pragma('user_version', { simple: true })).toBe(9_998)
    db.close()
    const [newest] = listBackups(dataFolder)
    const plain = join(scratchFolder(), 'plain.db')
    writeFileSync(plain, gunzipSync(readFileSync(newest!.path)))
    const backup = new BetterSqlite3(plain, { readonly: true })
    expect(backup.pragma('user_version', { simple: true })).toBe(10)
    expect(backup.prepare('SELECT count(*) FROM tracks').pluck().get()).toBe(2)
    backup.close()
  })

  it('refuses a newer database and changes nothing', () => {
    const dataFolder = scratchFolder()
    scratchDatabase(dataFolder).close()
    const raw = new BetterSqlite3(databaseFile(dataFolder))
    raw.pragma(`user_version = ${newestVersion + 1}`)
    raw.close()
    const before = readFileSync(databaseFile(dataFolder))
    expect(thrownBy(() => openDatabase(dataFolder))).toMatchObject({
      code: 'database-newer',
      message: expect.stringContaining('"earshot restore"') as string
    })
    expect(readFileSync(databaseFile(dataFolder)).equals(before)).toBe(true)
  })

  it('refuses the database of another program and changes nothing', () => {
    const dataFolder = scratchFolder()
    const foreign = new BetterSqlite3(databaseFile(dataFolder))
    foreign.exec('CREATE TABLE photos (id)')
    foreign.close()
    const before = readFileSync(databaseFile(dataFolder))
    expect(thrownBy(() => openDatabase(dataFolder)).message).toMatch(/not a database of Earshot/)
    expect(readFileSync(databaseFile(dataFolder)).equals(before)).toBe(true)
  })

  it.each([
    ['overwritten', (path: string) => writeFileSync(path, 'x'.repeat(9000))],
    ['cut short', (path: string) => truncateSync(path, 20_000)],
    ['of 0 bytes', (path: string) => truncateSync(path, 0)],
    [
      'with a spoilt page',
      (path: string) => {
        const bytes = readFileSync(path)
        bytes.fill(0x5a, 8192, 12288)
        writeFileSync(path, bytes)
      }
    ]
  ])('refuses a database %s and names the newest backup', async (_, spoil) => {
    const dataFolder = scratchFolder()
    writeOld(dataFolder)
    const db = openDatabase(dataFolder)
    const backup = backUp(db, dataFolder)
    db.close()
    spoil(databaseFile(dataFolder))
    const thrown = thrownBy(() => openDatabase(dataFolder))
    expect(thrown.code).toBe('database-damaged')
    expect(thrown.message).toContain(backup.name)
    expect(await restoreBackup(dataFolder)).toMatchObject({ path: backup.path, tracks: 2 })
    const restored = scratchDatabase(dataFolder)
    expect(trackStatements(restored).totals().tracks).toBe(2)
    expect(checkIntegrity(restored)).toBe('ok')
    expect(readdirSync(join(dataFolder, 'backups')).some(name => name.startsWith('damaged-'))).toBe(true)
  })

  it('says what to do without a backup', async () => {
    const dataFolder = scratchFolder()
    writeFileSync(databaseFile(dataFolder), 'not a database, but long enough to look at'.repeat(100))
    expect(thrownBy(() => openDatabase(dataFolder)).message).toMatch(/no backup; move .*earshot\.db away/)
    await expect(restoreBackup(dataFolder)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('says so when the data folder cannot be made', () => {
    const file = join(scratchFolder(), 'file')
    writeFileSync(file, '')
    expect(thrownBy(() => openDatabase(join(file, 'data')))).toMatchObject({ code: 'not-a-folder' })
  })
})

describe('a released migration', () => {
  // A database may have been through it: what is wrong in it is mended by a later one.
  it.each([
    [10, 'f9a118fd16dbaefd'],
    [20, 'fecd4775a65e1ede'],
    [30, '9cca4ae7348895f8'],
    [40, '12c7f23e108024c5'],
    [50, 'ad35092991ec0735'],
    [70, '7fb2e8f16ef0329c'],
    [90, 'e0de301816541276']
  ])('%i never changes', (version, hash) => {
    const { sql } = migrations.find(migration => migration.version === version)!
    expect(createHash('sha256').update(sql).digest('hex').slice(0, 16)).toBe(hash)
  })

  // What they do beside their SQL is the code of their file.
  it.each([['0060-reason-codes', 'e7f3ae32402d937e']])('%s never changes', (name, hash) => {
    const file = new URL(`../../src-main/core/database/migrations/${name}.ts`, import.meta.url)
    const code = readFileSync(file, 'utf8').replace(/\s+/g, ' ')
    expect(createHash('sha256').update(code).digest('hex').slice(0, 16)).toBe(hash)
  })
})

describe('several processes', () => {
  it('may have it open, but only one may run jobs', () => {
    const dataFolder = scratchFolder()
    const first = scratchDatabase(dataFolder)
    const second = scratchDatabase(dataFolder)
    first.prepare("INSERT INTO settings VALUES ('a', '1')").run()
    const reader = openReader(dataFolder)
    expect(second.prepare('SELECT count(*) FROM settings').pluck().get()).toBe(1)
    expect(reader.prepare('SELECT count(*) FROM settings').pluck().get()).toBe(1)
    expect(() => reader.prepare('DELETE FROM settings').run()).toThrow(/readonly/)
    reader.close()
    const unlock = lockDataFolder(dataFolder)
    expect(thrownBy(() => lockDataFolder(dataFolder))).toMatchObject({ code: 'database-busy' })
    unlock()
    lockDataFolder(dataFolder)()
  })
})
