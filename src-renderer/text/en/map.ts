import { count, counted } from './numbers.ts'

/** Words of the map. */
export const map = {
  title: 'Map',
  tracks: (n: number): string => counted(n, 'track'),
  way: 'Places',
  ways: { axes: 'By axes', likeness: 'By likeness' },
  shown: 'Shown as',
  shows: { map: 'Map', list: 'List' },
  x: 'Across',
  y: 'Up',
  xPlaceholder: 'calm … wild',
  yPlaceholder: 'acoustic … electronic',
  ready: 'Ready axes',
  /** In pairs: across, and up. */
  examplesAcross: [
    'calm … wild',
    'sad … happy',
    'dark … bright',
    'instrumental … singing',
    'relaxing … danceable'
  ],
  examplesUp: [
    'acoustic … electronic',
    'slow … fast',
    'gentle … powerful',
    'solo piano … orchestra',
    'lo-fi … polished production'
  ],
  less: (phrase: string): string => `less “${phrase}”`,
  more: (phrase: string): string => `more “${phrase}”`,
  lost: (phrase: string): string => `Earshot does not know “${phrase}” as a sound, so it makes no axis.`,
  unsure: (phrase: string): string => `Earshot is not sure that “${phrase}” is a sound.`,
  nearest: 'It does know:',
  strewn: 'Along this one the points lie as they fall.',
  colours: 'Colours by',
  by: { genre: 'Genre', year: 'Year', playlist: 'Playlist' },
  legend: 'Colours: one stands out when pressed',
  none: { genre: 'no genre', year: 'no year', playlist: 'in no playlist' },
  other: { genre: 'other genres', year: 'older', playlist: 'other playlists' },
  decade: (from: number): string => `${from}s`,
  hears: 'Hear what the mouse rests on',
  lasso: 'Draw around tracks to choose them (or hold Shift)',
  zoomIn: 'Closer',
  zoomOut: 'Farther',
  fit: 'All of it',
  layOut: 'Lay out again',
  label: (tracks: number): string =>
    `Map of ${counted(tracks, 'track')}: arrow keys go from point to point, Enter plays, plus and minus zoom`,
  likenessLead: 'What sounds alike lies together. Left and right, up and down mean nothing.',
  place: (x: number, y: number): string => `${count(x)} % across, ${count(y)} % up`,
  unplaced: (n: number): string => `${count(n)} not heard yet, or not placed`,
  layingOut: 'Laying out the map',
  layingOutLead: 'What sounds alike is put together. This takes a moment the first time, and is kept.',
  layOutNow: 'Lay it out',
  notLaidOut: 'The map is not laid out yet',
  unheard: 'Nothing has been heard yet',
  unheardLead:
    'The map shows each track where it sounds like what you typed. Earshot has to listen to your music first.',
  listen: 'Listen now',
  loading: 'Looking for places',
  noGraphics:
    'This window cannot draw the map: it has no WebGL 2. Here are the same tracks as a list, in the order of the first axis.'
} as const
