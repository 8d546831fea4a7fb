import type { Band, Reason, SortField, Stage } from '#contract/entities.ts'
import { count, counted, lasting } from './format.ts'
import { errors } from './errors.ts'
import { jobs } from './jobs.ts'
import { listening } from './listening.ts'
import { models } from './models.ts'
import { playlists } from './playlists.ts'
import { settings } from './settings.ts'
import { tags } from './tags.ts'

const tracks = (n: number): string => counted(n, 'track')

/** Every word of the window. Short, plain, about music. */
export const en = {
  errors,
  errorDetails: 'Details',
  tryAgain: 'Try again',
  close: 'Close',
  undo: 'Undo',
  cancel: 'Cancel',

  brand: 'Earshot',
  lostConnection: 'Earshot is not answering',

  engine: {
    restarting: {
      electron: 'Earshot’s engine stopped; starting it again…',
      serve: 'The connection to Earshot was lost; connecting again…'
    },
    stopped: {
      electron: 'Earshot’s engine stopped and could not be started again. Your music and library are safe.',
      serve: 'Earshot stopped where it was running. Start it again there. Your music and library are safe.'
    }
  },

  nav: {
    label: 'Main',
    library: 'Library',
    folders: 'Folders',
    addFolder: 'Add a folder',
    tags: 'Tags',
    problems: 'Left out',
    settings: 'Settings',
    missing: 'not reachable now',
    away: 'away'
  },

  firstRun: {
    title: 'Find your own music by describing it',
    lead: 'Earshot listens to your music on this machine. Nothing is uploaded, and no file is changed.',
    choose: 'Choose your music folder',
    drop: 'or drop folders anywhere in this window',
    then: 'Then ask for things like',
    examples: [
      'dreamy synths, rainy night',
      'sad solo piano',
      'fast drums -vocals',
      'warm strings year:1980..1989'
    ]
  },
  dropHere: 'Drop to add these folders',
  dropNotHere: 'A browser does not tell where dropped folders are. Choose the folder instead.',

  browse: {
    title: 'Choose your music folder',
    up: 'Up one folder',
    here: 'Add this folder',
    none: 'No folders in here.',
    list: 'Folders'
  },

  search: {
    label: 'Search your music',
    placeholder: 'Describe the music: dreamy synths, rainy night',
    clear: 'Clear the search',
    parts: 'Parts of your search',
    without: 'without',
    like: 'like',
    edit: (text: string): string => `Edit ${text}`,
    remove: (text: string): string => `Remove ${text}`,
    expected: (what: string): string => `expected ${what}`,
    above: (cut: number, total: number): string => `${count(cut)} of ${count(total)} sound like it`,
    closest: (shown: number, total: number): string => `The closest ${count(shown)} of ${count(total)}`,
    failed: 'The search did not work',
    line: 'strong above · weaker below',
    lineOfClosest: 'the closest above · less alike below',
    narrowed: tracks,
    more: (n: number): string => `show ${count(n)} more`,
    less: 'hide them',
    announced: (n: number): string => (n ? `${counted(n, 'match', 'matches')}` : 'No clear match'),
    heard: (analysed: number, all: number): string => `${count(analysed)} of ${count(all)} heard so far`
  },

  nothing: {
    title: 'Nothing here clearly sounds like that',
    nearest: 'Nothing here clearly sounds like that. These come closest.',
    lead: 'Try fewer or plainer words: an instrument, a mood, a tempo, a place.',
    unheard: (n: number): string =>
      n === 1
        ? 'One track has not been heard yet and may still turn up.'
        : `${tracks(n)} have not been heard yet and may still turn up.`,
    noFit: 'No track fits these filters',
    noFitLead: 'Take one away, or widen it.',
    silent: 'Earshot has not heard your music yet',
    silentLead: (all: number): string =>
      `0 of ${count(all)} heard so far: results appear as Earshot listens. Titles and filters work already.`,
    listen: 'Listen now',
    drop: (part: string): string => (part.startsWith('-') ? `Allow ${part.slice(1)}` : `Without ${part}`),
    clear: 'Back to all music'
  },

  bands: {
    strong: 'Strong match',
    good: 'Good match',
    weak: 'Weak match'
  } satisfies Record<Band, string>,

  list: {
    all: 'All tracks',
    results: 'Matches',
    columns: {
      title: 'Title',
      artist: 'Artist',
      album: 'Album',
      year: 'Year',
      duration: 'Length',
      added: 'Added',
      path: 'Place'
    } satisfies Record<SortField, string>,
    match: 'Match',
    why: 'Why',
    untitledArtist: 'Unknown artist',
    unavailable: 'Not reachable now',
    unheard: 'Not heard yet',
    playing: 'Playing',
    paused: 'Paused',
    count: (n: number, seconds: number): string => (n ? `${tracks(n)} · ${lasting(seconds)}` : ''),
    empty: (folders: string[]): string =>
      folders.length === 1 ? `No music found in ${folders[0]}` : 'No music found in your folders',
    emptyLead:
      'Earshot looks for mp3, flac, m4a, ogg, opus, wav, aiff and more, in all folders below. Add the folder that holds your music, or look again after copying some into it.',
    away: (folders: string[]): string =>
      folders.length === 1 ? `${folders[0]} cannot be reached now` : 'Your folders cannot be reached now',
    awayLead: 'Connect its drive and look again. Nothing that Earshot knows of it is lost.',
    scanning: 'Looking through your folders…',
    scanningLead: 'Tracks appear here as they are found.',
    rescan: 'Look again',
    failed: 'The library could not be read'
  },

  listening,
  inspector: {
    label: 'About this track',
    why: 'Why this one',
    toggle: 'Show details (i)',
    close: 'Close details (i)',
    best: 'Best moment',
    playMoment: (from: string): string => `Play from ${from}`,
    up: 'Pulled up by',
    down: 'Pulled down by',
    heard: 'Sounds like',
    facts: 'File',
    none: 'Choose a track to see more about it.',
    like: 'Like this',
    unlike: 'Not like this',
    reveal: 'Show in folder',
    notHeard: 'Earshot has not listened to this one yet.',
    notMusic: 'Mostly speech or noise rather than music.',
    effect: 'standard deviations above unrelated phrases'
  },
  reasons: {
    sound: 'sounds like',
    words: 'written in its tags',
    tag: 'heard as',
    like: 'like',
    negative: 'you did not want'
  } satisfies Record<Reason['kind'], string>,
  facts: {
    album: 'Album',
    year: 'Year',
    genre: 'Genre',
    tempo: 'Tempo',
    key: 'Key',
    loudness: 'Loudness',
    length: 'Length',
    format: 'Format',
    place: 'Place',
    bpm: (n: number): string => `${Math.round(n)} bpm`,
    lufs: (n: number): string => `${n.toFixed(1)} LUFS`,
    measured: (value: string): string => `${value} measured`,
    perhaps: (value: string): string => `perhaps ${value}`
  },

  player: {
    label: 'Player',
    play: 'Play',
    pause: 'Pause',
    previous: 'Previous',
    next: 'Next',
    volume: 'Volume',
    mute: 'Mute',
    unmute: 'Unmute',
    seek: 'Position in the track',
    at: (time: string, all: string): string => `${time} of ${all}`,
    moment: 'Next best moment',
    nothing: 'Nothing playing',
    nothingLead: 'Enter plays a track.',
    unplayable: 'This window cannot play this format. It can still be searched; open it in another player.',
    gone: 'The file cannot be reached. Is its drive connected?'
  },

  jobs: {
    label: 'What Earshot is doing',
    doing: jobs.doing,
    finished: jobs.finished,
    stopped: jobs.stopped,
    broke: jobs.broke,
    progress: (done: number, total: number | null): string =>
      total === null ? `${count(done)} so far` : `${count(done)} of ${count(total)}`,
    pace: (n: number): string => `${count(n)} a minute`,
    /** Jobs that move files count megabytes. */
    megabytes: (done: number, total: number | null): string =>
      total === null ? `${count(done)} MB so far` : `${count(done)} of ${count(total)} MB`,
    megabytePace: (n: number): string => `${count(n)} MB a minute`,
    left: (seconds: number): string => `${lasting(seconds)} left`,
    failed: (n: number): string => `${count(n)} left out`,
    pause: 'Pause',
    stop: 'Stop',
    resume: 'Go on'
  },

  problems: {
    title: 'Left out',
    lead: (n: number): string =>
      `${counted(n, 'file')} could not be read. Everything else works without them.`,
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
  },

  folders: {
    title: 'Music folders',
    removed: (name: string): string => `Removed ${name}. Nothing was deleted.`,
    added: (n: number): string => `Added ${counted(n, 'folder')}`,
    remove: 'Remove',
    removeNamed: (name: string): string => `Remove ${name}`,
    rescan: 'Look again',
    rescanNamed: (name: string): string => `Look through ${name} again`,
    tracks,
    missing: 'Not reachable now. Its tracks are kept and come back with the drive.'
  },

  settings,
  models,
  tags,
  playlists,

  keys: {
    title: 'Keys',
    rows: [
      ['/', 'Search'],
      ['↑ ↓', 'Move through the list'],
      ['Enter', 'Play'],
      ['Shift Enter', 'Play from the best moment'],
      ['Space', 'Pause and go on'],
      ['m', 'Next best moment'],
      ['← →', 'Back and forward five seconds'],
      ['l', 'More like this'],
      ['x', 'Not like this'],
      ['t', 'Tag the track with a word of yours'],
      ['p', 'Add the track to a playlist'],
      ['y n', 'Yes and no, in lists of tags'],
      ['i', 'Details of the track'],
      ['Ctrl K', 'Everything Earshot can do'],
      ['?', 'This sheet'],
      ['Esc', 'One step back']
    ]
  },
  palette: { title: 'Commands', placeholder: 'What do you want to do?', none: 'No such command' },
  notices: 'Notices',

  commands: {
    search: 'Search',
    library: 'Go to the library',
    tag: 'Tag this track',
    playlist: 'Add this track to a playlist',
    make: 'Make a playlist',
    smart: 'New smart playlist',
    tags: 'Go to the tags',
    review: 'Review plans for your files’ tags',
    history: 'What was written into your files',
    problems: 'Show what was left out',
    settings: 'Open settings',
    addFolder: 'Add a music folder',
    rescan: 'Look through all folders again',
    listen: 'Listen to what has not been heard',
    playPause: 'Play or pause',
    next: 'Next track',
    previous: 'Previous track',
    moment: 'Next best moment',
    like: 'More like this track',
    unlike: 'Not like this track',
    inspector: 'Show or hide details',
    keys: 'Show the keys',
    light: 'Light theme',
    dark: 'Dark theme',
    system: 'Theme as the system'
  }
} as const
