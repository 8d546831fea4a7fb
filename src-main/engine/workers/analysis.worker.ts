import { parentPort, workerData } from 'node:worker_threads'
import type { AnalysisWorkerData } from '../../core/analysis/analysed.ts'
import { serveAnalysis } from '../../core/analysis/serve-analysis.ts'

if (parentPort !== null) serveAnalysis(parentPort, workerData as AnalysisWorkerData)
