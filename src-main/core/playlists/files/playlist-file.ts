import { EarshotError } from '#contract/errors.ts'
import type { ExportLoss, ImportNote } from '#contract/remarks.ts'

/** A track as it goes into a file. */
export interface FileTrack {
  path: string
  title: string
  artist: string
  album: string
  /** Seconds. */
  duration: number | null
  reason: string | null
}

/** What a file says of one track. */
export interface ReadEntry {
  /** Line, or number of the entry in XML and JSON, from 1. */
  line: number
  /** As written, odd bytes escaped. */
  path: string
  /** The path is percent-encoded for sure, not just perhaps. */
  encoded: boolean
  title: string
  artist: string
  album: string
  duration: number | null
  /** From programs that count: plays, when last (Unix milliseconds), and a rating of 0 to 100. */
  played?: { plays: number; playedAt: number | null; rating: number | null }
}

export interface ReadPlaylist {
  name: string
  entries: ReadEntry[]
  notes: ImportNote[]
  /** Rules of a smart playlist as our own JSON has them; not checked yet. */
  rules?: unknown
}

/** What several entries may give the same remark about is said once. */
export const distinct = <Remark extends object>(remarks: Iterable<Remark>): Remark[] => [
  ...new Map(Array.from(remarks, one => [JSON.stringify(one), one])).values()
]

/** A written file: text whose odd bytes are escaped, and what the format could not carry. */
export interface Written {
  text: string
  losses: ExportLoss[]
}

/** Entries of one file, those of playlists in it included. */
export const mostEntries = 200_000

export const noEntry: ReadEntry = {
  line: 0,
  path: '',
  encoded: false,
  title: '',
  artist: '',
  album: '',
  duration: null
}

/** Characters of a line, or of any text of an entry: no system has paths that long. */
const longestLine = 32_768

/** The lines of a text. Throws bad-request where one is too long for any playlist. */
export function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/)
  const long = lines.findIndex(line => line.length > longestLine)
  if (long >= 0) throw tooLong(long + 1)
  return lines
}

/** Throws bad-request for an entry with a text that is too long for any. */
export function requireShort({ line, path, title, artist, album }: ReadEntry): void {
  for (const text of [path, title, artist, album]) if (text.length > longestLine) throw tooLong(line)
}

function tooLong(line: number): EarshotError {
  const most = longestLine.toLocaleString('en')
  return new EarshotError(
    'bad-request',
    `Line ${line} has more than ${most} characters: the file is no playlist, or damaged.`
  )
}

export function tooMany(): EarshotError {
  return new EarshotError(
    'bad-request',
    `The file has more than ${mostEntries.toLocaleString('en')} entries.`
  )
}

/** "Artist - Title", or what there is of it. */
export function label({ artist, title }: { artist: string; title: string }): string {
  return artist === '' ? title : `${artist} - ${title}`
}

/** Text on one line. */
export function oneLine(text: string): string {
  return text.replace(/[\r\n\u0085\u2028\u2029]+/g, ' ')
}

export function positive(value: number): number | null {
  return Number.isFinite(value) && value > 0 && value < 1e7 ? value : null
}
