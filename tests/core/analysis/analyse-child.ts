/** Run as a child process: analyses the library in a data folder until it is done or killed. `deadly`: by a worker. */
import { openDatabase } from '../../../src-main/core/database/open.ts'
import { analysisOf } from './wiring.ts'

const dataFolder = process.argv[2] ?? ''
const { jobs, analysis } = analysisOf(
  openDatabase(dataFolder),
  dataFolder,
  process.argv[3] === 'deadly' ? { workers: 2, worker: new URL('./dying.worker.ts', import.meta.url) } : {}
)
await jobs.settled(analysis.start().id)
