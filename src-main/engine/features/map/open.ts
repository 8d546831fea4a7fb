import { EarshotError } from '#contract/errors.ts'
import { priorityOf } from '../../../core/analysis/effort.ts'
import { layoutJob } from '../../../core/map/layout-job.ts'
import type { Base } from '../../base.ts'
import type { Family } from '../../wire/handler.ts'
import { workerFile } from '../../workers/worker-files.ts'
import type { SearchClient } from '../search/search-client.ts'

export function openMap(base: Base, search: SearchClient): { handlers: Family<'map'> } {
  const { dataFolder, jobs, models, settings } = base
  return {
    handlers: {
      'map.axes': (input, signal) => search.ask('map-axes', input, { signal }),
      'map.likeness': (_, signal) => search.ask('map-likeness', null, { signal }),
      'map.colours': (input, signal) => search.ask('map-colours', input, { signal }),
      'map.passage': (input, signal) => search.ask('map-passage', input, { signal }),
      'map.layOut': () => {
        if (models.model === null)
          throw new EarshotError('model-missing', 'There is no model that has heard the tracks.')
        const { id: name, version, dimension } = models.model
        const priority = priorityOf(settings.get().effort)
        return jobs.start(
          'map',
          layoutJob(workerFile('map'), { dataFolder, model: { name, version, dimension }, priority })
        )
      }
    }
  }
}
