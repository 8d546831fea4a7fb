import type { Mark } from '#contract/tagging.ts'
import { count, counted } from '../numbers.ts'

const tracks = (n: number): string => counted(n, 'track')

/** What a track sounds like, in words. */
export const heard = {
  label: 'Sounds like',
  search: (term: string): string => `Search for ${term}`,
  play: (term: string, from: string): string => `Play where ${term} is heard best (${from})`,
  unsure: 'Less sure: not proposed for writing',
  written: 'in the file already',
  nothing: 'Nothing clear enough to name.',
  guesses: (n: number): string => `Show ${counted(n, 'guess', 'guesses')}`,
  fewer: 'Hide the guesses',
  loading: 'Listening for words…',
  teach: 'Tag this track'
} as const

/** Tagging a track with a word of one’s own. */
export const picker = {
  title: (track: string): string => `Tag “${track}”`,
  placeholder: 'A taught tag, or a new one',
  list: 'Taught tags',
  create: (name: string): string => `New tag “${name}”, with this track as its first example`,
  hint: 'Enter: carries it · Shift Enter: does not',
  none: 'No taught tag yet. Type a name to make the first one.',
  marked: (track: string, tag: string, mark: Mark): string =>
    mark === 'yes' ? `“${track}” carries ${tag}` : `“${track}” does not carry ${tag}`
} as const

export const taught = {
  lead: 'Words of your own. Say yes or no to a few tracks, and Earshot finds the others.',
  none: 'Teach Earshot a word of your own',
  noneLead:
    'Anything that can be heard: “Sunday kitchen”, “good for running”. Say yes to three tracks or more, and no to some that nearly fit; Earshot finds the rest and asks about those it is unsure of.',
  name: 'Name of a new tag',
  create: 'Create',
  list: 'Taught tags',
  examples: (yes: number, no: number): string => `${count(yes)} yes · ${count(no)} no`,
  needs: (yes: number): string => `Needs ${count(yes)} more yes before it can say how often it is right.`,
  learns: 'A yes from another album would let it say how often it is right.',
  found: (n: number): string => `${tracks(n)} above the line`,
  ask: 'Asks about these: your answer teaches most',
  ranked: 'Carries it, best first',
  examplesHead: 'Your examples',
  line: 'carries it above · less likely below',
  yes: 'Yes',
  no: 'No',
  yesNamed: (track: string): string => `Yes, ${track} carries it`,
  noNamed: (track: string): string => `No, ${track} does not carry it`,
  marks: { yes: 'you said yes', no: 'you said no' } satisfies Record<Mark, string>,
  likely: ['unlikely', 'possible', 'likely'] as const,
  keys: 'y yes · n no · Enter play',
  rename: 'Rename',
  renameLabel: 'New name',
  save: 'Save',
  remove: 'Remove',
  removed: (name: string): string => `Removed ${name}. Its examples are kept.`,
  start: 'No examples yet',
  startLead:
    'Choose a track in the library and press t, or search for the word and start from what is found.',
  searchFor: (name: string): string => `Search for “${name}”`
} as const
