import { count, counted } from '../numbers.ts'

export const audit = {
  lead: 'Genres in your files that do not fit what is heard. Listen first: nothing changes here.',
  none: 'No written genre contradicts its sound',
  noneLead: 'Genres in files are compared with what is heard, whole albums first.',
  run: 'Compare again',
  running: 'Comparing what is written with what is heard…',
  says: 'Written',
  sounds: 'Sounds like',
  nothing: 'nothing',
  single: 'single track',
  of: (n: number): string => counted(n, 'track'),
  evidence: 'Listen',
  play: (track: string, term: string): string => `Play ${track}, where ${term} is heard`,
  strength: ['slight', 'clear', 'strong'] as const,
  add: (name: string): string => `Add ${name} to the plan`,
  addAll: 'Choose all',
  addNone: 'Choose none',
  make: (n: number): string => `Make a plan of ${counted(n, 'finding')}`,
  planName: 'Audit of genres',
  more: (n: number): string => `Show ${count(n)} more`
} as const
