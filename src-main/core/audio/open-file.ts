import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { EarshotError } from '#contract/errors.ts'
import { pathForDisplay, pathForFs } from '../files/paths.ts'

/**
 * Opens a file for reading, once, with failures told apart: `not-found`, `no-access`, and `unreadable-file` for what
 * is empty or no plain file. The caller closes it.
 */
export async function openAudioFile(path: string): Promise<{ file: FileHandle; size: number }> {
  const name = pathForDisplay(path)
  const file = await open(pathForFs(path), 'r').catch((thrown: unknown) => {
    throw refusal(thrown, name)
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

function refusal(thrown: unknown, name: string): EarshotError {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : ''
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new EarshotError('not-found', `${name} is not there any more.`, { cause: thrown })
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new EarshotError('no-access', `The system does not let Earshot read ${name}.`, { cause: thrown })
  }
  return new EarshotError('unreadable-file', `${name} cannot be opened: ${String(thrown)}.`, {
    cause: thrown
  })
}
