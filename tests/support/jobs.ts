import type { Caller } from '#contract/bridge.ts'
import type { Job, JobKind } from '#contract/entities.ts'

/** The next job of a kind that ends, or the one that has just ended. */
export async function jobEnd(engine: Caller, kind: JobKind): Promise<Job> {
  const ended = Promise.withResolvers<Job>()
  const look = (job: Job): void => {
    if (job.kind === kind && job.state !== 'running') ended.resolve(job)
  }
  const off = engine.on('job', look)
  for (const job of await engine.call('jobs.list', {})) look(job)
  return ended.promise.finally(off)
}

/** When nothing runs any more, nor what follows from it. */
export async function settled(engine: Caller): Promise<void> {
  const quiet = async (): Promise<boolean> =>
    (await engine.call('jobs.list', {})).every(job => job.state !== 'running')
  while (!(await quiet())) {
    await new Promise<void>(resolve => {
      const off = engine.on('job', job => {
        if (job.state === 'running') return
        off()
        resolve()
      })
      // It may have ended between the question and now.
      void quiet().then(over => over && resolve())
    })
    // What follows a job starts while its end is being told.
    await new Promise(resolve => setImmediate(resolve))
  }
}
