import { EarshotError } from '#contract/errors.ts'
import type { Subject } from '#contract/tagging.ts'
import type { Database } from '../../database/open.ts'
import { trackIdStatements } from '../../database/statements/track-ids.ts'

/** Ids of the tracks a subject names. Throws not-found for a single one that is not there. */
export function subjectTracks(db: Database, of: Subject): number[] {
  if (of.kind === 'tracks') return of.ids
  if (trackIdStatements(db).shown([of.id]).length > 0) return [of.id]
  throw new EarshotError('not-found', 'There is no such track (any more).')
}
