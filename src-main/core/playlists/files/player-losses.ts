import type { ExportOptions, Player, PlaylistFormat } from '#contract/playlists.ts'
import type { ExportLoss } from '#contract/remarks.ts'
import type { FileTrack } from './playlist-file.ts'
import { pathLine, placed, type PathWriting } from './written-path.ts'

/** Of a folder: what most car stereos read at least. */
const carFiles = 255

/** What the player it is written for (null: any) will not find or play, whatever the format carries. */
export function playerLosses(
  tracks: readonly FileTrack[],
  format: PlaylistFormat,
  writing: PathWriting & { options: Pick<ExportOptions, 'slashes' | 'percentEncode'> },
  player: Player | null
): ExportLoss[] {
  if (format === 'nsp' || format === 'csv' || format === 'json') return []
  const losses: ExportLoss[] = []
  const paths = (code: 'vlc-signs' | 'backslashes' | 'mpd-blanks', are: (path: string) => boolean): void => {
    const count = tracks.filter(({ path }) => are(path)).length
    if (count > 0) losses.push({ code, paths: count })
  }
  const { slashes, percentEncode } = writing.options
  if (format !== 'xspf' && !percentEncode && (player === null || player === 'vlc'))
    paths('vlc-signs', path => isMisread(path, writing))
  if (format !== 'xspf' && slashes === '\\') paths('backslashes', hasBackslash)
  if (player === 'mpd') paths('mpd-blanks', path => /(?:^|[\\/])\s/.test(placed(path, writing)))
  if (player === 'car') losses.push(...carLosses(tracks))
  return losses
}

function isMisread(path: string, writing: PathWriting): boolean {
  const { text, address } = pathLine(path, writing)
  return !address && /[#?]|%[0-9a-f]{2}/i.test(text)
}

/** Where slashes stand between the folders of this system. */
const hasBackslash = (path: string): boolean => path.startsWith('/') && path.includes('\\')

function carLosses(tracks: readonly FileTrack[]): ExportLoss[] {
  const losses: ExportLoss[] = []
  if (tracks.length > carFiles) losses.push({ code: 'car-many', tracks: tracks.length, limit: carFiles })
  const others = tracks.filter(({ path }) => !/\.(mp3|wma|m4a|aac)$/i.test(path)).length
  if (others > 0) losses.push({ code: 'car-formats', tracks: others })
  return losses
}
