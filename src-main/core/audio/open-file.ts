import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { EarshotError } from '#contract/errors.ts'
import { fileError } from '../files/errors.ts'
import { pathForDisplay, pathForFs } from '../files/paths.ts'

/**
 * Opens a file for reading, once, with failures told apart: `not-found`, `no-access`, and `unreadable-file` for what
 * is empty or no plain file. The caller closes it.
 */
export async function openAudioFile(path: string): Promise<{ file: FileHandle; size: number }> {
  const name = pathForDisplay(path)
  const file = await open(pathForFs(path), 'r').catch((thrown: unknown) => {
    throw fileError(thrown, { doing: 'read', what: 'file', name })
  })
  try {
    const facts = await file.stat()
    if (!facts.isFile()) throw new EarshotError('unreadable-file', `${name} is not a file.`)
    if (facts.size === 0) throw new EarshotError('unreadable-file', `${name} is empty: it has no bytes.`)
    return { file, size: facts.size }
  } catch (thrown) {
    await file.close()
    throw thrown
  }
}
