import { EarshotError, type ErrorCode } from '#contract/errors.ts'

const meanings: Record<string, [ErrorCode, string]> = {
  ENOSPC: ['disk-full', 'The disk that holds the file is full; free some space.'],
  EDQUOT: ['disk-full', 'Your share of the disk that holds the file is used up; free some space.'],
  EROFS: ['read-only', 'The disk that holds the file is read-only.'],
  EACCES: ['read-only', 'The system does not allow writing the file or its folder.'],
  EPERM: ['read-only', 'The system does not allow writing the file or its folder.'],
  EBUSY: ['no-access', 'Another program is using the file; close it and try again.'],
  ENOENT: ['not-found', 'The file or its folder is not there any more.'],
  ENOTDIR: ['not-found', 'The file is not where it was.'],
  EIO: ['no-access', 'The disk reports an error; check that it is connected and sound.']
}

/** Gives what writing a file throws a code of ours; passes our own errors on. */
export function writeFailure(thrown: unknown): EarshotError {
  if (thrown instanceof EarshotError) return thrown
  const system = (thrown as NodeJS.ErrnoException | null)?.code ?? ''
  const [code, words] = meanings[system] ?? [
    'write-unsafe',
    `The tags could not be written (${thrown instanceof Error ? thrown.message : String(thrown)}).`
  ]
  return new EarshotError(code, words, { cause: thrown })
}
