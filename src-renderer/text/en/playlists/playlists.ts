import { count, counted, lasting } from '../numbers.ts'
import { editor } from './editor.ts'
import { exported, exporting, imported } from './files.ts'
import { maker } from './maker.ts'
import { entryReasonText, smartReasonText } from './reasons.ts'
import { report } from './report.ts'

const tracks = (n: number): string => counted(n, 'track')

/** Words of the playlists. */
export const playlists = {
  title: 'Playlists',
  /** What a file of tracks is called that have no list of their own. */
  someTracks: 'Tracks',
  none: 'No playlists yet',
  make: 'Make a playlist',
  smart: 'New smart playlist',
  import: 'Import a playlist',
  importKinds: '.m3u,.m3u8,.pls,.xspf,.csv,.tsv,.json,.xml',
  smartMark: 'keeps itself up to date',
  summary: (n: number, duration: number): string =>
    duration > 0 ? `${tracks(n)} · ${lasting(duration)}` : tracks(n),
  missing: (n: number): string => `${count(n)} not found`,
  loading: 'Reading the playlist…',
  empty: 'Nothing in it yet',
  emptyLead: 'Press p on any track in the library to add it, or drag it onto the name of the list.',
  emptySmart: 'No track fits the rules now',
  emptySmartLead: 'It fills itself as soon as one does.',
  play: 'Play',
  rename: 'Rename',
  renameLabel: 'Name of the playlist',
  remove: 'Remove',
  removed: (name: string): string => `Removed “${name}”`,
  undo: 'Undo the last edit',
  redo: 'Do it again',
  check: 'Check the flow',
  export: 'Export…',
  rules: 'Rules…',
  find: 'Look for what is missing',
  reroll: (title: string): string => `Another track instead of ${title}`,
  takeOutOf: 'Take out of the playlist',
  takeOut: (title: string): string => `Take ${title} out`,
  lock: (title: string): string => `Keep ${title} in its place`,
  keys: 'Alt ↑ ↓ moves · r finds another instead · Delete takes out · drag to order',
  columns: {
    place: '#',
    title: 'Title',
    artist: 'Artist',
    reason: 'Why here',
    length: 'Length',
    actions: 'Actions'
  },
  away: 'its file is not here now',
  added: (title: string, name: string): string => `Added ${title} to “${name}”`,
  entryReason: entryReasonText,
  smartReason: smartReasonText,
  changes: 'Lately',
  joined: 'came',
  left: 'went',

  saving: {
    title: 'Save as playlist',
    name: 'Name of the new playlist',
    kind: 'As',
    kinds: { list: 'a list', smart: 'a smart playlist' },
    listLead: (n: number): string => `${counted(n, 'track')}, in the order they stand in now.`,
    smartLead: (search: string): string => `Whatever fits “${search}”, now and later.`,
    emptyLead: (search: string): string =>
      `Nothing clearly fits “${search}” now: it stays empty until something does.`,
    nothing: 'There is nothing here to save.',
    save: 'Save',
    saved: (n: number, name: string): string => `Saved ${counted(n, 'track')} as “${name}”`,
    open: 'Open'
  },
  picker: {
    title: (title: string): string => `Add ${title} to…`,
    placeholder: 'A playlist, or the name of a new one',
    list: 'Playlists',
    create: (name: string): string => `New playlist “${name}”`,
    none: 'Type a name to make the first one.'
  },

  maker,
  editor,
  report,
  exporting,
  exported,
  imported
} as const
