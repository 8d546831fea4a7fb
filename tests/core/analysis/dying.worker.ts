/**
 * A worker that dies over every file with "dies" in its name, and takes the process along over every one with "kills" or
 * "crashes", as a kill and a crash in native code do.
 */
import { parentPort, workerData } from 'node:worker_threads'
import type { AnalysisWorkerData, Wanted } from '../../../src-main/core/analysis/analysed.ts'
import { serveAnalysis } from '../../../src-main/core/analysis/serve-analysis.ts'

parentPort?.on('message', (message: { kind: string; task?: string; input: Wanted }) => {
  if (message.task === 'analyse' && message.input.path.includes('dies')) process.exit(3)
  if (message.task === 'analyse' && message.input.path.includes('kills')) process.kill(process.pid, 'SIGKILL')
  if (message.task === 'analyse' && message.input.path.includes('crashes'))
    process.kill(process.pid, 'SIGSEGV')
})
if (parentPort !== null) serveAnalysis(parentPort, workerData as AnalysisWorkerData)
