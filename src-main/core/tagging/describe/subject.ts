import { EarshotError } from '#contract/errors.ts'
import type { Subject } from '#contract/tagging.ts'
import type { Database } from '../../database/open.ts'

/** Ids of the tracks a subject names, in the order of their paths. Throws not-found for a track that is not there. */
export function subjectTracks(db: Database, of: Subject): number[] {
  if (of.kind === 'tracks') return of.ids
  if (of.kind === 'folder') {
    return db
      .prepare<[number], number>('SELECT id FROM visible_tracks WHERE folder_id = ? ORDER BY path')
      .pluck()
      .all(of.id)
  }
  const known = db
    .prepare<[number], { album: string }>('SELECT album FROM visible_tracks WHERE id = ?')
    .get(of.id)
  if (!known) throw new EarshotError('not-found', 'There is no such track (any more).')
  if (of.kind === 'track' || known.album === '') return [of.id]
  return db
    .prepare<[number], number>(
      `SELECT other.id FROM tracks AS one JOIN tracks AS other
         ON other.folder_id = one.folder_id AND other.album = one.album
         AND (other.album_artist = one.album_artist)
       WHERE one.id = ? ORDER BY other.path`
    )
    .pluck()
    .all(of.id)
}
