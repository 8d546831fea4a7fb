import { isUtf8 } from 'node:buffer'
import { pathLine, type PathWriting } from './written-path.ts'
import type { ExportOptions } from '#contract/playlists.ts'
import type { ExportLoss } from '#contract/remarks.ts'
import { label, linesOf, mostEntries, noEntry, oneLine, positive, tooMany } from './playlist-file.ts'
import type { FileTrack, ReadPlaylist, Written } from './playlist-file.ts'

/** Tells our own reader that percent signs are escapes; to every other one it is a comment. */
const encodedMark = '#EARSHOT:percent-encoded'

/** M3U8 is UTF-8; M3U is Latin-1, and paths it has no letters for are written as file addresses. */
export function writeM3u(
  name: string,
  tracks: FileTrack[],
  writing: PathWriting & { options: Pick<ExportOptions, 'extinf'> },
  latin1 = false
): Written {
  const fits = latin1 ? isPlainLatin1 : undefined
  const { percentEncode, extinf } = writing.options
  const lines: string[] = []
  if (extinf) lines.push('#EXTM3U', `#PLAYLIST:${oneLine(name)}`)
  if (percentEncode) lines.push(encodedMark)
  let addresses = 0
  let spoilt = 0
  for (const track of tracks) {
    const info = `#EXTINF:${track.duration === null ? -1 : Math.round(track.duration)},${oneLine(label(track))}`
    if (extinf) lines.push(info)
    if (extinf && latin1 && !isLatin1(info)) spoilt++
    const { text, address } = pathLine(track.path, writing, fits)
    if (address) addresses++
    lines.push(text)
  }
  const losses: ExportLoss[] = []
  if (addresses > 0) losses.push({ code: 'addresses', paths: addresses })
  if (spoilt > 0) losses.push({ code: 'letters', titles: spoilt })
  return { text: lines.map(line => `${line}\n`).join(''), losses }
}

/** Latin-1, or a byte that was none of UTF-8's and goes out as it was. */
const isLatin1 = (text: string): boolean => {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit > 0xff && !(unit >= 0xdc80 && unit <= 0xdcff)) return false
  }
  return true
}

/** Latin-1 whose bytes cannot be taken for UTF-8, which would be other letters. */
const isPlainLatin1 = (text: string): boolean =>
  isLatin1(text) && (/^[\0-\x7f]*$/.test(text) || !isUtf8(Buffer.from(text, 'latin1')))

export function readM3u(text: string): ReadPlaylist {
  const playlist: ReadPlaylist = { name: '', entries: [], notes: [] }
  let next = noEntry
  let encoded = false
  const lines = linesOf(text)
  for (const [i, line] of lines.entries()) {
    const start = line.trimStart()
    if (start === '') continue
    if (!start.startsWith('#')) {
      if (playlist.entries.length >= mostEntries) throw tooMany()
      playlist.entries.push({ ...next, line: i + 1, path: line, encoded })
      next = noEntry
      continue
    }
    const [, word = '', rest = ''] = /^#([A-Z0-9-]+):?(.*)$/is.exec(start) ?? []
    switch (word.toUpperCase()) {
      case 'EXTINF': {
        const [, seconds = '', title = ''] = /^\s*(-?[\d.]+)?[^,]*,?(.*)$/s.exec(rest) ?? []
        next = { ...next, duration: positive(Number(seconds)), title: title.trim() }
        break
      }
      case 'EXTART':
        next = { ...next, artist: rest.trim() }
        break
      case 'EXTALB':
        next = { ...next, album: rest.trim() }
        break
      case 'PLAYLIST':
        playlist.name ||= rest.trim()
        break
      case 'EARSHOT':
        encoded ||= start.trimEnd() === encodedMark
    }
  }
  return playlist
}
