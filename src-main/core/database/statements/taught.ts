import type { Mark } from '#contract/tagging.ts'
import type { Database } from '../open.ts'
import { fold } from '../fold.ts'

export interface StoredTaughtTag {
  id: number
  name: string
  yes: number
  no: number
  createdAt: number
}

export interface TaughtStatements {
  /** Tags in use, by name. */
  all(): StoredTaughtTag[]
  /** Null for one that is unknown or removed. */
  byId(id: number): StoredTaughtTag | null
  /** A tag in use of that name, whatever its case and accents. */
  byName(name: string): StoredTaughtTag | null
  /** A removed tag, by its number or the last one removed under a name; null where there is none. */
  removed(of: { id?: number | undefined; name?: string | undefined }): { id: number; name: string } | null
  create(name: string, now: number): number
  rename(id: number, name: string): void
  /** Hides a tag, with its examples. */
  remove(id: number, now: number): void
  restore(id: number): void
  /** Marks tracks, or takes their mark back. Tracks that are not known are left out. */
  mark(id: number, trackIds: readonly number[], mark: Mark | null, now: number): void
  /** The examples, by track. */
  marks(id: number): { trackId: number; mark: Mark }[]
}

const columns = `id, name, created_at AS createdAt,
  (SELECT count(*) FROM taught_examples WHERE tag_id = taught_tags.id AND positive = 1) AS yes,
  (SELECT count(*) FROM taught_examples WHERE tag_id = taught_tags.id AND positive = 0) AS no`

export function taughtStatements(db: Database): TaughtStatements {
  const all = db.prepare<[], StoredTaughtTag>(
    `SELECT ${columns} FROM taught_tags WHERE removed_at IS NULL ORDER BY fold(name), id`
  )
  const byId = db.prepare<[number], StoredTaughtTag>(
    `SELECT ${columns} FROM taught_tags WHERE id = ? AND removed_at IS NULL`
  )
  const byName = db.prepare<[string], StoredTaughtTag>(
    `SELECT ${columns} FROM taught_tags WHERE fold(name) = ? AND removed_at IS NULL`
  )
  const removedById = db.prepare<[number], { id: number; name: string }>(
    'SELECT id, name FROM taught_tags WHERE id = ? AND removed_at IS NOT NULL'
  )
  const removedByName = db.prepare<[string], { id: number; name: string }>(
    `SELECT id, name FROM taught_tags WHERE fold(name) = ? AND removed_at IS NOT NULL
     ORDER BY removed_at DESC, id DESC LIMIT 1`
  )
  const create = db.prepare<[string, number]>('INSERT INTO taught_tags (name, created_at) VALUES (?, ?)')
  const rename = db.prepare<[string, number]>('UPDATE taught_tags SET name = ? WHERE id = ?')
  const setRemoved = db.prepare<[number | null, number]>('UPDATE taught_tags SET removed_at = ? WHERE id = ?')
  const put = db.prepare<[number, number, number, number]>(
    `INSERT INTO taught_examples (tag_id, positive, at, track_id)
     SELECT ?, ?, ?, id FROM tracks WHERE id = ?
     ON CONFLICT (tag_id, track_id) DO UPDATE SET positive = excluded.positive, at = excluded.at`
  )
  const take = db.prepare<[number, number]>('DELETE FROM taught_examples WHERE tag_id = ? AND track_id = ?')
  const marks = db.prepare<[number], { trackId: number; positive: number }>(
    'SELECT track_id AS trackId, positive FROM taught_examples WHERE tag_id = ? ORDER BY track_id'
  )
  return {
    all: () => all.all(),
    byId: id => byId.get(id) ?? null,
    byName: name => byName.get(fold(name)) ?? null,
    removed: ({ id, name = '' }) =>
      (id === undefined ? removedByName.get(fold(name)) : removedById.get(id)) ?? null,
    create: (name, now) => Number(create.run(name, now).lastInsertRowid),
    rename: (id, name) => void rename.run(name, id),
    remove: (id, now) => void setRemoved.run(now, id),
    restore: id => void setRemoved.run(null, id),
    mark: db.transaction((id: number, trackIds: readonly number[], mark: Mark | null, now: number) => {
      for (const trackId of trackIds) {
        if (mark === null) take.run(id, trackId)
        else put.run(id, mark === 'yes' ? 1 : 0, now, trackId)
      }
    }),
    marks: id =>
      marks.all(id).map(({ trackId, positive }) => ({ trackId, mark: positive === 1 ? 'yes' : 'no' }))
  }
}
