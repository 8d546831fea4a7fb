import { EarshotError, type ErrorCode } from '#contract/errors.ts'

/** What the system refused. */
export interface Refused {
  doing: 'read' | 'write'
  what: 'file' | 'folder' | 'link' | 'model' | 'playlist' | 'copy'
  /** What people know it by; a sentence about "the file" where it is left out. */
  name?: string
  /** The code for what the table below does not know. */
  otherwise?: ErrorCode
}

interface Asked extends Refused {
  writing: boolean
  /** Begins a sentence. */
  The: string
  /** Inside one. */
  this: string
}

type Meaning = readonly [ErrorCode, string]

const away = (asked: Asked): Meaning => [
  'no-access',
  `The disk of ${asked.this} does not answer; check that it is connected.`
]
const lacking =
  (what: string) =>
  (asked: Asked): Meaning => [
    'no-access',
    `The system has no more ${what} for ${asked.this}; try again later.`
  ]

/**
 * What the system's error codes mean: the one place that knows. What may not be written is `read-only`, whoever or
 * whatever forbids it; what is in use by somebody else is `no-access`, for it says nothing of the file.
 */
const meanings: Record<string, (asked: Asked) => Meaning | null> = {
  ENOENT: ({ what, writing, The }) => {
    if (what === 'link') return ['not-found', 'The link points to nothing.']
    return ['not-found', writing ? `${The} or its folder is not there.` : `${The} is not there.`]
  },
  // Something that is no folder stands in the way to it, or in the place of it.
  ENOTDIR: ({ what, writing, The }) =>
    what === 'folder' && !writing
      ? ['not-a-folder', `${The} is not a folder.`]
      : ['not-found', `${The} is not where it was.`],
  EACCES: forbidden,
  EPERM: forbidden,
  EROFS: asked =>
    asked.writing ? ['read-only', `The disk of ${asked.this} is read-only.`] : forbidden(asked),
  ENOSPC: asked => ['disk-full', `The disk of ${asked.this} is full; free some space.`],
  EDQUOT: asked => ['disk-full', `Your share of the disk of ${asked.this} is used up; free some space.`],
  EBUSY: asked => ['no-access', `Another program is using ${asked.this}; close it and try again.`],
  EEXIST: ({ The }) => ['changed-since', `${The} is there already.`],
  EISDIR: ({ writing, The }) => [
    writing ? 'no-access' : 'unreadable-file',
    `${The} is a folder, not a file.`
  ],
  EIO: asked => [
    'no-access',
    `The disk of ${asked.this} reports an error; check that it is connected and sound.`
  ],
  // What a drive or a share says that went away while it was in use.
  ENODEV: away,
  ENOMEDIUM: away,
  ENOTCONN: away,
  ESTALE: away,
  EHOSTDOWN: away,
  EHOSTUNREACH: away,
  ENETUNREACH: away,
  ETIMEDOUT: away,
  // Of the machine, not of the file.
  EMFILE: lacking('open files'),
  ENFILE: lacking('open files'),
  ENOMEM: lacking('memory'),
  ENAMETOOLONG: asked => [
    asked.writing ? 'no-access' : 'unreadable-file',
    `The path of ${asked.this} is longer than the system can open.`
  ],
  ELOOP: ({ writing }) => (writing ? null : ['unreadable-file', 'The link leads back to itself.']),
  ENXIO: ({ writing, The }) => (writing ? null : ['unreadable-file', `${The} is a pipe or device.`])
}

function forbidden({ writing, this: it }: Asked): Meaning {
  return writing
    ? ['read-only', `The system does not allow writing ${it} or its folder.`]
    : ['no-access', `The system does not allow reading ${it}.`]
}

/** Gives what `node:fs` throws a code of ours and a sentence; passes our own errors on. */
export function fileError(thrown: unknown, refused: Refused): EarshotError {
  return thrown instanceof EarshotError ? thrown : systemError(systemCode(thrown), refused, thrown)
}

/** The same for a system's code that came another way, by the words of another program, say. */
export function systemError(system: string, refused: Refused, cause?: unknown): EarshotError {
  const { what, name, doing } = refused
  const asked: Asked = {
    ...refused,
    writing: doing === 'write',
    The: name ?? `The ${what}`,
    this: name ?? `this ${what}`
  }
  const [code, words] = meanings[system]?.(asked) ?? unknownMeaning(system, asked, cause)
  return new EarshotError(code, words, { cause })
}

function unknownMeaning(system: string, { writing, The, otherwise }: Asked, cause: unknown): Meaning {
  // "EMFILE: too many open files, open '/home/…'": without the place, which is said or nobody's business.
  const said = cause instanceof Error ? cause.message : String(cause)
  const why = system === '' ? said : (said.split(',')[0] ?? system)
  return writing
    ? [otherwise ?? 'internal', `${The} could not be written (${why}).`]
    : [otherwise ?? 'unreadable-file', `${The} cannot be read (${why}).`]
}

/** The system's name for what went wrong ("ENOENT"); empty for what is no error of the system. */
export function systemCode(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
}

/** Whether nothing is there: a drive that does not answer is not the same as a file that is gone. */
export function isNotThere(thrown: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(systemCode(thrown))
}
