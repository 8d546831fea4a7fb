import type { ExportOptions, Player, PlaylistFormat } from '#contract/playlists.ts'
import type { SmartRules } from '#contract/rules.ts'
import { pathToBytes } from '../../files/paths.ts'
import { writeCsv } from './csv.ts'
import { writeJson } from './json.ts'
import { writeM3u } from './m3u.ts'
import { writeNsp } from './nsp.ts'
import type { FileTrack, Written } from './playlist-file.ts'
import { playerLosses } from './player-losses.ts'
import { writePls } from './pls.ts'
import { writeXspf } from './xspf.ts'

export interface ToWrite {
  name: string
  tracks: FileTrack[]
  rules: SmartRules | null
}

/** The text of a playlist file and its bytes. `folder`: where it goes, for relative paths. Throws bad-request. */
export function writePlaylist(
  playlist: ToWrite,
  format: PlaylistFormat,
  options: ExportOptions,
  folder: string | null,
  player: Player | null = null
): Written & { bytes: Buffer } {
  const writing = { folder, options }
  const { text, losses: lost } = written(playlist, format, writing)
  const losses = [...lost, ...playerLosses(playlist.tracks, format, writing, player)]
  const ended = options.lineEnds === 'crlf' && format !== 'csv' ? text.replaceAll('\n', '\r\n') : text
  if (format === 'm3u' && !options.utf8) return { text: ended, losses, bytes: latin1Bytes(ended) }
  const mark = options.bom ? Buffer.of(0xef, 0xbb, 0xbf) : Buffer.alloc(0)
  return { text: ended, losses, bytes: Buffer.concat([mark, pathToBytes(ended)]) }
}

function written(
  { name, tracks, rules }: ToWrite,
  format: PlaylistFormat,
  writing: { folder: string | null; options: ExportOptions }
): Written {
  switch (format) {
    case 'm3u8':
      return writeM3u(name, tracks, writing)
    case 'm3u':
      return writeM3u(name, tracks, writing, !writing.options.utf8)
    case 'xspf':
      return writeXspf(name, tracks, writing)
    case 'pls':
      return writePls(tracks, writing)
    case 'csv':
      return writeCsv(tracks, writing)
    case 'json':
      return writeJson(name, tracks, writing, rules)
    case 'nsp':
      return writeNsp(name, rules)
  }
}

/** One byte a letter, "?" for those Latin-1 does not have, and odd bytes as they were. */
function latin1Bytes(text: string): Buffer {
  const letters = text.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g, '?')
  return Buffer.from(
    Array.from({ length: letters.length }, (_, i) => {
      const unit = letters.charCodeAt(i)
      if (unit >= 0xdc80 && unit <= 0xdcff) return unit - 0xdc00
      return unit <= 0xff ? unit : 0x3f
    })
  )
}
