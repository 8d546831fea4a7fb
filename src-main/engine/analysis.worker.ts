import { parentPort, workerData } from 'node:worker_threads'
import type { AnalysisWorkerData } from './analysis/heard.ts'
import { serveAnalysis } from './analysis/serve-analysis.ts'

if (parentPort !== null) await serveAnalysis(parentPort, workerData as AnalysisWorkerData)
