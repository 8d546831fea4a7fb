import type { ColumnView } from '#contract/window.ts'
import { fields } from './fields.ts'
import { count, counted, lasting } from './numbers.ts'

const tracks = (n: number): string => counted(n, 'track')

/** Words of the list of tracks. */
export const list = {
  menu: (n: number): string => `What to do with ${counted(n, 'track')}`,
  chosen: (n: number): string => `${count(n)} chosen`,
  unselect: 'Choose none of them',
  more: 'More',
  copied: (n: number): string => `Copied ${counted(n, 'path')}`,
  all: 'All tracks',
  results: 'Matches',
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
  rescan: 'Look again'
} as const

/** Columns of the lists of tracks. */
export const columns = {
  names: { ...fields.columns, match: 'Match', why: 'Why' },
  title: (list: string): string => `Columns ${list}`,
  /** Each list has its own. */
  lists: {
    library: 'of the library',
    found: 'of matches',
    album: 'of albums',
    artist: 'of artists',
    genre: 'of genres',
    folder: 'of folders',
    added: 'of what was added lately',
    played: 'of what was played lately'
  } satisfies Record<ColumnView, string>,
  lead: (earlier: string, later: string, narrower: string, wider: string): string =>
    `${earlier} and ${later} move a column, ${narrower} and ${wider} make it narrower and wider. With the mouse, drag its head or the end of it.`,
  earlier: (column: string): string => `${column} further left`,
  later: (column: string): string => `${column} further right`,
  reset: 'As at first'
} as const
