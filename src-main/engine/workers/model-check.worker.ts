import { parentPort } from 'node:worker_threads'
import { checkPair } from '../../core/inference/packs/check.ts'
import { serveThread } from '../../core/threads/index.ts'
import type { CheckTasks } from '../../core/inference/packs/check-pack.ts'

if (parentPort !== null) serveThread<CheckTasks>(parentPort, { check: paths => checkPair(paths) })
