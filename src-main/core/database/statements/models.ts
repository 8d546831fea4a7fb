import type { Database } from '../open.ts'

export interface ModelStatements {
  /** The number analyses and vectors of a model are kept under; made on first use. */
  idOf(name: string, version: string): number
  /** The same where it has been used; null otherwise. */
  findId(name: string, version: string): number | null
  /** Deletes what all versions of a model have heard. Only listening again brings it back. */
  forget(name: string): void
}

export function modelStatements(db: Database): ModelStatements {
  const find = db
    .prepare<[string, string], number>('SELECT id FROM models WHERE name = ? AND version = ?')
    .pluck()
  const insert = db.prepare<[string, string]>('INSERT OR IGNORE INTO models (name, version) VALUES (?, ?)')
  const ofName = 'model_id IN (SELECT id FROM models WHERE name = ?)'
  const forgetAnalyses = db.prepare<[string]>(`DELETE FROM analyses WHERE ${ofName}`)
  const forgetVectors = db.prepare<[string]>(`DELETE FROM vector_chunks WHERE ${ofName}`)
  const forgetModel = db.prepare<[string]>('DELETE FROM models WHERE name = ?')
  return {
    idOf: (name, version) => {
      const known = find.get(name, version)
      if (known !== undefined) return known
      insert.run(name, version)
      return find.get(name, version)!
    },
    findId: (name, version) => find.get(name, version) ?? null,
    forget: db.transaction((name: string) => {
      forgetAnalyses.run(name)
      forgetVectors.run(name)
      forgetModel.run(name)
    })
  }
}
