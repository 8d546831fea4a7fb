import type { Passage } from '#contract/entities.ts'
import { readUtf8, usualCharset } from '../tags/legacy-text.ts'
import { cleanText } from './clean-tags.ts'

/** A longer one is no cue sheet. */
export const longestSheet = 1024 * 1024
const longestLine = 2000
/** More tracks than stand on any disc. */
const mostTracks = 999
const mostFiles = 999

/** What a cue sheet says of one of its files. */
export interface SheetFile {
  /** As it is written there: mostly a name, perhaps a path of another system. */
  name: string
  passages: Passage[]
}

interface Found {
  file: number
  title: string
  artist: string
  /** Seconds; null until an index was told. */
  start: number | null
  /** Only where index 01 was not told. */
  pregap: number | null
}

/** Bytes of a cue sheet as text: by its byte order mark, else UTF-8, else as old texts are read. */
export function sheetText(bytes: Buffer, charset: string = usualCharset): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2, bytes.length & ~1).toString('utf16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return Buffer.from(bytes.subarray(2, bytes.length & ~1))
      .swap16()
      .toString('utf16le')
  }
  const { text } = readUtf8(bytes, charset)
  return text.replace(/^\uFEFF/, '')
}

/**
 * The files of a cue sheet with their tracks as passages, in the order of time. A track begins at INDEX 01 (at INDEX 00
 * where that is all there is) and ends where the next one of its file begins. What is no cue sheet has no files.
 */
export function parseSheet(text: string): SheetFile[] {
  const names: string[] = []
  const tracks: Found[] = []
  let performer = ''
  for (const raw of text.split(/\r\n|\n|\r/)) {
    const line = raw.slice(0, longestLine).trim()
    const [, word = '', rest = ''] = /^(\p{L}+)\s+(.*)$/u.exec(line) ?? []
    const track = tracks.at(-1)
    switch (word.toUpperCase()) {
      case 'FILE':
        if (names.length < mostFiles) names.push(fileName(rest))
        break
      case 'TRACK':
        if (tracks.length < mostTracks && /\bAUDIO\b/i.test(rest)) {
          tracks.push({ file: names.length - 1, title: '', artist: '', start: null, pregap: null })
        }
        break
      case 'TITLE':
        if (track !== undefined) track.title = textOf(rest)
        break
      case 'PERFORMER':
        if (track === undefined) performer = textOf(rest)
        else track.artist = textOf(rest)
        break
      case 'INDEX':
        if (track !== undefined) addIndex(track, rest, names.length - 1)
    }
  }
  return names.map((name, file) => ({
    name,
    passages: passagesOf(
      tracks.filter(track => track.file === file),
      performer
    )
  }))
}

/** Where the gap before a track stands in the file before, its own file is where it begins. */
function addIndex(track: Found, rest: string, file: number): void {
  const [, number, minutes, seconds, frames] = /^(\d{1,2})\s+(\d{1,4}):(\d{1,2}):(\d{1,2})$/.exec(rest) ?? []
  if (number === undefined || Number(seconds) > 59 || Number(frames) > 74) return
  const at = Number(minutes) * 60 + Number(seconds) + Number(frames) / 75
  if (Number(number) === 0) track.pregap = at
  else if (Number(number) === 1 && track.start === null) {
    track.start = at
    track.file = file
  }
}

/** A track that begins before the one before it is left out: nobody can tell where it is. */
function passagesOf(tracks: readonly Found[], performer: string): Passage[] {
  const passages: Passage[] = []
  for (const { title, artist, start, pregap } of tracks) {
    const from = start ?? pregap
    const before = passages.at(-1)
    if (from === null || (before !== undefined && from <= before.start)) continue
    if (before !== undefined) before.end = from
    passages.push({ title, artist: artist === '' ? performer : artist, start: from, end: null })
  }
  return passages
}

const textOf = (rest: string): string => cleanText(/^"(.*)"$/.exec(rest)?.[1] ?? rest)

/** What stands behind FILE, without the kind of file at its end. */
function fileName(rest: string): string {
  return /^"(.*)"/.exec(rest)?.[1] ?? rest.replace(/\s+\S+$/, '')
}
