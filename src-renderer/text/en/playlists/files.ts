import type { ExportOptions, Player, PlaylistFormat } from '#contract/playlists.ts'
import { count, counted } from '../numbers.ts'
import { exportLossText, importNoteText } from './exchange.ts'

/** Playlists for other players. */
export const exporting = {
  title: (name: string): string => `Export “${name}”`,
  player: 'For which player?',
  anyPlayer: 'Any player',
  players: {
    vlc: 'VLC',
    mpd: 'MPD',
    navidrome: 'Navidrome',
    jellyfin: 'Jellyfin',
    foobar2000: 'foobar2000',
    car: 'A car stereo'
  } satisfies Record<Player, string>,
  playerHints: {
    vlc: 'XSPF: the only format in which VLC finds every name.',
    mpd: 'M3U with whole paths: for its playlist folder, or a folder below its music.',
    navidrome: 'M3U8 with relative paths: into a folder below its music.',
    jellyfin: 'M3U8 with relative paths: into a folder below its library.',
    foobar2000: 'M3U8 as Windows has it.',
    car: 'The music is copied along and numbered in order, in plain letters, with a plain M3U among it.'
  } satisfies Record<Player, string>,
  format: 'Format',
  formats: {
    m3u8: 'M3U8 (most players, phones, cars)',
    m3u: 'M3U (older players)',
    xspf: 'XSPF (VLC, Strawberry)',
    pls: 'PLS (radios, older players)',
    nsp: 'Navidrome smart playlist',
    csv: 'CSV (a table)',
    json: 'JSON (everything)'
  } satisfies Record<PlaylistFormat, string>,
  folder: 'Into the folder',
  choose: 'Choose…',
  paths: 'File paths',
  base: (folder: string): string => `Its paths are relative to ${folder}: that is where the file belongs.`,
  pathKinds: {
    relative: 'Relative to the folder',
    absolute: 'Absolute',
    mapped: 'For another machine'
  } satisfies Record<ExportOptions['paths']['kind'], string>,
  mapFrom: 'Here they start with',
  mapTo: 'There they start with',
  files: 'The music files',
  fileKinds: {
    leave: 'Stay where they are',
    copy: 'Copied along',
    link: 'Linked along (same disk)'
  } satisfies Record<ExportOptions['files'], string>,
  more: 'Details for particular players',
  slashes: 'Backslashes, for Windows',
  lineEnds: 'Windows line ends',
  percentEncode: 'Percent-encoded paths',
  extinf: 'Titles and lengths (EXTINF)',
  bom: 'UTF-8 mark at the start',
  missing: 'Also tracks whose file is away',
  utf8: 'UTF-8 in M3U, too',
  numbered: 'Numbered names in plain letters, the playlist among them',
  keep: 'Write it again whenever the playlist changes',
  keepNot: 'Write it again whenever the playlist changes: not with music that is brought along',
  preview: 'Show what would be written',
  download: 'Download',
  write: 'Write it',
  follows: (folder: string, format: PlaylistFormat, player: string | null): string =>
    `A file in ${folder} (${format}${player === null ? '' : `, for ${player}`}) is written again whenever the playlist changes.`,
  letGo: 'Stop that',
  taken: 'Another file of this name is there and holds something else. It was left as it is.',
  replace: 'Replace it',
  lost: 'What this format cannot carry',
  loss: exportLossText
} as const

export const exported = (done: number, failed: number): string =>
  failed ? `Exported ${counted(done, 'file')}; ${count(failed)} could not be written` : 'Exported'

/** Playlists of other players. */
export const imported = {
  title: 'Imported',
  found: (n: number, of: number): string => `${count(n)} of ${counted(of, 'track')} found in your library`,
  notFound: 'Not found',
  more: (n: number): string => `and ${count(n)} more`,
  guess: 'This one?',
  chosen: (name: string): string => `${name} (chosen in the library)`,
  noGuess: 'Nothing like it: choose a track in the library, then come back.',
  again: 'Look again',
  use: 'Use it',
  used: 'found',
  open: 'Show the playlist',
  all: 'Every track was found.',
  note: importNoteText
} as const
