import type { Job } from '#contract/entities.ts'
import type { Events } from '#contract/events.ts'

/** While a job runs, counting the library is worth it this often, and this share of the time. */
const interval = 1000
const share = 1 / 20

/** Tells that the library has changed: now and then while a job changes it, at its end, and when asked to. */
export function libraryNotices(
  count: () => Events['library.changed'],
  tell: (counts: Events['library.changed']) => void
): { onJob(job: Job): void; now(): void } {
  let toldAt = 0
  let wait = interval
  const told = new Map<number, number>()

  const now = (): void => {
    const started = performance.now()
    tell(count())
    wait = Math.max(interval, (performance.now() - started) / share)
    toldAt = Date.now()
  }

  return {
    now,
    onJob: job => {
      const changed = job.done !== (told.get(job.id) ?? 0)
      if (job.state === 'running' && (!changed || Date.now() - toldAt < wait)) return
      if (job.state === 'running') told.set(job.id, job.done)
      else told.delete(job.id)
      now()
    }
  }
}
