import type { Database } from '../open.ts'

export interface ModelStatements {
  /** The number analyses and vectors of a model are kept under; made on first use. */
  idOf(name: string, version: string): number
}

export function modelStatements(db: Database): ModelStatements {
  const find = db
    .prepare<[string, string], number>('SELECT id FROM models WHERE name = ? AND version = ?')
    .pluck()
  const insert = db.prepare<[string, string]>('INSERT OR IGNORE INTO models (name, version) VALUES (?, ?)')
  return {
    idOf: (name, version) => {
      const known = find.get(name, version)
      if (known !== undefined) return known
      insert.run(name, version)
      return find.get(name, version)!
    }
  }
}
