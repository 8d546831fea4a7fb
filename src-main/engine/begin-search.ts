import { Thread } from '../core/threads/call.ts'
import type { SoundTasks } from './workers/sound-tasks.ts'
import { workerFile } from './workers/worker-files.ts'

/** Begins a thread of the search, which loads its code while nobody can say yet where the library is. */
export const beginSearch = (): Thread<SoundTasks> => new Thread(workerFile('search'))
