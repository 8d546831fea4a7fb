import { EarshotError } from '#contract/errors.ts'
import type { Subject } from '#contract/tagging.ts'
import type { Database } from '../../database/open.ts'
import { albumStatements } from '../../database/statements/albums.ts'
import { trackIdStatements } from '../../database/statements/track-ids.ts'

/** Ids of the tracks a subject names, in the order of their paths. Throws not-found for a track that is not there. */
export function subjectTracks(db: Database, of: Subject): number[] {
  if (of.kind === 'tracks') return of.ids
  const tracks = trackIdStatements(db)
  if (of.kind === 'folder') return tracks.ofFolder(of.id)
  const album = albumStatements(db).shownTitle(of.id)
  if (album === null) throw new EarshotError('not-found', 'There is no such track (any more).')
  return of.kind === 'track' || album === '' ? [of.id] : tracks.ofAlbum(of.id)
}
