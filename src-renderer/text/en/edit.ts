import type { FileField } from '#contract/change-fields.ts'
import type { CaseLanguage } from '#contract/edits.ts'
import type { HelperKind } from '../../state/edit/helper-steps.ts'
import { count, counted } from './numbers.ts'
import { coverKinds, coverWords } from './tags/values.ts'

const tracks = (n: number): string => counted(n, 'track')
const files = (n: number): string => counted(n, 'file')
const changes = (n: number): string => counted(n, 'change')

/** Editing tags by hand: the sheet, the table, the helpers, and what would be written. */
export const edit = {
  title: (title: string): string => `Edit “${title}”`,
  titleMany: (n: number): string => `Edit ${tracks(n)}`,
  /** What the plan is called, and the batch that comes of it. */
  planName: (n: number, title: string): string =>
    n === 1 && title ? `Edited “${title}”` : `Edited ${tracks(n)}`,
  view: 'Show as',
  views: { sheet: 'Sheet', table: 'Table' },
  reading: (read: number, all: number): string => `Reading ${count(read)} of ${files(all)}…`,
  several: '(several values)',
  someUnreadable: (n: number): string =>
    `The tags of ${files(n)} cannot be read; ${n === 1 ? 'it stays as it is' : 'they stay as they are'}.`,
  unreadable: 'Its tags cannot be read; it stays as it is.',
  /** What a field takes, where something else was typed. */
  wrong: (field: FileField): string =>
    field === 'year'
      ? 'A year or a date: 1987, 1987-05-01'
      : field === 'bpm'
        ? 'Beats a minute: 120'
        : 'A number, or a number of several: 3, 3/12',
  undo: 'Undo what was typed',
  redo: 'Type it again',
  takeBack: (field: string): string => `${field}: as the file has it`,
  clear: (field: string): string => `Take out ${field}`,
  changedMark: 'changed',
  number: (field: string): string => `${field}: number`,
  total: (field: string): string => `${field}: of how many`,
  of: 'of',
  addValue: (field: string): string => `Add to ${field}`,
  removeValue: (value: string): string => `Take out ${value}`,
  ofTracks: (n: number, all: number): string => `${count(n)} of ${count(all)}`,
  giveAll: (value: string, all: number): string => `Give ${value} to all ${count(all)}`,
  suggestions: 'Values your library knows',
  stars: (n: number): string => (n === 1 ? '1 star' : `${n} stars`),
  noStars: 'No rating',
  compilation: 'Various artists on one album',
  more: 'More fields',
  moreField: 'Another field',
  freeHead: 'Fields of other names',
  freeName: 'Name of a field',
  addFree: 'Add a field',
  badName: 'No field can have this name',
  format: (container: string): string => container.toUpperCase(),
  rename: 'Rename…',
  writeFirst: 'Write what you changed first: names are made of what the files say.',
  previous: 'Track before',
  next: 'Next track',
  place: (at: number, all: number): string => `${count(at)} of ${count(all)}`,
  all: (n: number): string => `All ${count(n)}`,
  tracksLabel: 'Tracks that are edited',
  covers: {
    label: 'Cover',
    words: coverWords,
    kinds: coverKinds,
    list: 'Pictures in the files',
    none: 'No picture yet',
    kind: 'What the picture shows',
    choose: 'Choose…',
    chooseTip: 'Choose a picture, drop one here, or paste one with Ctrl+V',
    beside: 'From folder',
    smaller: 'Smaller',
    smallerTip: (points: number): string => `No larger than ${count(points)} points on a side`,
    takeBack: 'As it was',
    save: 'Save this picture',
    remove: 'Take this picture out',
    forAll: (n: number): string => `This picture for all ${files(n)}`,
    inFiles: (n: number, all: number): string => `in ${count(n)} of ${files(all)}`,
    more: (n: number): string => `and ${counted(n, 'picture')} more`
  },

  table: {
    label: 'Tags as a table',
    file: 'File',
    keys: 'F2 edits · Ctrl+D fills down · Ctrl+C and Ctrl+V copy and paste · Ctrl+Z undoes',
    typing: (field: string, name: string): string => `${field} of ${name}`
  },

  wrongValues: (n: number): string =>
    `${counted(n, 'value')} ${n === 1 ? 'does' : 'do'} not fit ${n === 1 ? 'its field' : 'their fields'}`,
  state: (changed: number): string => (changed ? `${tracks(changed)} changed` : 'Nothing changed yet'),
  lookOver: 'Review changes',
  lookOverKey: 'Ctrl+Enter',
  leaving: {
    title: 'Throw away what you typed?',
    lead: (n: number): string => `Changes of ${tracks(n)} were not written into any file.`,
    stay: 'Go on editing',
    leave: 'Throw away'
  },

  look: {
    /** What a file said before it was written, or before a helper. */
    before: 'Before',
    title: 'What would be written',
    label: 'Changes',
    making: 'Comparing with the files as they are now…',
    empty: 'Nothing to change',
    emptyLead: 'The files say so already.',
    refused: (n: number): string =>
      `${files(n)} cannot be read and would stay as ${n === 1 ? 'it is' : 'they are'}.`,
    notHeld: (n: number): string =>
      `${changes(n)} cannot be made, as the files have no place for that. They are marked; all else can be written.`,
    head: (field: string, n: number): string => `${field} in ${files(n)}`,
    files: (n: number): string => files(n),
    open: (n: number): string => `Show the ${files(n)}`,
    close: (n: number): string => `Hide the ${files(n)}`,
    accept: (field: string, what: string): string => `Write ${field} of ${what}`,
    back: 'Back to editing',
    keep: 'Keep for later',
    write: (n: number): string => `Write ${files(n)}`,
    nothing: 'Nothing accepted',
    counts: (n: number, m: number): string => `${changes(n)} in ${files(m)}`
  },

  writing: (done: number, all: number): string => `Writing ${count(done)} of ${files(all)}…`,
  undoing: (done: number, all: number): string => `Putting back ${count(done)} of ${files(all)}…`,
  stop: 'Stop',
  done: {
    title: 'What was written',
    wrote: (n: number, m: number): string => `Wrote ${changes(n)} into ${files(m)}.`,
    none: 'No file was changed.',
    failed: (n: number): string => `${changes(n)} refused: their files were left as they were.`,
    undo: 'Undo all of it',
    undone: 'Everything is as it was before.',
    notUndone: 'Not everything could be put back: History says what.',
    again: 'Edit more',
    close: 'Done'
  },

  helpers: {
    open: 'Tools…',
    title: 'Tools',
    kinds: {
      fromName: 'Take from file names',
      number: 'Number the tracks',
      case: 'Capitals',
      replace: 'Find and replace',
      clean: 'Clean up spaces',
      split: 'Split values',
      join: 'Join values',
      swap: 'Swap two fields',
      copy: 'Copy a field'
    } satisfies Record<HelperKind, string>,
    leads: {
      fromName: 'Names in braces stand for fields; a / leads into the folder’s name.',
      number: 'In the order in which the tracks stand here.',
      case: 'Words in which capitals are meant, such as “DJ” or “McCoy”, stay as they are.',
      replace: 'In every value of these fields.',
      clean: 'Spaces at the ends and more than one in a row.',
      split: 'One value becomes several, wherever this stands.',
      join: 'Several values become one, with this between them.',
      swap: 'Each gets what the other has.',
      copy: 'The second gets what the first has.'
    } satisfies Record<HelperKind, string>,
    scope: (n: number): string => `For ${tracks(n)}`,
    fields: 'In',
    from: 'Begin with',
    width: 'Digits',
    widths: ['as they are', '2 (01)', '3 (001)'],
    total: 'Write how many there are, too',
    perDisc: 'Begin anew on each disc',
    how: 'Write',
    hows: { title: 'Title Case', sentence: 'Sentence case', upper: 'UPPER CASE', lower: 'lower case' },
    language: 'By the rules of',
    languages: {
      en: 'English',
      de: 'German',
      fr: 'French',
      es: 'Spanish',
      it: 'Italian',
      tr: 'Turkish'
    } satisfies Record<CaseLanguage, string>,
    find: 'Find',
    with: 'Replace with',
    regex: 'Regular expression',
    matchCase: 'Match capitals',
    whole: 'Whole words only',
    splitAt: 'Split at',
    joinWith: 'Put between',
    pattern: 'Pattern',
    example: (name: string): string => `Such as ${name}`,
    first: 'Field',
    second: 'and',
    source: 'From',
    target: 'To',
    working: 'Working it out…',
    nothing: 'Nothing would change',
    nothingLead: 'Set it up on the left; what it makes of the tracks is shown here.',
    accept: (n: number): string => `Apply ${changes(n)}`,
    cancel: 'Back'
  }
} as const
