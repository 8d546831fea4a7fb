import { parentPort, workerData } from 'node:worker_threads'
import { serveReader } from '../../core/playlists/files/reader-thread.ts'

if (parentPort !== null) serveReader(parentPort, workerData as string)
