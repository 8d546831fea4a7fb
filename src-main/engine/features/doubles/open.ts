import { stateOf } from '../../../core/audio/decoder.ts'
import { listenersOf, priorityOf } from '../../../core/analysis/effort.ts'
import { findJob } from '../../../core/doubles/find-job.ts'
import { DoublesFound } from '../../../core/doubles/groups.ts'
import { proposeAsides } from '../../../core/doubles/propose.ts'
import { LookPool } from '../../../core/doubles/look-pool.ts'
import { EarshotError } from '#contract/errors.ts'
import { planStatements } from '../../../core/database/statements/plans.ts'
import type { Base } from '../../base.ts'
import type { Family } from '../../wire/handler.ts'
import { workerFile } from '../../workers/worker-files.ts'
import type { SearchClient } from '../search/search-client.ts'

export function openDoubles(base: Base, search: SearchClient): { handlers: Family<'doubles'> } {
  const { db, jobs, models, decoders, settings, changes } = base
  const found = new DoublesFound(db)

  const open = async (): Promise<LookPool> => {
    const { decoder } = await decoders.find()
    const data = { decoder: stateOf(decoder), priority: priorityOf(settings.get().effort) }
    return new LookPool(workerFile('doubles'), data)
  }

  return {
    handlers: {
      'doubles.find': () => {
        const modelId = models.id
        if (modelId === null)
          throw new EarshotError('model-missing', 'There is no model that has heard the tracks.')
        return jobs.start(
          'doubles',
          findJob({
            db,
            modelId,
            candidates: (input, signal) => search.ask('double-candidates', input, { signal }),
            open,
            workers: listenersOf(settings.get().effort),
            now: Date.now
          })
        )
      },
      'doubles.overview': () => found.overview(models.id),
      'doubles.groups': ({ offset, limit, sure }) =>
        found
          .groups()
          .filter(group => sure === undefined || group.sure === sure)
          .slice(offset, offset + limit),
      'doubles.propose': input => {
        const id = proposeAsides(db, input, Date.now())
        changes.tell('tags.changed', { what: 'plans' })
        return planStatements(db).get(id)!
      },
      'doubles.apart': ({ ids, apart }) => {
        found.apart(ids, apart)
        return null
      }
    }
  }
}
