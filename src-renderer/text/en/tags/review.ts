import type { PlanMode } from '#contract/tagging.ts'
import { count, counted } from '../numbers.ts'

const changes = (n: number): string => counted(n, 'change')
const files = (n: number): string => counted(n, 'file')

/** Looking a plan through. */
export const review = {
  back: 'All plans',
  making: 'This plan is being made',
  makingLead: 'Files are read as they are now, and compared with what is heard.',
  empty: 'Nothing to change',
  emptyLead: 'Every file has these fields already, or nothing was sure enough. Try another field or mode.',
  modes: { fill: 'empty fields only', add: 'adds values', replace: 'replaces values' } satisfies Record<
    PlanMode,
    string
  >,
  counts: (n: number, m: number): string => `${changes(n)} in ${files(m)}`,
  reading: (read: number, all: number): string => `${count(read)} of ${count(all)} files read so far`,
  filter: 'Find a file or value',
  show: 'Show',
  shows: { all: 'All', accepted: 'Accepted', open: 'Not accepted', failed: 'Refused' },
  fieldsHead: 'Fields',
  valuesHead: 'Values',
  facet: (name: string, accepted: number, all: number): string =>
    `${name}: ${count(accepted)} of ${count(all)} accepted`,
  only: (name: string): string => `Show only ${name}`,
  everything: 'Show everything',
  acceptShown: (n: number): string => `Accept ${count(n)} shown`,
  refuseShown: (n: number): string => `Refuse ${count(n)} shown`,
  nothingShown: 'No change fits this filter',
  columns: { field: 'Field', before: 'In the file now', after: 'After', why: 'Why' },
  list: 'Changes',
  empty1: 'empty',
  leftOut: (values: string): string => `left out: ${values}`,
  accept: (what: string): string => `Accept ${what}`,
  change: (field: string, title: string): string => `${field} of ${title}`,
  fileLabel: (...parts: string[]): string => parts.filter(Boolean).join(', '),
  charset: (name: string): string => `texts as ${name}`,
  large: 'tags over 16 MB: undo may bring back their values only',
  edit: 'Edit values',
  editLabel: 'Values, with a semicolon between them',
  play: 'Play the moment it was heard',
  written: 'written',
  edited: 'edited by you',
  keys: 'y accept · n refuse · e edit · Enter play',
  write: (c: number, f: number): string => `Write ${changes(c)} into ${files(f)}`,
  writeCount: (c: number): string => `Write ${changes(c)}`,
  nothingAccepted: 'Nothing accepted yet',
  happens:
    'Each file is copied, the copy changed and read back; only if its sound and every other tag are the same does it take the file’s place. A file that changed since is left alone. All of it can be undone under History.',
  happensToPlaces:
    'Each file gets its new place without a moment in between, on another disk by a copy that is compared first. Nothing is written over. All of it can be undone under History.',
  keepTimes: 'Keep the files’ dates',
  writing: 'Writing…',
  done: (written: number): string => `${changes(written)} written.`,
  doneFailed: (written: number, failed: number): string =>
    `${changes(written)} written, ${count(failed)} refused: their files were left as they were.`,
  seeRefused: 'See what was refused'
} as const
