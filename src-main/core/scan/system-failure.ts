import { EarshotError, type ErrorCode } from '#contract/errors.ts'

/** What the system's error numbers mean for a file, folder or link. */
const meanings: Record<string, [ErrorCode, (what: string) => string]> = {
  ENOENT: [
    'not-found',
    what => (what === 'link' ? 'The link points to nothing.' : `The ${what} is not there any more.`)
  ],
  ENOTDIR: ['not-a-folder', what => `The ${what} is not where it was.`],
  EACCES: ['no-access', what => `The system does not allow reading this ${what}.`],
  EPERM: ['no-access', what => `The system does not allow reading this ${what}.`],
  ELOOP: ['unreadable-file', () => 'The link leads back to itself.'],
  ENAMETOOLONG: ['unreadable-file', what => `The path of this ${what} is longer than the system can open.`],
  EIO: ['unreadable-file', what => `The disk reports an error in this ${what}.`],
  ENXIO: ['unreadable-file', what => `This ${what} is a pipe or device.`]
}

/** Gives what `node:fs` throws a code of ours; passes our own errors on. */
export function systemFailure(thrown: unknown, what: 'file' | 'folder' | 'link'): EarshotError {
  if (thrown instanceof EarshotError) return thrown
  const system = (thrown as NodeJS.ErrnoException).code ?? ''
  const [code, words] = meanings[system] ?? [
    'unreadable-file',
    () => `The ${what} cannot be read (${system || String(thrown)}).`
  ]
  return new EarshotError(code, words(what), { cause: thrown })
}
