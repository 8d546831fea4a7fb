import { parentPort, workerData } from 'node:worker_threads'
import type { LookWorkerData } from '../../core/doubles/messages.ts'
import { serveLooks } from '../../core/doubles/serve-looks.ts'

if (parentPort !== null) serveLooks(parentPort, workerData as LookWorkerData)
