import type { Caller } from '#contract/bridge.ts'
import type { Job } from '#contract/entities.ts'

/** Follows a job to its end, which it resolves with. An abort cancels the job and still waits for its end. */
export async function waitForJob(
  engine: Caller,
  job: Job,
  signal: AbortSignal,
  onProgress: (job: Job) => void
): Promise<Job> {
  const ended = Promise.withResolvers<Job>()
  const look = (seen: Job): void => {
    if (seen.id !== job.id) return
    onProgress(seen)
    if (seen.state !== 'running') ended.resolve(seen)
  }
  const cancel = (): void => {
    engine.call('jobs.cancel', { id: job.id }).catch(ended.reject)
  }
  const off = engine.on('job', look)
  signal.addEventListener('abort', cancel, { once: true })
  try {
    if (signal.aborted) cancel()
    look(job)
    // It may have ended before we listened.
    for (const known of await engine.call('jobs.list', {})) look(known)
    return await ended.promise
  } finally {
    off()
    signal.removeEventListener('abort', cancel)
  }
}
