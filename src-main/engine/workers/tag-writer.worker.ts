import { parentPort, workerData } from 'node:worker_threads'
import { PictureStore } from '../../core/covers/picture-store.ts'
import * as files from '../../core/tags/index.ts'
import { serveWriter } from '../../core/tagging/write/serve-writer.ts'

if (parentPort !== null) serveWriter(parentPort, files, new PictureStore(workerData as string))
