import { join, sep } from 'node:path'
import { Worker } from 'node:worker_threads'
import { EarshotError, type Failure } from '#contract/errors.ts'
import type { CheckedPair, PackPaths } from '../../../core/inference/packs/check.ts'
import type { ManifestFile } from '../../../core/inference/manifest.ts'
import { workerFile } from '../../workers/worker-files.ts'

export type FromCheck = { ok: true; value: CheckedPair } | { ok: false; error: Failure }

/**
 * Runs the self-test on the files in a folder, in a thread of its own. Throws `pack-refused`, `model-corrupt`,
 * `model-refused`, `model-missing`, or `internal` when the thread died of it.
 */
export async function checkPack(
  folder: string,
  files: readonly Pick<ManifestFile, 'name' | 'role'>[]
): Promise<CheckedPair> {
  const found = await new Promise<FromCheck>(resolve => {
    const worker = new Worker(workerFile('model-check'), { workerData: pathsOf(folder, files) })
    let why = 'it ended'
    worker.once('message', resolve)
    worker.once('error', error => (why = error instanceof Error ? error.message : String(error)))
    // After an answer this changes nothing: a promise settles once.
    worker.once('exit', () =>
      resolve({ ok: false, error: { code: 'internal', message: `The self-test crashed: ${why}.` } })
    )
  })
  if (found.ok) return found.value
  // Names of files say enough; the folder may be one that is about to go.
  throw new EarshotError(found.error.code, found.error.message.replaceAll(`${folder}${sep}`, ''))
}

/** The same for files that are to become a model: whatever is wrong with them, they are refused. */
export async function checkNewPack(
  folder: string,
  files: readonly Pick<ManifestFile, 'name' | 'role'>[]
): Promise<CheckedPair> {
  try {
    return await checkPack(folder, files)
  } catch (thrown) {
    if (thrown instanceof EarshotError && thrown.code.startsWith('model-')) {
      throw new EarshotError('pack-refused', thrown.message, { cause: thrown })
    }
    throw thrown
  }
}

function pathsOf(folder: string, files: readonly Pick<ManifestFile, 'name' | 'role'>[]): PackPaths {
  const path = (role: ManifestFile['role']): string | null => {
    const file = files.find(one => one.role === role)
    return file ? join(folder, file.name) : null
  }
  const [audio, text, tokenizer] = [path('audio'), path('text'), path('tokenizer')]
  if (audio === null || text === null || tokenizer === null) {
    throw new EarshotError('pack-refused', 'An audio model, a text model and a tokenizer are needed.')
  }
  return { audio, text, tokenizer, tokenizerConfig: path('tokenizer-config'), tags: path('tags') }
}
