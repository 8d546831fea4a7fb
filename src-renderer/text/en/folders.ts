import { counted } from './numbers.ts'

const tracks = (n: number): string => counted(n, 'track')

/** Before there is any music. */
export const firstRun = {
  title: 'Find your own music by describing it',
  /** What it does, and what it never does. */
  promises: [
    'Earshot listens to your music on this machine, and finds it by how it sounds.',
    'Nothing is uploaded: it needs no network and no account.',
    'No file is changed but by a change that you saw and accepted.'
  ],
  choose: 'Choose your music folder',
  drop: 'or drop folders anywhere in this window',
  then: 'Then ask for things like',
  examples: [
    'dreamy synths, rainy night',
    'sad solo piano',
    'fast drums -vocals',
    'warm strings year:1980..1989'
  ]
} as const

/** Folders that are dropped onto the window. */
export const dropped = {
  dropHere: 'Drop to add these folders, or to import playlists',
  dropTracks: 'Earshot takes whole folders.',
  dropAdd: (folder: string): string => `Add ${folder}`,
  dropNotHere: 'A browser does not tell where dropped folders are. Choose the folder instead.',
  dragMost: (most: number): string =>
    `At most ${counted(most, 'file')} can be dragged out at once: export them instead.`
} as const

/** The browser of folders, where there is no dialog for that. */
export const browse = {
  title: 'Choose your music folder',
  up: 'Up one folder',
  here: 'Add this folder',
  none: 'No folders in here.',
  nowhere: 'This server was started without a folder. Stop it and start it with one: earshot serve ~/Music',
  list: 'Folders'
} as const

export const folders = {
  title: 'Music folders',
  removed: (name: string): string => `Removed ${name}. Nothing was deleted.`,
  added: (n: number): string => `Added ${counted(n, 'folder')}`,
  removeNamed: (name: string): string => `Remove ${name}`,
  rescan: 'Look again',
  verify: 'Check every file',
  verifyWhy: 'Also reads of files that look as they did whether they are still what they were. Takes longer.',
  rescanNamed: (name: string): string => `Look through ${name} again`,
  tracks,
  watch: 'See what changes in the folders while Earshot runs',
  /** Why the system does not tell of all changes in a folder. */
  polled: {
    network:
      'On a network drive, which does not tell what others change there: looked through every ten minutes, too',
    partly: 'More folders than this system watches at once: looked through every ten minutes, too'
  },
  missing: 'Not reachable now. Its tracks are kept and come back with the drive.',
  /** A folder that is elsewhere now. */
  relocation: {
    name: (name: string): string => `${name} is elsewhere now`,
    where: (name: string): string => `Where is ${name} now?`,
    here: 'It is here now',
    title: 'Link the tracks to their files there?',
    lead: (from: string, to: string): string =>
      `From ${from} to ${to}. All that is known of the tracks goes along; no file is touched.`,
    byPlace: (n: number): string => `${tracks(n)} in the same place`,
    byContent: (n: number): string => `${tracks(n)} elsewhere in it, found by content`,
    edited: (n: number): string => `${tracks(n)} edited since: they are read and heard anew`,
    missing: (n: number): string => `${tracks(n)} not there: kept, and taken up again when they come`,
    link: 'Link them',
    done: (n: number, name: string): string => `${tracks(n)} ${n === 1 ? 'is' : 'are'} in ${name} now`
  }
} as const
