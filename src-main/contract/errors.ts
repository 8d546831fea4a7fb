/** The closed list of failures that cross the wire. The page has the words; the engine adds a plain detail. */
export const errorCodes = [
  'bad-request', // input does not fit the request's schema
  'unknown-request',
  'not-found', // no such track, folder, job or file
  'no-access', // the system refuses to read it, or somebody else is using it
  'not-a-folder',
  'too-large', // more than is taken at once
  'outside-roots', // serve mode: the path is not below a folder it was started with
  'unreadable-file', // empty, damaged or not audio
  'unsupported-format', // no decoder at hand can read it
  'tags-unwritable', // it is sound, but Earshot does not write tags of its kind
  'video', // moving pictures with sound
  'decode-failed',
  'decode-timeout',
  'decoder-crashed', // a fault of the decoder ended it over this file
  'interrupted', // the decoder was ended from outside: says nothing of the file
  'too-short', // no audio left after decoding
  'no-decoder', // neither ffmpeg nor a built-in decoder
  'model-missing',
  'model-corrupt', // size, checksum or shape differ from the registry
  'model-refused', // the self-test failed
  'pack-refused', // files that are to become a model are lacking, damaged or fail the self-test
  'download-failed', // the server gave something else, or the line broke again and again
  'database-newer', // written by a newer Earshot
  'database-damaged',
  'database-gone', // the data folder was moved or removed while it was in use
  'database-busy', // another Earshot has this data folder open
  'changed-since', // the file or field is no longer as it was when the change was reviewed
  'not-held', // the file has no place for it
  'read-only', // it, its folder or its disk may not be written
  'hard-linked', // it has other names, which a safe write would part from it
  'write-unsafe', // the written copy did not read back right; the file was left alone
  'disk-full',
  'cancelled',
  'not-supported-here', // the shell at hand cannot do this (no native dialog in a browser)
  'internal'
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** An error as data: what crosses every boundary. */
export interface Failure {
  code: ErrorCode
  /** One plain English sentence with the particulars; for logs and details, not the headline. */
  message: string
}

/** The one error class of the program. Everything else that is thrown becomes `internal`. */
export class EarshotError extends Error {
  readonly code: ErrorCode
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'EarshotError'
    this.code = code
  }
}

/** The error that a Failure was made of, on the other side of a boundary. What is no Failure becomes `internal`. */
export function toError(failure: unknown): EarshotError {
  const { code, message } = (
    typeof failure === 'object' && failure !== null ? failure : {}
  ) as Partial<Failure>
  const known = errorCodes.find(one => one === code)
  return new EarshotError(known ?? 'internal', typeof message === 'string' ? message : 'No reason was given.')
}

/** Turns anything thrown into data. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof EarshotError) return { code: thrown.code, message: thrown.message }
  if (thrown instanceof DOMException && thrown.name === 'AbortError') {
    return { code: 'cancelled', message: 'Cancelled.' }
  }
  return { code: 'internal', message: thrown instanceof Error ? thrown.message : String(thrown) }
}
