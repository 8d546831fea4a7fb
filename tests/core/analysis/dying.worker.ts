/**
 * A worker that dies over every file with "dies" in its name, and takes the process along over every one with "kills",
 * as a crash in native code does.
 */
import { parentPort, workerData } from 'node:worker_threads'
import type { AnalysisWorkerData, ToAnalysisWorker } from '../../../src-main/core/analysis/heard.ts'
import { serveAnalysis } from '../../../src-main/core/analysis/serve-analysis.ts'

parentPort?.on('message', (message: ToAnalysisWorker) => {
  if (message.kind === 'hear' && message.path.includes('dies')) process.exit(3)
  if (message.kind === 'hear' && message.path.includes('kills')) process.kill(process.pid, 'SIGKILL')
})
if (parentPort !== null) await serveAnalysis(parentPort, workerData as AnalysisWorkerData)
