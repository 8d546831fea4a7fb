import { count, counted } from '../numbers.ts'

export const vocabulary = {
  lead: (on: number, all: number): string =>
    `${count(on)} of ${counted(all, 'word')} in use. Each one shows how often it is right.`,
  filter: 'Find a word',
  add: 'Add a word',
  importList: 'Import a list',
  columns: { use: 'Use', name: 'Word', trust: 'How often it is right', asks: 'Listens for' },
  use: (name: string): string => `Use ${name}`,
  edit: (name: string): string => `Edit ${name}`,
  own: 'yours',
  group: (name: string, n: number): string => `${name} (${count(n)})`,
  none: 'No word like that',
  noneLead: 'Add it, and Earshot listens for it from now on.',
  keys: 'y use · n switch off · Enter edit',
  editor: {
    add: 'Add a word',
    edit: (name: string): string => `Edit “${name}”`,
    name: 'Word, as it is written into files',
    group: 'Kind',
    phrases: 'Listens for, one phrase a line',
    phrasesHint: 'Left empty: the word itself.',
    save: 'Save',
    remove: 'Remove this word',
    reset: 'Back to how it came'
  },
  importer: {
    title: 'Import a list of words',
    lead: 'One word a line, or CSV lines: kind,word,phrase,phrase…',
    text: 'The list',
    example: 'Krautrock\nmood,Wistful,wistful longing music',
    group: 'Kind of lines that name none',
    file: 'Open a file',
    run: 'Import',
    done: (added: number, known: number): string =>
      `Added ${counted(added, 'word')}; ${count(known)} were there already.`,
    refused: (n: number): string => `${counted(n, 'line')} not understood:`
  }
} as const
