import { EarshotError } from '#contract/errors.ts'
import { pathForDisplay } from '../files/paths.ts'
import { identityOf, isSameContent } from '../scan/content-identity.ts'
import type { FileFacts } from '../scan/read-tags.ts'
import type { Wanted } from './analysed.ts'

/**
 * Does some work on a file as the scan knew it, and makes sure that it was there, and the same, before and after: what
 * reads as damage or as an early end may be a drive that went away. A file that is another by now, even of the same
 * size and time, is read again first; `work` is given what it says then, and so is whoever asked. Throws what `work`
 * throws, not-found, no-access, and changed-since for one that changed meanwhile or makes no sense any more.
 */
export async function asItIs<Result>(
  { path, contentId, charset }: Pick<Wanted, 'path' | 'contentId' | 'charset'>,
  work: (now: FileFacts | null) => Promise<Result>
): Promise<{ result: Result; now: FileFacts | null }> {
  const before = identityOf(path)
  const now = isSameContent(before, contentId) ? null : await readAgain(path, charset)
  const same = (): void => {
    if (!isSameContent(identityOf(path), before)) throw changed(path)
  }
  try {
    const result = await work(now)
    same()
    return { result, now }
  } catch (thrown) {
    if (codeOf(thrown) === 'cancelled') throw thrown
    // What this throws takes the place of what was thrown, which said nothing of the file that is known.
    same()
    throw now === null ? thrown : changed(path, thrown)
  }
}

async function readAgain(path: string, charset: string): Promise<FileFacts> {
  // Loaded when first needed, which is next to never.
  const { readTags } = await import('../scan/read-tags.ts')
  return readTags(path, { charset }).catch((thrown: unknown) => {
    throw codeOf(thrown) === 'unreadable-file' ? changed(path, thrown) : thrown
  })
}

const codeOf = (thrown: unknown): string => (thrown instanceof EarshotError ? thrown.code : '')

function changed(path: string, cause?: unknown): EarshotError {
  const words = `${pathForDisplay(path)} is not the file it was when it was scanned.`
  return new EarshotError('changed-since', words, { cause })
}
