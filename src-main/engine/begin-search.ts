import { Thread } from '../core/threads/call.ts'
import type { SoundTasks } from './workers/sound-tasks.ts'
import { workerFile } from './workers/worker-files.ts'

/** Left to itself V8 lets the young objects of searches in 100,000 tracks take a hundred megabytes before it looks at them. */
const youngMegabytes = 12

/** Begins a thread of the search, which loads its code while nobody can say yet where the library is. */
export const beginSearch = (worker: URL = workerFile('search')): Thread<SoundTasks> =>
  new Thread(worker, { youngMegabytes })
