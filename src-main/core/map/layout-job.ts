import type { JobPlan } from '../jobs/index.ts'
import { Thread } from '../threads/index.ts'
import type { LayoutTasks, LayoutWorkerData } from './layout-thread.ts'

/** Steps of the job: hundredths of the work. */
const steps = 100
/** Milliseconds in which the thread has to end. */
const endsWithin = 2000

/** Lays the library out in a thread of its own, a hundredth after the other, so that it says how far it is and can be stopped. */
export function layoutJob(file: URL, data: LayoutWorkerData): JobPlan<number> {
  let thread: Thread<LayoutTasks> | null = null
  return {
    question: Array.from({ length: steps }, (_, step) => (step + 1) / steps),
    concurrency: 1,
    whole: true,
    step: async (to, signal) => {
      thread ??= new Thread<LayoutTasks>(file, { data })
      await thread.ask('advance', { to }, { signal, untilStopped: true })
      return 'done'
    },
    finish: () => thread?.close(endsWithin)
  }
}
