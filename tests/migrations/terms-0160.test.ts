import BetterSqlite3 from 'better-sqlite3'
import { expect, it } from 'vitest'
import { databaseFile } from '../../src-main/core/database/files.ts'
import { migrate } from '../../src-main/core/database/migrate.ts'
import { migrations } from '../../src-main/core/database/migrations/index.ts'
import { wordStatements } from '../../src-main/core/database/statements/words.ts'
import { scratchDatabase, scratchFolder } from '../support/database.ts'

it('knows the words of names that were there before, and names of signs', () => {
  const folder = scratchFolder()
  const before = new BetterSqlite3(databaseFile(folder))
  migrate(
    before,
    folder,
    migrations.filter(one => one.version < 160)
  )
  before.exec(`INSERT INTO folders (id, path, added_at) VALUES (1, x'2f6d', 0)`)
  const insert = before.prepare(
    `INSERT INTO tracks (id, folder_id, path, path_text, size, mtime, content_id, title, artist, artists, added_at, scanned_at)
     VALUES (?, 1, ?, '', 1, 0, ?, ?, ?, ?, 0, 0)`
  )
  const rows: [string, string, string][] = [
    ['Teardrop', 'Ann', '[]'],
    ['÷', 'Ed', '[]'],
    ['!!!', 'Bob', '[]'],
    ['Duet', '!!! & Zoe', '["!!!","Zoe"]'],
    ['・', 'Öé', '[]']
  ]
  rows.forEach(([title, artist, artists], i) => {
    const id = i + 1
    insert.run(id, Buffer.from(`/m/${id}`), Buffer.from([id]), title, artist, artists)
  })
  before.close()
  const db = scratchDatabase(folder)
  const words = wordStatements(db)
  expect(words.terms()).toContainEqual({ term: 'teardrop', tracks: 1 })
  expect(words.named('!!!', 10).sort()).toEqual([3, 4])
  expect(words.named('÷', 10)).toEqual([2])
  expect(words.named('・', 10)).toEqual([5])
})
