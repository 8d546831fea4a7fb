import { parentPort } from 'node:worker_threads'
import * as files from '../../core/tags/index.ts'
import { serveWriter } from '../../core/tagging/write/serve-writer.ts'

if (parentPort !== null) serveWriter(parentPort, files)
