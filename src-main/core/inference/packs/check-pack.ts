import { join, sep } from 'node:path'
import { EarshotError, toFailure } from '#contract/errors.ts'
import { lossInWords, Thread, ThreadLost } from '../../threads/index.ts'
import type { ManifestFile } from '../manifest.ts'
import type { CheckedPair, PackPaths } from './check.ts'

/** What the thread of the self-test does. */
export interface CheckTasks {
  check: [PackPaths, CheckedPair]
}

type Files = readonly Pick<ManifestFile, 'name' | 'role'>[]

/**
 * Runs the self-test on the files in a folder, in a thread of its own, since inference blocks the one it runs in.
 * `worker`: the file of a thread that answers CheckTasks. Throws `pack-refused`, `model-corrupt`, `model-refused`,
 * `model-missing`, or `internal` when the thread died of it.
 */
export async function checkPack(worker: URL, folder: string, files: Files): Promise<CheckedPair> {
  const paths = pathsOf(folder, files)
  const thread = new Thread<CheckTasks>(worker)
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
export async function checkNewPack(worker: URL, folder: string, files: Files): Promise<CheckedPair> {
  try {
    return await checkPack(worker, folder, files)
  } catch (thrown) {
    if (thrown instanceof EarshotError && thrown.code.startsWith('model-')) {
      throw new EarshotError('pack-refused', thrown.message, { cause: thrown })
    }
    throw thrown
  }
}

function pathsOf(folder: string, files: Files): PackPaths {
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
