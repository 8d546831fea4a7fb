/** A worker that dies over every file with "dies" in its name, as one would over a crash in native code. */
import { parentPort, workerData } from 'node:worker_threads'
import type { AnalysisWorkerData, ToAnalysisWorker } from '../../../src-main/engine/analysis/heard.ts'
import { serveAnalysis } from '../../../src-main/engine/analysis/serve-analysis.ts'

parentPort?.on('message', (message: ToAnalysisWorker) => {
  if (message.kind === 'hear' && message.path.includes('dies')) process.exit(3)
})
if (parentPort !== null) await serveAnalysis(parentPort, workerData as AnalysisWorkerData)
