import { fold } from '../fold.ts'
import type { Database } from '../open.ts'

/** The tracks of every playlist of that name, whatever its case and accents, or of that number; null: there is none. */
export function namedPlaylists(db: Database): (named: string) => ReadonlySet<number> | null {
  const all = db.prepare<[], { id: number; name: string }>(
    'SELECT id, name FROM playlists WHERE removed_at IS NULL'
  )
  const members = db
    .prepare<[number, number], number>(
      `SELECT track_id FROM playlist_entries
         WHERE playlist_id = ? AND position IS NOT NULL AND track_id IS NOT NULL
       UNION SELECT track_id FROM smart_members WHERE playlist_id = ?`
    )
    .pluck()
  return named => {
    const playlists = all.all()
    const wanted = fold(named)
    const byName = playlists.filter(({ name }) => fold(name) === wanted)
    const number = /^#?(\d+)$/.exec(named)?.[1]
    const found = byName.length > 0 ? byName : playlists.filter(({ id }) => String(id) === number)
    return found.length === 0 ? null : new Set(found.flatMap(({ id }) => members.all(id, id)))
  }
}
