import type { Database } from '../open.ts'

export interface ModelStatements {
  /** The number analyses and vectors of a model are kept under; made on first use. */
  idOf(name: string, version: string): number
  /** The same where it has been used; null otherwise. */
  findId(name: string, version: string): number | null
  /** Whether anything is kept of what it heard. */
  hasHeard(name: string, version: string): boolean
  /** Whether one has heard a visible track, as it is now, that the other has not. Numbers, as `idOf` gives them. */
  lacks(modelId: number, other: number): boolean
  /** Deletes some of what one has heard; false: there was nothing left. */
  forgetSome(name: string, most: number): boolean
  /** Deletes what all versions of a model have heard. Only listening again brings it back. */
  forget(name: string): void
}

export function modelStatements(db: Database): ModelStatements {
  const find = db
    .prepare<[string, string], number>('SELECT id FROM models WHERE name = ? AND version = ?')
    .pluck()
  const insert = db.prepare<[string, string]>('INSERT OR IGNORE INTO models (name, version) VALUES (?, ?)')
  const hasHeard = db
    .prepare<[number], number>('SELECT EXISTS (SELECT 1 FROM analyses WHERE model_id = ?)')
    .pluck()
  const lacks = db
    .prepare<Record<string, number>, number>(
      `SELECT EXISTS (SELECT 1 FROM analyses AS heard INDEXED BY analyses_by_model
         JOIN visible_tracks AS tracks ON tracks.id = heard.track_id AND tracks.content_id = heard.content_id
         WHERE heard.model_id = @modelId AND NOT EXISTS (SELECT 1 FROM analyses INDEXED BY analyses_by_model
           WHERE model_id = @other AND track_id = tracks.id AND content_id = tracks.content_id))`
    )
    .pluck()
  const ofName = 'model_id IN (SELECT id FROM models WHERE name = ?)'
  const forgetAnalyses = db.prepare<[string]>(
    `DELETE FROM analyses INDEXED BY analyses_by_model WHERE ${ofName}`
  )
  const forgetVectors = db.prepare<[string]>(`DELETE FROM vector_chunks WHERE ${ofName}`)
  const forgetSome = db.prepare<Record<string, string | number>>(
    `DELETE FROM analyses WHERE (track_id, model_id) IN (
       SELECT track_id, model_id FROM analyses INDEXED BY analyses_by_model
       WHERE model_id IN (SELECT id FROM models WHERE name = @name) LIMIT @most)`
  )
  const forgetModel = db.prepare<[string]>('DELETE FROM models WHERE name = ?')
  return {
    idOf: (name, version) => {
      const known = find.get(name, version)
      if (known !== undefined) return known
      insert.run(name, version)
      return find.get(name, version)!
    },
    findId: (name, version) => find.get(name, version) ?? null,
    hasHeard: (name, version) => {
      const id = find.get(name, version)
      return id !== undefined && hasHeard.get(id) === 1
    },
    lacks: (modelId, other) => lacks.get({ modelId, other }) === 1,
    forgetSome: (name, most) => forgetSome.run({ name, most }).changes > 0,
    forget: db.transaction((name: string) => {
      forgetAnalyses.run(name)
      forgetVectors.run(name)
      forgetModel.run(name)
    })
  }
}
