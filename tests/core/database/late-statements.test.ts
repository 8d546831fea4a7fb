import BetterSqlite3 from 'better-sqlite3'
import { expect, it } from 'vitest'
import { compileLate } from '../../../src-main/core/database/late-statements.ts'

it('compiles a statement when it is first used, and gives what the compiled one gives', () => {
  const db = new BetterSqlite3(':memory:')
  compileLate(db)
  const insert = db.prepare('INSERT INTO later (a, b) VALUES (?, ?)')
  const all = db.prepare('SELECT a, b FROM later ORDER BY a')
  const raw = db.prepare('SELECT a, b FROM later ORDER BY a').raw()
  const first = db.prepare('SELECT b FROM later ORDER BY a').pluck()
  db.exec('CREATE TABLE later (a, b)')
  expect(insert.run(1, 'one')).toEqual({ changes: 1, lastInsertRowid: 1 })
  expect(all.all()).toEqual([{ a: 1, b: 'one' }])
  expect(all.raw().all()).toEqual([[1, 'one']])
  expect(raw.all()).toEqual([[1, 'one']])
  expect([...first.iterate()]).toEqual(['one'])
  expect(first.get()).toBe('one')
  expect(() => db.prepare('SELECT missing FROM later').get()).toThrow('no such column')
  db.close()
})
