import { parentPort, workerData } from 'node:worker_threads'
import { serveLayout, type LayoutWorkerData } from '../../core/map/layout-thread.ts'

if (parentPort !== null) serveLayout(parentPort, workerData as LayoutWorkerData)
