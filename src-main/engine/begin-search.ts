import { Thread } from '../core/threads/call.ts'
import type { SoundTasks } from './workers/sound-tasks.ts'
import { workerFile } from './workers/worker-files.ts'

/**
 * Begins a thread of the search, which loads its code while nobody can say yet where the library is. Its young objects have
 * no bound of their own: 12 MB of them held a hundred megabytes less at 100,000 tracks, and new phrases took a tenth longer.
 */
export const beginSearch = (worker: URL = workerFile('search')): Thread<SoundTasks> => new Thread(worker)
