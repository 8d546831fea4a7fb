import { join, sep } from 'node:path'
import { EarshotError, toFailure } from '#contract/errors.ts'
import type { CheckedPair, PackPaths } from '../../../core/inference/packs/check.ts'
import type { ManifestFile } from '../../../core/inference/manifest.ts'
import { lossInWords, Thread, ThreadLost } from '../../../core/threads/index.ts'
import { workerFile } from '../../workers/worker-files.ts'

/** What the thread of the self-test does. */
export interface CheckTasks {
  check: [PackPaths, CheckedPair]
}

/**
 * Runs the self-test on the files in a folder, in a thread of its own, since inference blocks the one it runs in. Throws
 * `pack-refused`, `model-corrupt`, `model-refused`, `model-missing`, or `internal` when the thread died of it.
 */
export async function checkPack(
  folder: string,
  files: readonly Pick<ManifestFile, 'name' | 'role'>[]
): Promise<CheckedPair> {
  const paths = pathsOf(folder, files)
  const thread = new Thread<CheckTasks>(workerFile('model-check'))
  try {
    return await thread.ask('check', paths)
  } catch (thrown) {
    if (thrown instanceof ThreadLost) {
      throw new EarshotError('internal', `The self-test crashed: ${lossInWords(thrown.loss)}.`)
    }
    const { code, message } = toFailure(thrown)
    // Names of files say enough; the folder may be one that is about to go.
    throw new EarshotError(code, message.replaceAll(`${folder}${sep}`, ''))
  } finally {
    await thread.close()
  }
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
