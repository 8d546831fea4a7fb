import { EarshotError } from '#contract/errors.ts'
import { placed, type PathWriting } from './written-path.ts'
import { mostEntries, noEntry, positive, tooMany } from './playlist-file.ts'
import type { FileTrack, ReadPlaylist, Written } from './playlist-file.ts'
import { percentEncode } from './addresses.ts'

const head = ['path', 'title', 'artist', 'album', 'duration', 'reason']

/** RFC 4180, with a head line. */
export function writeCsv(tracks: FileTrack[], writing: PathWriting): Written {
  const path = (track: FileTrack): string =>
    writing.options.percentEncode ? percentEncode(placed(track.path, writing)) : placed(track.path, writing)
  const rows = tracks.map(track => [
    path(track),
    track.title,
    track.artist,
    track.album,
    track.duration === null ? '' : String(track.duration),
    track.reason ?? ''
  ])
  const names = writing.options.percentEncode ? ['path-percent-encoded', ...head.slice(1)] : head
  return { text: [names, ...rows].map(csvRow).join(''), losses: [] }
}

/** One line, with its end. */
export const csvRow = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\n`

const cell = (text: string): string =>
  /[",\r\n;\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

const columns: Record<string, RegExp> = {
  path: /^(path|path-percent-encoded|file|file ?name|file ?path|location|uri)$/i,
  title: /^(title|name|track|track ?name)$/i,
  artist: /^(artist|artists|creator|artist ?name)$/i,
  album: /^(album|album ?name)$/i,
  duration: /^(duration|length|time|seconds)$/i
}

/** Any table with a head line that has a column for paths, or for titles. Throws bad-request for others. */
export function readCsv(text: string): ReadPlaylist {
  const separator = [',', ';', '\t'].sort((a, b) => headCells(text, b) - headCells(text, a))[0]!
  const rows = cells(text, separator)
  const first = rows.next().value ?? []
  const at = (name: string): number => first.findIndex(title => columns[name]!.test(title.trim()))
  const place = { path: at('path'), title: at('title'), artist: at('artist'), album: at('album') }
  const duration = at('duration')
  if (place.path < 0 && place.title < 0) {
    throw new EarshotError('bad-request', 'The table has no column "path" or "title" in its first line.')
  }
  const encoded = first[place.path]?.trim().toLowerCase() === 'path-percent-encoded'
  const playlist: ReadPlaylist = { name: '', entries: [], notes: [] }
  let line = 1
  for (const row of rows) {
    line++
    if (row.length === 1 && row[0] === '') continue
    if (playlist.entries.length >= mostEntries) throw tooMany()
    playlist.entries.push({
      ...noEntry,
      line,
      encoded,
      path: row[place.path] ?? '',
      title: row[place.title] ?? '',
      artist: row[place.artist] ?? '',
      album: row[place.album] ?? '',
      duration: seconds(row[duration] ?? '')
    })
  }
  return playlist
}

/** 245, 245.3, 4:05 */
function seconds(text: string): number | null {
  return positive(text.split(':').reduce((total, part) => total * 60 + Number(part || NaN), 0))
}

const headCells = (text: string, separator: string): number =>
  (text.slice(0, 10_000).split(/[\r\n]/)[0] ?? '').split(separator).length

/**
 * The cells, row by row. By hand, since the libraries at hand are worse with broken tables (csv-parse 7 drops all that
 * follows a quote which never ends, and loses the bytes of names that are no text) and several times slower.
 */
function* cells(text: string, separator: string): Generator<string[], undefined> {
  let row: string[] = []
  let at = 0
  while (at <= text.length) {
    let value = ''
    if (text[at] === '"') {
      let end = at
      do {
        const quote = text.indexOf('"', end + 1)
        const stop = quote < 0 ? text.length : quote
        value += text.slice(end + 1, stop)
        end = stop + 1
        if (text[end] === '"') value += '"'
      } while (text[end] === '"')
      at = Math.min(end, text.length)
    }
    const end = nextOf(text, at, separator)
    row.push(value + text.slice(at, end))
    const mark = text[end]
    at = end + (mark === '\r' && text[end + 1] === '\n' ? 2 : 1)
    if (mark === separator) continue
    yield row
    row = []
    if (at >= text.length) return
  }
}

function nextOf(text: string, from: number, separator: string): number {
  let at = from
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++
  return at
}
