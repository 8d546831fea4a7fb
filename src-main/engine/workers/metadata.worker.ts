import { parentPort } from 'node:worker_threads'
import { serveMetadata } from '../../core/scan/metadata-port.ts'

if (parentPort !== null) serveMetadata(parentPort)
