import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Caller } from '#contract/bridge.ts'
import { EarshotError } from '#contract/errors.ts'
import type { ImportReport, Playlist, PlaylistEntry, PlaylistFormat } from '#contract/playlists.ts'
import type { Input } from '#contract/requests.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { codeOf, followJob, summarise } from '../terminal/job-summary.ts'
import { printJson, type Session } from '../session.ts'
import { tableLines, type Column } from '../terminal/table.ts'
import { countOf, formatSpan, formatTime, plain } from '../terminal/text.ts'

/** Entries fetched at once, the most that one request takes. */
const pageSize = 2000

/** The playlist of a number or a name. Throws not-found, bad-request where several have the name. */
export async function findPlaylist(engine: Caller, named: string): Promise<Playlist> {
  const all = await engine.call('playlists.list', {})
  const number = /^#?(\d+)$/.exec(named)?.[1]
  const byName = all.filter(({ name }) => name.toLowerCase() === named.toLowerCase())
  const found = byName.length > 0 ? byName : all.filter(({ id }) => String(id) === number)
  if (found.length === 1) return found[0]!
  if (found.length === 0) throw new EarshotError('not-found', `There is no playlist "${named}".`)
  const numbers = found.map(({ id }) => `#${id}`).join(', ')
  throw new EarshotError('bad-request', `Several playlists are called "${named}": say which one, ${numbers}.`)
}

/** `earshot playlist list` */
export async function listPlaylists({ engine, terminal, json }: Session): Promise<ExitCode> {
  const playlists = await engine.call('playlists.list', {})
  if (json) return printJson(terminal, { playlists })
  if (playlists.length === 0) terminal.note('There are no playlists yet.')
  const columns: Column[] = [
    { title: '#', align: 'right' },
    { title: 'name', elastic: 4 },
    { title: 'kind' },
    { title: 'tracks', align: 'right' },
    { title: 'length', align: 'right' },
    { title: 'missing', align: 'right' }
  ]
  const rows = playlists.map(({ id, name, kind, tracks, duration, missing }) => [
    String(id),
    plain(name),
    kind,
    String(tracks),
    formatSpan(duration),
    missing === 0 ? '' : String(missing)
  ])
  if (rows.length > 0) tableLines(columns, rows, terminal.columns).forEach(line => terminal.print(line))
  return exitCodes.ok
}

/** `earshot playlist show PLAYLIST` */
export async function showPlaylist({ engine, terminal, json }: Session, named: string): Promise<ExitCode> {
  const playlist = await findPlaylist(engine, named)
  const entries: PlaylistEntry[] = []
  do {
    const page = { id: playlist.id, offset: entries.length, limit: pageSize }
    entries.push(...(await engine.call('playlists.get', page)).entries)
  } while (entries.length > 0 && entries.length % pageSize === 0 && entries.length < playlist.tracks)
  if (json) return printJson(terminal, { playlist, entries })
  terminal.note(
    `${plain(playlist.name)}: ${countOf(playlist.tracks, 'track')}, ${formatSpan(playlist.duration)}` +
      (playlist.missing > 0 ? `, ${playlist.missing} missing.` : '.')
  )
  const columns: Column[] = [
    { title: '#', align: 'right' },
    { title: 'length', align: 'right' },
    { title: 'track', elastic: 4 },
    { title: 'because', elastic: 3 },
    { title: 'file', elastic: 4, cut: 'start' }
  ]
  const rows = entries.map(({ title, artist, duration, reason, path, available, locked }, i) => [
    `${i + 1}${locked ? ' locked' : ''}`,
    duration === null ? '' : formatTime(duration),
    plain(artist === '' ? title : `${title} — ${artist}`),
    plain(reason ?? ''),
    plain(path) + (available ? '' : ' (missing)')
  ])
  if (rows.length > 0) tableLines(columns, rows, terminal.columns).forEach(line => terminal.print(line))
  return exitCodes.ok
}

/** `earshot playlist create NAME [FILE…] [--search TEXT --limit N] [--rules FILE]` */
export async function createPlaylist(
  session: Session,
  name: string,
  files: string[],
  options: { search?: string; limit?: number; rules?: string }
): Promise<ExitCode> {
  const { engine, signal } = session
  if (options.rules !== undefined) {
    const rules = parseRules(await readFile(options.rules, 'utf8'))
    const { id } = await engine.call('playlists.create', { name, rules })
    await engine.call('smart.refresh', { id }, signal)
    return told(session, (await engine.call('playlists.get', { id, limit: 1 })).playlist)
  }
  if (options.search !== undefined) {
    const query = { text: options.search, limit: options.limit ?? 200 }
    const { hits, cut } = await engine.call('search.query', query, signal)
    const kept = options.limit === undefined ? hits.slice(0, cut) : hits
    const reasons = kept.map(hit => hit.reasons.map(({ text }) => text).join(', ') || null)
    const trackIds = kept.map(({ id }) => id)
    return told(session, await engine.call('playlists.create', { name, trackIds, reasons }))
  }
  if (files.length === 0) return told(session, await engine.call('playlists.create', { name }))
  // Files the library does not know (yet) are kept as they are, and found when it does.
  const document = { name, entries: files.map(file => ({ path: resolve(file) })) }
  const base64 = Buffer.from(JSON.stringify(document)).toString('base64')
  return reported(session, await engine.call('playlists.import', { name: 'list.json', base64 }, signal))
}

function parseRules(text: string): NonNullable<Input<'playlists.create'>['rules']> {
  try {
    const document = JSON.parse(text) as { rules?: unknown }
    return (document.rules ?? document) as NonNullable<Input<'playlists.create'>['rules']>
  } catch (thrown) {
    throw new EarshotError('bad-request', 'The file of the rules is not proper JSON.', { cause: thrown })
  }
}

/** `earshot playlist rename PLAYLIST NAME` */
export async function renamePlaylist(session: Session, named: string, name: string): Promise<ExitCode> {
  const { id } = await findPlaylist(session.engine, named)
  return told(session, await session.engine.call('playlists.rename', { id, name }))
}

/** `earshot playlist remove PLAYLIST`: the files stay as they are. */
export async function removePlaylist(session: Session, named: string): Promise<ExitCode> {
  const playlist = await findPlaylist(session.engine, named)
  await session.engine.call('playlists.remove', { id: playlist.id })
  if (session.json) return printJson(session.terminal, { removed: playlist.id })
  session.terminal.note(`Removed "${plain(playlist.name)}".`)
  return exitCodes.ok
}

/** `earshot playlist import FILE…` */
export async function importPlaylists(session: Session, files: string[]): Promise<ExitCode> {
  const reports: ImportReport[] = []
  for (const file of files) {
    reports.push(...(await session.engine.call('playlists.import', { path: resolve(file) }, session.signal)))
  }
  return reported(session, reports)
}

export interface ExportWish {
  to?: string
  format: PlaylistFormat
  options: NonNullable<Input<'playlists.export'>['options']>
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
  const { format, options, replace } = wish
  const losses = new Set<string>()
  for (const { id } of playlists) {
    const place = wish.to === undefined ? {} : { folder: resolve(wish.to) }
    const file = await engine.call('playlists.exportText', { id, format, options, ...place })
    file.losses.forEach(loss => losses.add(loss))
    if (wish.to === undefined) terminal.print(json ? JSON.stringify(file) : file.text.trimEnd())
  }
  losses.forEach(loss => terminal.note(loss))
  if (wish.to === undefined) return exitCodes.ok
  const folder = resolve(wish.to)
  if (wish.keep) {
    for (const { id } of playlists) {
      await engine.call('playlists.setTarget', { id, target: { folder, format, options }, replace })
    }
    terminal.note(
      `Written, and from now on written again when ${countOf(playlists.length, 'playlist')} change.`
    )
    return json ? printJson(terminal, { folder, losses: [...losses] }) : exitCodes.ok
  }
  const ids = playlists.map(({ id }) => id)
  const job = await followJob(
    session,
    await engine.call('playlists.export', { ids, folder, format, options, replace })
  )
  if (json) printJson(terminal, { folder, export: summarise(job), losses: [...losses] })
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

function told({ terminal, json }: Session, playlist: Playlist): ExitCode {
  if (json) return printJson(terminal, { playlist })
  terminal.note(`"${plain(playlist.name)}" (#${playlist.id}): ${countOf(playlist.tracks, 'track')}.`)
  return exitCodes.ok
}

function reported({ terminal, json }: Session, reports: ImportReport[]): ExitCode {
  if (json) return printJson(terminal, { imported: reports })
  for (const { playlistId, name, entries, matched, notFound, notFoundTotal, notes } of reports) {
    const found = entries - notFoundTotal
    terminal.note(
      `"${plain(name)}" (#${playlistId}): ${found} of ${countOf(entries, 'entry', 'entries')} found` +
        ` (${matched.byPath} by path, ${matched.byTail} by its end, ${matched.byTags} by tags).`
    )
    notes.forEach(note => terminal.note(`  ${plain(note)}`))
    for (const { line, path, title, guesses } of notFound) {
      const guess = guesses[0] ? `; perhaps ${plain(guesses[0].path)}` : ''
      terminal.print(`${line}\t${plain(path || title)}${guess}`)
    }
    if (notFound.length < notFoundTotal) terminal.note(`  and ${notFoundTotal - notFound.length} more.`)
  }
  return exitCodes.ok
}
