import type { Stage } from '#contract/entities.ts'
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
