import type { PlaylistEntry } from '#contract/playlists.ts'
import { entryReasonText } from '../../words/index.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { nameOf } from '../library/tracks.ts'
import { printJson, type Session } from '../session.ts'
import { printTable } from '../terminal/table.ts'
import { countOf, formatSpan, formatTime, plain } from '../terminal/text.ts'
import { findPlaylist } from './find.ts'

/** Entries fetched at once, the most that one request takes. */
const pageSize = 2000

/** `earshot playlist list` */
export async function listPlaylists({ engine, terminal, json }: Session): Promise<ExitCode> {
  const playlists = await engine.call('playlists.list', {})
  if (json) return printJson(terminal, { playlists })
  if (playlists.length === 0) {
    terminal.note('There are no playlists yet.')
    return exitCodes.ok
  }
  const rows = playlists.map(({ id, name, kind, tracks, duration, missing }) => [
    String(id),
    plain(name),
    kind,
    String(tracks),
    formatSpan(duration),
    missing === 0 ? '' : String(missing)
  ])
  printTable(
    terminal,
    [
      { title: '#', align: 'right' },
      { title: 'name', elastic: 4 },
      { title: 'kind' },
      { title: 'tracks', align: 'right' },
      { title: 'length', align: 'right' },
      { title: 'missing', align: 'right' }
    ],
    rows
  )
  return exitCodes.ok
}

/** A place as `--json` tells it: the reason in words, and beside it as a code with its values. */
const withWords = ({ reason, ...entry }: PlaylistEntry): object => ({
  ...entry,
  reason: reason === null ? null : entryReasonText(reason),
  because: reason
})

/** `earshot playlist show PLAYLIST` */
export async function showPlaylist({ engine, terminal, json }: Session, named: string): Promise<ExitCode> {
  const playlist = await findPlaylist(engine, named)
  const entries: PlaylistEntry[] = []
  do {
    const page = { id: playlist.id, offset: entries.length, limit: pageSize }
    entries.push(...(await engine.call('playlists.get', page)).entries)
  } while (entries.length > 0 && entries.length % pageSize === 0 && entries.length < playlist.tracks)
  if (json) return printJson(terminal, { playlist, entries: entries.map(withWords) })
  terminal.note(
    `${plain(playlist.name)}: ${countOf(playlist.tracks, 'track')}, ${formatSpan(playlist.duration)}` +
      (playlist.missing > 0 ? `, ${playlist.missing} missing.` : '.')
  )
  const rows = entries.map(({ title, artist, duration, reason, path, available, locked }, i) => [
    `${i + 1}${locked ? ' locked' : ''}`,
    duration === null ? '' : formatTime(duration),
    nameOf({ title, artist }),
    plain(reason === null ? '' : entryReasonText(reason)),
    plain(path) + (available ? '' : ' (missing)')
  ])
  if (rows.length === 0) return exitCodes.ok
  printTable(
    terminal,
    [
      { title: '#', align: 'right' },
      { title: 'length', align: 'right' },
      { title: 'track', elastic: 4 },
      { title: 'because', elastic: 3 },
      { title: 'file', elastic: 4, cut: 'start' }
    ],
    rows
  )
  return exitCodes.ok
}
