import { parentPort, workerData } from 'node:worker_threads'
import { toFailure } from '#contract/errors.ts'
import { checkPair } from '../../core/inference/packs/check.ts'
import type { PackPaths } from '../../core/inference/packs/check.ts'
import type { FromCheck } from '../features/models/check-pack.ts'

// A thread of its own, since inference blocks the one it runs in.
const tell = (message: FromCheck): void => parentPort?.postMessage(message)
try {
  tell({ ok: true, value: await checkPair(workerData as PackPaths) })
} catch (thrown) {
  tell({ ok: false, error: toFailure(thrown) })
}
