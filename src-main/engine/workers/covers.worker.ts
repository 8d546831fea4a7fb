import { parentPort, workerData } from 'node:worker_threads'
import { serveCovers } from '../../core/covers/covers-thread.ts'

if (parentPort !== null) serveCovers(parentPort, workerData as string)
