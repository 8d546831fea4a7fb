import { EarshotError } from '#contract/errors.ts'
import type { JobRunner } from '../../../core/jobs/index.ts'
import type { Family } from '../../wire/handler.ts'

export function jobHandlers(jobs: JobRunner): Family<'jobs'> {
  return {
    'jobs.list': () => jobs.list(),
    'jobs.cancel': ({ id }) => {
      // One that has ended meanwhile is as good as cancelled.
      const known = jobs.cancel(id) || jobs.list().some(job => job.id === id)
      if (!known) throw new EarshotError('not-found', `There is no job ${id}.`)
      return null
    }
  }
}
