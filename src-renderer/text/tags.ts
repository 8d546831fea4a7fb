import type { Mark, PlanMode, Reliability, Suggestion, TagField } from '#contract/tagging.ts'
import { count, counted } from './format.ts'

const tracks = (n: number): string => counted(n, 'track')
const changes = (n: number): string => counted(n, 'change')
const files = (n: number): string => counted(n, 'file')

const measuredOn: Record<Reliability['source'], string> = {
  library: 'your own tags',
  model: 'other music',
  examples: 'your examples',
  marked: 'your mark',
  none: ''
}
const of10 = (share: number): string => {
  const right = Math.floor(share * 10 + 1e-9)
  return right === 0 ? 'fewer than 1 of 10' : `${right} of 10`
}

/** How far a term can be trusted, and how we know, in one line. */
function trust({ source, precision, auc, examples }: Reliability): string {
  if (source === 'marked') return 'You marked this track yourself'
  const on = `on ${measuredOn[source]} (${tracks(examples)})`
  if (source !== 'none' && precision !== null) return `${of10(precision)} right ${on}`
  if (source !== 'none' && auc !== null) return `${of10(auc)} times the right track comes first, ${on}`
  return 'Never measured: not proposed by itself'
}

const shortOn: Record<Reliability['source'], string> = {
  library: 'your tags',
  model: 'other music',
  examples: 'your examples',
  marked: 'marked by you',
  none: ''
}

/** The same for a narrow column. */
function trustShort({ source, precision, auc }: Reliability): string {
  if (source === 'marked') return shortOn.marked
  const share = precision ?? auc
  return source === 'none' || share === null ? 'not measured' : `${of10(share)} · ${shortOn[source]}`
}

/** Words of the tags. Part of en.ts. */
export const tags = {
  title: 'Tags',
  sections: {
    taught: 'Taught',
    vocabulary: 'Vocabulary',
    audit: 'Audit',
    plans: 'Review',
    history: 'History'
  },
  sectionsLabel: 'Parts of the tags',

  groups: {
    genre: 'Genre',
    mood: 'Mood',
    instrument: 'Instrument',
    voice: 'Voice',
    energy: 'Energy',
    taught: 'Taught'
  } satisfies Record<Suggestion['group'], string>,
  fields: {
    genre: 'Genre',
    mood: 'Mood',
    bpm: 'Tempo',
    key: 'Key',
    comment: 'Comment',
    instrument: 'Instrument',
    voice: 'Voice',
    energy: 'Energy',
    taught: 'Taught tags'
  } satisfies Record<TagField, string>,

  trust,
  trustShort,
  trustWords: ['not measured', 'weak', 'fair', 'good'] as const,

  heard: {
    label: 'Sounds like',
    search: (term: string): string => `Search for ${term}`,
    play: (term: string, from: string): string => `Play where ${term} is heard best (${from})`,
    unsure: 'Less sure: not proposed for writing',
    written: 'in the file already',
    nothing: 'Nothing clear enough to name.',
    loading: 'Listening for words…',
    teach: 'Tag this track'
  },

  picker: {
    title: (track: string): string => `Tag “${track}”`,
    placeholder: 'A taught tag, or a new one',
    list: 'Taught tags',
    create: (name: string): string => `New tag “${name}”, with this track as its first example`,
    hint: 'Enter: carries it · Shift Enter: does not',
    none: 'No taught tag yet. Type a name to make the first one.',
    marked: (track: string, tag: string, mark: Mark): string =>
      mark === 'yes' ? `“${track}” carries ${tag}` : `“${track}” does not carry ${tag}`
  },

  taught: {
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
  },

  vocabulary: {
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
  },

  audit: {
    lead: 'Genres in your files that do not fit what is heard. Listen first: nothing changes here.',
    none: 'No written genre contradicts its sound',
    noneLead: 'Genres in files are compared with what is heard, whole albums first.',
    run: 'Compare again',
    running: 'Comparing what is written with what is heard…',
    says: 'Written',
    sounds: 'Sounds like',
    nothing: 'nothing',
    single: 'single track',
    of: (n: number): string => tracks(n),
    evidence: 'Listen',
    play: (track: string, term: string): string => `Play ${track}, where ${term} is heard`,
    strength: ['slight', 'clear', 'strong'] as const,
    add: (name: string): string => `Add ${name} to the plan`,
    addAll: 'Choose all',
    addNone: 'Choose none',
    make: (n: number): string => `Make a plan of ${counted(n, 'finding')}`,
    planName: 'Audit of genres',
    more: (n: number): string => `Show ${count(n)} more`
  },

  plans: {
    lead: 'A plan says what would be written into which file. Nothing is written before you have seen it.',
    none: 'No plan yet',
    noneLead:
      'Earshot proposes tags it is sure of. You look through them, change what you like, and only then are they written. All of it can be undone.',
    make: 'New plan',
    importPlan: 'Import a plan',
    list: 'Plans',
    columns: { name: 'Plan', state: 'State', files: 'Files', changes: 'Changes', made: 'Made' },
    states: { making: 'being made', open: 'to review', written: 'written', discarded: 'discarded' },
    open: (name: string): string => `Review ${name}`,
    accepted: (accepted: number, all: number): string => `${count(accepted)} of ${count(all)} accepted`,
    outcome: (written: number, failed: number): string =>
      failed ? `${count(written)} written, ${count(failed)} refused` : `${count(written)} written`,
    discard: 'Discard',
    discarded: (name: string): string => `Discarded ${name}. No file was touched.`,
    exportPlan: 'Export',
    form: {
      title: 'New plan',
      name: 'Name',
      namePlaceholder: 'Optional',
      scope: 'For',
      scopes: { all: 'the whole library', search: 'what the search found', one: 'the chosen track' },
      searchCount: (n: number): string => `what the search found (${count(n)})`,
      oneNamed: (track: string): string => `“${track}” only`,
      fields: 'Write',
      mode: 'Where a field',
      modes: {
        fill: 'is empty',
        add: 'has values, add to them',
        replace: 'has values, replace them'
      } satisfies Record<PlanMode, string>,
      modeNotes: {
        fill: 'Only empty fields are filled. Nothing you wrote changes.',
        add: 'New values are put beside those written. Nothing is taken away.',
        replace: 'Values in the file are replaced. Look through these with care.'
      } satisfies Record<PlanMode, string>,
      unsure: 'Also words that are less sure (they come unaccepted)',
      run: 'Make the plan',
      running: 'Starting…'
    }
  },

  review: {
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
    added: 'added',
    removed: 'removed',
    accept: (what: string): string => `Accept ${what}`,
    change: (field: string, title: string): string => `${field} of ${title}`,
    fileLabel: (title: string, artist: string): string => [title, artist].filter(Boolean).join(', '),
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
    keepTimes: 'Keep the files’ dates',
    writing: 'Writing…',
    done: (written: number): string => `${changes(written)} written.`,
    doneFailed: (written: number, failed: number): string =>
      `${changes(written)} written, ${count(failed)} refused: their files were left as they were.`,
    seeRefused: 'See what was refused'
  },

  history: {
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
    columns: { file: 'File', field: 'Field', before: 'Before', after: 'Written', state: '' },
    happens: 'A field that was edited elsewhere since is left as it is, and said so.',
    wrote: (c: number, f: number): string => `Wrote ${changes(c)} into ${files(f)}`,
    undid: (c: number, f: number): string => `Put ${changes(c)} back in ${files(f)}`,
    refused: (n: number): string => `${files(n)} left as they were`,
    nothingDone: 'No file was changed',
    more: (n: number): string => `Show ${count(n)} more`
  }
} as const
