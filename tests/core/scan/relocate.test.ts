import { copyFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import type { Database } from '../../../src-main/core/database/open.ts'
import { checkIntegrity } from '../../../src-main/core/database/open.ts'
import { folderStatements } from '../../../src-main/core/database/statements/folders.ts'
import { journalStatements } from '../../../src-main/core/database/statements/tag-journal.ts'
import { trackStatements } from '../../../src-main/core/database/statements/tracks.ts'
import { relocate } from '../../../src-main/core/scan/relocate.ts'
import { stampOf } from '../../../src-main/core/tagging/write/checks.ts'
import { sampleTrack, scratchDatabase, scratchFolder } from '../../support/database.ts'

let work: string
let db: Database
let ids: number[]
let old: string
let moved: string

const { signal } = new AbortController()
const files = ['a.mp3', 'sub/b.mp3', 'sub/c.mp3', 'd.mp3', 'e.mp3']
const pathOf = (id: number): string | undefined => trackStatements(db).byIds([id])[0]?.path
const count = (sql: string): unknown => db.prepare(sql).pluck().get()

/** Five tracks, heard, in playlists, rated and written, whose folder is then somewhere else. */
beforeEach(() => {
  work = scratchFolder()
  old = join(work, 'old')
  moved = join(work, 'new place')
  mkdirSync(join(old, 'sub'), { recursive: true })
  db = scratchDatabase(join(work, 'data'))
  const folderId = folderStatements(db).add(old, 1).id
  ids = files.map((name, i) => {
    const path = join(old, name)
    writeFileSync(path, `music ${i} `.repeat(20_000))
    return trackStatements(db).insert(
      sampleTrack({ folderId, path, pathText: name, ...stampOf(path), title: name }),
      i
    )
  })
  for (const id of ids) {
    db.prepare('INSERT INTO listening (track_id, plays, rating) VALUES (?, 3, 80)').run(id)
    db.prepare(
      `INSERT INTO playlist_entries (playlist_id, position, track_id, path)
       SELECT 1, id, id, path FROM tracks WHERE id = ? AND EXISTS (SELECT 1 FROM playlists)`
    ).run(id)
  }
  const journal = journalStatements(db)
  const batchId = journal.addBatch({ name: 'x', kind: 'write', undoes: null, keepTimes: false }, 1)
  const path = join(old, 'a.mp3')
  const temporary = join(old, '.earshot-writing-0123456789ab.mp3')
  journal.begin({ batchId, trackId: ids[0]!, path, temporary, changes: [], undoes: [], putBack: null }, 1)
  renameSync(old, moved)
})

it('finds tracks by place and content, elsewhere by content, and keeps those that are not there', async () => {
  renameSync(join(moved, 'sub/b.mp3'), join(moved, 'renamed.mp3'))
  rmSync(join(moved, 'd.mp3'))
  writeFileSync(join(moved, 'e.mp3'), 'edited since')
  const expected = { tracks: 5, byPlace: 2, byContent: 1, edited: 1, missing: 1 }
  const dry = await relocate({ db, from: `${old}/`, to: moved, dryRun: true, signal })
  expect(dry).toMatchObject({ ...expected, missingPaths: [join(old, 'd.mp3')], done: false })
  expect(pathOf(ids[0]!)).toBe(join(old, 'a.mp3'))
  expect(await relocate({ db, from: old, to: moved, dryRun: false, signal })).toMatchObject(expected)
  expect(ids.map(pathOf)).toEqual(
    ['a.mp3', 'renamed.mp3', 'sub/c.mp3', 'd.mp3', 'e.mp3'].map(name => join(moved, name))
  )
  expect(folderStatements(db).all()).toMatchObject([{ path: moved, state: 'present', tracks: 5 }])
  expect(count('SELECT count(*) FROM tracks WHERE available = 0')).toBe(1)
  expect(count('SELECT count(*) FROM listening WHERE plays = 3 AND rating = 80')).toBe(5)
  expect(count(`SELECT group_concat(path_text, ' ') FROM tracks`)).toContain('renamed.mp3')
  expect(journalStatements(db).begun()).toMatchObject([
    { path: join(moved, 'a.mp3'), temporary: join(moved, '.earshot-writing-0123456789ab.mp3') }
  ])
  expect(checkIntegrity(db)).toBe('ok')
})

it('is one with a track that was found in the new place before', async () => {
  const tracks = trackStatements(db)
  const folderId = folderStatements(db).add(moved, 2).id
  const path = join(moved, 'a.mp3')
  const second = tracks.insert(sampleTrack({ folderId, path, ...stampOf(path) }), 9)
  db.prepare('INSERT INTO listening (track_id, plays, rating) VALUES (?, 2, 20)').run(second)
  await relocate({ db, from: old, to: moved, dryRun: false, signal })
  expect(tracks.byPath(path)?.id).toBe(ids[0])
  expect(count(`SELECT plays || ' ' || rating FROM listening WHERE track_id = ${ids[0]}`)).toBe('5 80')
  expect(count('SELECT count(*) FROM tracks')).toBe(5)
  expect(folderStatements(db).all()).toMatchObject([{ path: moved, tracks: 5 }])
})

it('takes a folder of another system as it is written', async () => {
  const windows = 'C:\\Music'
  db.prepare('UPDATE folders SET path = ?').run(Buffer.from(windows))
  for (const [i, name] of files.entries())
    db.prepare('UPDATE tracks SET path = ? WHERE id = ?').run(
      Buffer.from(`${windows}\\${name.replace('/', '\\')}`),
      ids[i]
    )
  const found = await relocate({ db, from: windows, to: moved, dryRun: false, signal })
  expect(found).toMatchObject({ tracks: 5, byPlace: 5, missing: 0 })
  expect(pathOf(ids[1]!)).toBe(join(moved, 'sub/b.mp3'))
})

it('gives two tracks of one content a file each', async () => {
  copyFileSync(join(moved, 'a.mp3'), join(moved, 'd.mp3'))
  db.prepare('UPDATE tracks SET content_id = (SELECT content_id FROM tracks WHERE id = ?) WHERE id = ?').run(
    ids[0],
    ids[3]
  )
  renameSync(join(moved, 'a.mp3'), join(moved, 'x.mp3'))
  renameSync(join(moved, 'd.mp3'), join(moved, 'y.mp3'))
  await relocate({ db, from: old, to: moved, dryRun: false, signal })
  expect([pathOf(ids[0]!), pathOf(ids[3]!)].sort()).toEqual([join(moved, 'x.mp3'), join(moved, 'y.mp3')])
})

it('refuses what cannot be', async () => {
  const move = (from: string, to: string) => relocate({ db, from, to, dryRun: false, signal })
  await expect(move(join(work, 'nothing'), moved)).rejects.toMatchObject({ code: 'not-found' })
  await expect(move(old, join(work, 'nothing'))).rejects.toMatchObject({ code: 'not-found' })
  await expect(move(old, join(moved, 'a.mp3'))).rejects.toMatchObject({ code: 'not-a-folder' })
  await expect(move(old, old)).rejects.toMatchObject({ code: 'bad-request' })
})
