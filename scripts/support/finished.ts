import type { Caller } from '#contract/bridge.ts'
import type { Job } from '#contract/entities.ts'

/** Resolves when no job runs and none has started for a moment (analysis follows a scan by itself). */
export async function finished(engine: Caller, onJob?: (job: Job) => void): Promise<Job[]> {
  const stop = onJob ? engine.on('job', onJob) : undefined
  let quiet = 0
  let jobs: Job[] = []
  while (quiet < 5) {
    await new Promise(resolve => setTimeout(resolve, 100))
    jobs = await engine.call('jobs.list', {})
    quiet = jobs.some(job => job.state === 'running') ? 0 : quiet + 1
  }
  stop?.()
  return jobs
}
