import { resolve } from 'node:path'
import { EarshotError } from '#contract/errors.ts'
import type { ExportOptions, Player, Playlist, PlaylistFormat } from '#contract/playlists.ts'
import type { ExportLoss } from '#contract/remarks.ts'
import { exportLossText } from '../../words/index.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printJson, type Session } from '../session.ts'
import { codeOf, followJob, summarise } from '../terminal/job-summary.ts'
import { plain } from '../terminal/text.ts'
import { findPlaylist } from './find.ts'

export interface ExportWish {
  to?: string
  format: PlaylistFormat
  options: ExportOptions
  player: Player | null
  replace: boolean
  keep: boolean
}

/** `earshot playlist export PLAYLIST… [--to FOLDER]`: without a folder the text goes to standard output. */
export async function exportPlaylists(
  session: Session,
  named: string[],
  wish: ExportWish
): Promise<ExitCode> {
  const { engine, terminal, json } = session
  const playlists: Playlist[] = []
  for (const one of named) playlists.push(await findPlaylist(engine, one))
  const { format, options, player, replace } = wish
  const losses = new Map<string, ExportLoss>()
  for (const { id } of playlists) {
    const place = wish.to === undefined ? {} : { folder: resolve(wish.to) }
    const file = await engine.call('playlists.exportText', { id, format, options, player, ...place })
    for (const loss of file.losses) losses.set(exportLossText(loss), loss)
    const document = { ...file, losses: file.losses.map(exportLossText), lossCodes: file.losses }
    if (wish.to === undefined && file.base !== null)
      terminal.note(`Its paths are relative to ${plain(file.base)}: that is where the file belongs.`)
    if (wish.to === undefined) terminal.print(json ? JSON.stringify(document) : file.text.trimEnd())
  }
  for (const words of losses.keys()) terminal.note(words)
  if (wish.to === undefined) return exitCodes.ok
  const folder = resolve(wish.to)
  const lost = { losses: [...losses.keys()], lossCodes: [...losses.values()] }
  if (wish.keep) {
    for (const { id } of playlists) {
      await engine.call('playlists.setTarget', { id, target: { folder, format, options, player }, replace })
    }
    const change = playlists.length === 1 ? 'the playlist changes' : 'one of the playlists changes'
    terminal.note(`Written, and from now on written again when ${change}.`)
    return json ? printJson(terminal, { folder, ...lost }) : exitCodes.ok
  }
  const ids = playlists.map(({ id }) => id)
  const job = await followJob(
    session,
    await engine.call('playlists.export', { ids, folder, format, options, player, replace })
  )
  if (json) printJson(terminal, { folder, export: summarise(job), ...lost })
  return job.failed > 0 ? exitCodes.failed : codeOf(job)
}

/** `earshot playlist export PLAYLIST… --let-go`: their files stay as they are, and are not written again. */
export async function letGoOfFiles({ engine, terminal, json }: Session, named: string[]): Promise<ExitCode> {
  const letGo: { id: number; folder: string }[] = []
  for (const one of named) {
    const { id, name, target } = await findPlaylist(engine, one)
    if (target === null)
      throw new EarshotError('bad-request', `No file follows the playlist "${plain(name)}".`)
    await engine.call('playlists.setTarget', { id, target: null })
    letGo.push({ id, folder: target.folder })
    terminal.note(`The file of "${plain(name)}" in ${plain(target.folder)} stays, and is not written again.`)
  }
  return json ? printJson(terminal, { letGo }) : exitCodes.ok
}
