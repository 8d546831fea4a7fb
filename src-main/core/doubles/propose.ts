import type { ParsedInput } from '#contract/requests.ts'
import { EarshotError } from '#contract/errors.ts'
import type { Database } from '../database/open.ts'
import { withDatabaseErrors } from '../database/errors.ts'
import { handoverStatements } from '../database/statements/handovers.ts'
import { planStatements } from '../database/statements/plans.ts'
import { trackStatements } from '../database/statements/tracks.ts'

/**
 * A plan that sets files aside, each in favour of one that is kept: accepted, and nothing is done before it is written.
 * Throws bad-request where a file is to be kept and set aside, or nothing is left to do; gives its id.
 */
export function proposeAsides(
  db: Database,
  { name, groups, trash }: ParsedInput<'doubles.propose'>,
  now: number
): number {
  const plans = planStatements(db)
  const handovers = handoverStatements(db)
  const tracks = trackStatements(db)
  const kept = new Set(groups.map(({ keep }) => keep))
  const others = groups.flatMap(({ keep, others: ids }) => ids.map(id => ({ keep, id })))
  if (others.some(({ id }) => kept.has(id))) {
    throw new EarshotError('bad-request', 'A file cannot be kept and set aside in one.')
  }
  const known = new Map(
    tracks.byIds([...kept, ...others.map(({ id }) => id)]).map(track => [track.id, track])
  )
  const meant = others.filter(({ keep, id }) => known.has(id) && known.get(keep)?.available)
  if (meant.length === 0)
    throw new EarshotError('bad-request', 'None of these files is in the library any more.')
  return withDatabaseErrors(() =>
    db
      .transaction(() => {
        const planId = plans.add({ name, mode: 'replace', state: 'open' }, now)
        for (const { keep, id } of meant) {
          const { path, size, mtime, contentId } = known.get(id)!
          const changes = [{ field: 'path' as const, before: [path], after: [], reasons: [], accepted: true }]
          plans.addFile(planId, {
            trackId: id,
            path,
            size,
            mtime,
            contentId,
            large: false,
            charset: null,
            changes
          })
          handovers.setKept(planId, id, { keepId: keep, trash })
        }
        return planId
      })
      .immediate()
  )
}
