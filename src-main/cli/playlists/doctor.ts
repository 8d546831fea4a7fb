import type { PlaylistReport } from '#contract/playlists.ts'
import { apartText, entryReasonText, playlistSoundText, reportNoteText } from '../../words/index.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { nameOf, tracksOf } from '../library/tracks.ts'
import { printJson, type Session } from '../session.ts'
import { plain } from '../terminal/text.ts'
import { findPlaylist } from './find.ts'

/** `earshot playlist doctor PLAYLIST [--order]`: looks it over; changes it only where a new order was asked for. */
export async function doctorPlaylist(
  session: Session,
  named: string,
  options: { order?: boolean }
): Promise<ExitCode> {
  const { engine, terminal, json, signal } = session
  const playlist = await findPlaylist(engine, named)
  const { id } = playlist
  const report = await engine.call('drafts.doctor', { id }, signal)
  if (options.order && report.order && playlist.kind === 'list')
    await engine.call('playlists.edit', {
      id,
      operations: [{ kind: 'order', entryIds: report.order.entryIds }]
    })
  if (json) return printJson(terminal, documentOf(report))
  const ids = [...report.near, ...report.outliers, ...report.missingSteps].map(one => one.trackId)
  const tracks = await tracksOf(engine, [...new Set(ids)])
  terminal.print(plain(playlistSoundText(report.sound)))
  for (const { trackId } of report.near)
    terminal.print(
      `only comes near\t${nameOf(tracks.get(trackId)?.row)}\tof what was asked for when it was made`
    )
  for (const { trackId, reason } of report.outliers)
    terminal.print(`stands out\t${nameOf(tracks.get(trackId)?.row)}\t${plain(apartText(reason))}`)
  for (const { trackId, reason } of report.missingSteps)
    terminal.print(`would bridge\t${nameOf(tracks.get(trackId)?.row)}\t${plain(entryReasonText(reason))}`)
  if (report.order) {
    const { before, after } = report.order
    const share = Math.round(100 * (1 - after / before))
    terminal.note(
      options.order && playlist.kind === 'list'
        ? `Put in a new order: steps ${share} % smoother. "earshot playlist show" has it; undo brings the old one back.`
        : `Another order makes the steps ${share} % smoother${playlist.kind === 'list' ? ': add --order to have it' : ''}.`
    )
  }
  for (const note of report.notes) terminal.note(plain(reportNoteText(note)))
  return exitCodes.ok
}

/** As `--json` tells it: words, and beside them what they were made of. */
function documentOf({
  playlistId,
  sound,
  near,
  outliers,
  missingSteps,
  order,
  notes
}: PlaylistReport): object {
  return {
    playlistId,
    words: playlistSoundText(sound),
    sound,
    near,
    outliers: outliers.map(({ reason, ...one }) => ({ ...one, reason: apartText(reason), because: reason })),
    missingSteps: missingSteps.map(({ reason, ...one }) => ({
      ...one,
      reason: entryReasonText(reason),
      because: reason
    })),
    order,
    notes: notes.map(reportNoteText),
    noteCodes: notes
  }
}
