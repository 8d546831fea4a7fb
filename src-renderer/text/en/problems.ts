import type { Stage } from '#contract/entities.ts'
import type { LeftOutReason } from '#contract/left-out.ts'
import { count, counted } from './numbers.ts'

/** Files that were left out. */
export const problems = {
  title: 'Left out',
  lead: (n: number): string => `${counted(n, 'file')} could not be read. Everything else works without them.`,
  allFine: 'Every file could be read.',
  group: (title: string, n: number): string => `${title}: ${counted(n, 'file')}`,
  retryGroup: (title: string): string => `Try again: ${title}`,
  more: (n: number): string => `Show ${count(n)} more`,
  none: 'Every file could be read.',
  noneLead: 'If one cannot, it is listed here with the reason.',
  passedBy: 'Passed by',
  passedByLead: 'Nothing is wrong with these. This is what a scan does not take for music of yours, and why.',
  andMore: (n: number): string => `and ${count(n)} more`,
  leftOut: {
    'mac-leftover': n => `${counted(n, 'file')} that macOS left beside others (“._…”)`,
    'hidden-file': n => `${counted(n, 'hidden file')}: the name begins with a dot`,
    'hidden-folder': n => `${counted(n, 'hidden folder')}, with all in them: the name begins with a dot`,
    device: n => `${counted(n, 'link')} to a pipe, socket or device`,
    'second-name': n => `${counted(n, 'other name')} of files that are in the library (hard links)`,
    'link-inside': n => `${counted(n, 'link')} to what is in the library by its own name`,
    'seen-before': n => `${counted(n, 'second way', 'second ways')} to what was looked at before`,
    'sheet-without-file': n => `${counted(n, 'cue sheet')} whose music is not there`,
    'no-sheet': n => `${counted(n, 'file')} named like cue sheets, and none`,
    'not-audio': n => `${counted(n, 'file')} not named like music`
  } satisfies Record<LeftOutReason, (n: number) => string>,
  retry: 'Try again',
  retryAll: 'Try all again',
  retrying: 'Trying again',
  stages: {
    scan: 'while looking for it',
    read: 'while reading its tags',
    decode: 'while reading its sound',
    embed: 'while listening to it'
  } satisfies Record<Stage, string>
} as const
