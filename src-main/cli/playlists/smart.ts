import { ruleNoteText, smartReasonText } from '../../words/index.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { nameOf, tracksOf } from '../library/tracks.ts'
import { printJson, type Session } from '../session.ts'
import { countOf, formatSpan, plain } from '../terminal/text.ts'
import { findPlaylist } from './find.ts'
import { readRules } from './rules.ts'

/** As many as are kept of one playlist. */
const mostChanges = 2000

const day = 86_400_000

/**
 * `earshot playlist smart [PLAYLIST] [--since DAYS]`: brings smart playlists up to date and says what changed, by this or
 * in the last days.
 */
export async function refreshSmart(
  session: Session,
  named: string | undefined,
  since: number | undefined
): Promise<ExitCode> {
  const { engine, terminal, json, signal } = session
  const from = since === undefined ? Date.now() : Math.max(0, Date.now() - since * day)
  const one = named === undefined ? null : await findPlaylist(engine, named)
  const done = await engine.call('smart.refresh', one ? { id: one.id } : {}, signal)
  const playlists = (await engine.call('playlists.list', {})).filter(
    ({ id, kind }) => kind === 'smart' && (one === null || one.id === id)
  )
  const shown = []
  for (const { id, name, tracks, duration } of playlists) {
    const changes = await engine.call('smart.changes', { id, since: from, limit: mostChanges })
    const known = await tracksOf(engine, [...new Set(changes.map(change => change.trackId))])
    const told = changes.map(({ trackId, joined, reason, at }) => {
      const track = known.get(trackId)
      return {
        name: nameOf(track?.row),
        path: track?.path ?? null,
        joined,
        reason: smartReasonText(reason),
        because: reason,
        at
      }
    })
    shown.push({
      id,
      name,
      tracks,
      changes: told.map(({ path, joined, reason, because, at }) => ({ path, joined, reason, because, at }))
    })
    if (json) continue
    terminal.note(`${plain(name)} (#${id}): ${countOf(tracks, 'track')}, ${formatSpan(duration)}.`)
    for (const change of told)
      terminal.print(`${change.joined ? '+' : '-'}\t${change.name}\t${plain(change.reason)}`)
  }
  return json ? printJson(terminal, { ...done, playlists: shown }) : exitCodes.ok
}

/** `earshot playlist smart --rules FILE`: what rules would hold, without keeping anything. */
export async function previewSmart(session: Session, file: string): Promise<ExitCode> {
  const { engine, terminal, json, signal } = session
  const rules = await readRules(file)
  const { ids, count, duration, phraseCuts, notes } = await engine.call('smart.preview', { rules }, signal)
  const tracks = await tracksOf(engine, ids)
  if (json) {
    const paths = ids.map(id => tracks.get(id)?.path ?? null)
    const told = { notes: notes.map(ruleNoteText), noteCodes: notes }
    return printJson(terminal, { count, duration, phraseCuts, ...told, paths })
  }
  for (const id of ids) terminal.print(`${nameOf(tracks.get(id)?.row)}\t${plain(tracks.get(id)?.path ?? '')}`)
  terminal.note(`${countOf(count, 'track')}, ${formatSpan(duration)}.`)
  for (const { phrase, cut, above } of phraseCuts)
    terminal.note(`"${plain(phrase)}": ${countOf(above, 'track')} above its line (${cut.toFixed(1)}).`)
  for (const note of notes) terminal.note(plain(ruleNoteText(note)))
  return exitCodes.ok
}
