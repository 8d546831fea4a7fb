import { parentPort } from 'node:worker_threads'
import { serveWatch } from '../../core/scan/watch/watch-port.ts'

if (parentPort !== null) serveWatch(parentPort)
