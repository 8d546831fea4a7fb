import type { PutBack } from '#contract/tagging.ts'
import { count, counted } from '../numbers.ts'

const changes = (n: number): string => counted(n, 'change')
const files = (n: number): string => counted(n, 'file')

/** What was written into files, and the way back. */
export const history = {
  lead: 'Everything Earshot has written into your files, and the way back.',
  none: 'Nothing has been written yet',
  noneLead:
    'Once you write a plan, every change is listed here and can be undone, all at once or one by one.',
  list: 'What was written',
  changesLabel: 'Changes of this batch',
  kinds: { write: 'Written', undo: 'Undone' },
  line: (c: number, f: number): string => `${changes(c)} in ${files(f)}`,
  undone: (n: number, all: number): string => (n >= all ? 'all undone' : `${count(n)} undone`),
  undoAll: (n: number): string => `Undo ${changes(n)}`,
  undoOne: (field: string, title: string): string => `Undo ${field} of ${title}`,
  undo: 'Undo',
  isUndone: 'undone',
  columns: { file: 'File', field: 'Field', before: 'Before', after: 'Written' },
  /** Of files that an undo put back, by how. */
  putBack: {
    bytes: (n: number): string => `${files(n)} byte for byte as before.`,
    changed: (n: number): string =>
      `${files(n)} changed since by something else: only the values of these fields were put back.`,
    parts: (n: number): string =>
      `${files(n)} with other changes that stay: only these values were put back.`,
    'not-kept': (n: number): string =>
      `${files(n)} of which the old bytes are not kept: the values were put back.`
  } satisfies Record<PutBack, (n: number) => string>,
  happens:
    'Undoing all of it brings every byte of a file back, unless something else changed the file since: then its fields, but for those edited elsewhere.',
  wrote: (c: number, f: number): string => `Wrote ${changes(c)} into ${files(f)}`,
  undid: (c: number, f: number): string => `Put ${changes(c)} back in ${files(f)}`,
  refused: (n: number): string => `${files(n)} left as they were`,
  nothingDone: 'No file was changed'
} as const
