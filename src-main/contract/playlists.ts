import type { EntryReason, SmartReason } from './reasons.ts'
import type {
  Apart,
  DraftNote,
  ExportLoss,
  ImportNote,
  Meaning,
  PlaylistSound,
  ReportNote,
  RuleNote
} from './remarks.ts'
import type { SmartRules } from './rules.ts'

/** Plain data about playlists. Times are Unix milliseconds, durations seconds, as everywhere. */

export interface Playlist {
  id: number
  name: string
  kind: 'list' | 'smart'
  tracks: number
  /** Sum of what is known, seconds. */
  duration: number
  /** Entries without a playable file: never found, or away now. */
  missing: number
  /** Null for a list. */
  rules: SmartRules | null
  /** Where it is written by itself when it changes, or null. */
  target: ExportTarget | null
  /** Whether there is an edit to undo, and one to do again. */
  undo: boolean
  redo: boolean
  createdAt: number
  updatedAt: number
}

/** One place in a list. What is known of the file stays when the track goes, and finds it again when it is back. */
export interface PlaylistEntry {
  id: number
  /** Null where no track of the library is known for it. */
  trackId: number | null
  path: string
  title: string
  artist: string
  duration: number | null
  available: boolean
  locked: boolean
  /** Why it is here; null where nobody said. */
  reason: EntryReason | null
}

/** Entries are named by their ids, not by where they are: an edit made on an older view still hits the right ones. */
export type PlaylistEdit =
  /** `before` null or left out: at the end. `reasons`: one a track. */
  | {
      kind: 'add'
      trackIds: number[]
      before?: number | null | undefined
      reasons?: (EntryReason | null)[] | undefined
    }
  | { kind: 'remove'; entryIds: number[] }
  /** In the order given, before that entry. */
  | { kind: 'move'; entryIds: number[]; before: number | null }
  | { kind: 'lock'; entryIds: number[]; locked: boolean }
  /** Every entry in a new order. */
  | { kind: 'order'; entryIds: number[] }

/* ---- smart playlists ---- */

/** What rules come to now. */
export interface SmartPreview {
  ids: number[]
  count: number
  duration: number
  /** Each sound phrase with its line (standard deviations) and how many tracks are above it. */
  phraseCuts: { phrase: string; cut: number; above: number }[]
  notes: RuleNote[]
}

export interface SmartChange {
  trackId: number
  joined: boolean
  reason: SmartReason
  at: number
}

/* ---- drafts: what is proposed and not kept yet ---- */

export type Arc = 'none' | 'rise' | 'fall' | 'wave' | number[]

export interface DraftEntry {
  trackId: number
  /** Why this one, and why here. */
  reason: EntryReason
  /** How well it fits what was asked for, standard deviations over unrelated phrases; null where nothing was asked. */
  fit: number | null
}

export interface Draft {
  entries: DraftEntry[]
  duration: number
  /** What was made of the prompt: of which words, and what they were taken for. */
  understood: {
    kind: 'sound' | 'not-sound' | 'filter' | 'length' | 'arc' | 'seed' | 'wrong'
    text: string
    meaning: Meaning
  }[]
  /** What could not be done as asked. */
  notes: DraftNote[]
}

/** What a playlist is made from; the same goes into a re-roll, so that it stays what was asked for. */
export interface DraftWish {
  prompt: string
  seeds: number[]
  minutes?: number | undefined
  tracks?: number | undefined
  /** At most so many of one artist; null: any number. */
  artistCap: number | null
  /** 0 (the best fits) to 1 (as varied as the wish allows). */
  diversity: number
  foldDuplicates: boolean
  /** Energy over the playlist; numbers 0..1 are a curve drawn by hand. */
  arc: Arc
  /** Tracks that have to be in it, wherever. */
  keep: number[]
  /** Tracks that have to be in it at their place, from 0. */
  locked: { trackId: number; position: number }[]
  seed: number
}

export interface PlaylistReport {
  playlistId: number
  /** What it sounds like; null where there is nothing to hear in it. */
  sound: PlaylistSound | null
  /** What was put in when it was made though it only comes near what was asked for. */
  near: { entryId: number; trackId: number }[]
  outliers: { entryId: number; trackId: number; reason: Apart; distance: number }[]
  /** Gaps that a track of the library would bridge. */
  missingSteps: { afterEntryId: number; trackId: number; reason: EntryReason }[]
  /** A smoother order, or null where there is none. */
  order: { entryIds: number[]; before: number; after: number } | null
  notes: ReportNote[]
}

/* ---- files ---- */

export const playlistFormats = ['m3u8', 'm3u', 'xspf', 'pls', 'nsp', 'csv', 'json'] as const
export type PlaylistFormat = (typeof playlistFormats)[number]

/** Players that a playlist can be written for; how each reads one is in `players.ts`. */
export const players = ['vlc', 'mpd', 'navidrome', 'jellyfin', 'foobar2000', 'car'] as const
export type Player = (typeof players)[number]

export interface ExportOptions {
  /** `relative`: to the folder the playlist is written into. `mapped`: `from` at the start of a path becomes `to`. */
  paths: { kind: 'relative' } | { kind: 'absolute' } | { kind: 'mapped'; from: string; to: string }
  slashes: '/' | '\\'
  /** M3U, M3U8 and PLS; XSPF always does. */
  percentEncode: boolean
  /** The lines with length, artist and title in M3U and M3U8. */
  extinf: boolean
  bom: boolean
  lineEnds: 'lf' | 'crlf'
  /** Entries whose file is away, too. */
  missing: boolean
  /** Puts the audio files into the same folder. `link`: a hard link where the disk can, otherwise a copy. */
  files: 'leave' | 'copy' | 'link'
  /** M3U in UTF-8 instead of Latin-1; the other formats always are. */
  utf8: boolean
  /**
   * What files that are brought along are called. `numbered`: "001 Name.mp3" in letters of ASCII, in the order of the
   * playlist, which lies among them.
   */
  names: 'own' | 'numbered'
}

/** What is meant where nothing is said. */
export const usualExport: ExportOptions = {
  paths: { kind: 'relative' },
  slashes: '/',
  percentEncode: false,
  extinf: true,
  bom: false,
  lineEnds: 'lf',
  missing: true,
  files: 'leave',
  utf8: false,
  names: 'own'
}

export interface ExportTarget {
  folder: string
  format: PlaylistFormat
  options: ExportOptions
  /** Whom it is written for; null where the options were chosen one by one. */
  player: Player | null
}

export interface ExportText {
  /** A file name that is safe everywhere, with its ending. */
  name: string
  text: string
  /** The bytes to write, base64: the text in the encoding of the format. */
  base64: string
  /** What its relative paths are relative to: the file belongs there; null where it has none. */
  base: string | null
  /** What the format could not carry. */
  losses: ExportLoss[]
}

export interface Guess {
  trackId: number
  title: string
  artist: string
  path: string
  /** 0..1 */
  likeness: number
}

export interface ImportReport {
  playlistId: number
  name: string
  entries: number
  matched: { byPath: number; byTail: number; byTags: number }
  notFound: { entryId: number; line: number; path: string; title: string; guesses: Guess[] }[]
  /** `notFound` holds the first of them only. */
  notFoundTotal: number
  /** What was left out or guessed. */
  notes: ImportNote[]
}
