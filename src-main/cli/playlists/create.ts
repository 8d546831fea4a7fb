import { resolve } from 'node:path'
import type { Playlist } from '#contract/playlists.ts'
import type { Reason } from '#contract/entities.ts'
import type { EntryReason } from '#contract/reasons.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printJson, type Session } from '../session.ts'
import { countOf, plain } from '../terminal/text.ts'
import { findPlaylist } from './find.ts'
import { reportImports } from './import.ts'
import { readRules } from './rules.ts'

export interface CreateOptions {
  search?: string
  limit?: number
  rules?: string
}

/** `earshot playlist create NAME [FILE…] [--search TEXT --limit N] [--rules FILE]` */
export async function createPlaylist(
  session: Session,
  name: string,
  files: string[],
  options: CreateOptions
): Promise<ExitCode> {
  const { engine, signal } = session
  if (options.rules !== undefined) {
    return told(
      session,
      await engine.call('playlists.create', { name, rules: await readRules(options.rules) }, signal)
    )
  }
  if (options.search !== undefined) {
    const query = { text: options.search, limit: options.limit ?? 200 }
    const { hits, cut } = await engine.call('search.query', query, signal)
    const kept = options.limit === undefined ? hits.slice(0, cut) : hits
    const reasons = kept.map(({ reasons: found }): EntryReason | null => {
      const texts = foundBy(found)
      return texts.length === 0 ? null : { code: 'found-by', texts }
    })
    const trackIds = kept.map(({ id }) => id)
    return told(session, await engine.call('playlists.create', { name, trackIds, reasons }))
  }
  if (files.length === 0) return told(session, await engine.call('playlists.create', { name }))
  // Files the library does not know (yet) are kept as they are, and found when it does.
  const document = { name, entries: files.map(file => ({ path: resolve(file) })) }
  const base64 = Buffer.from(JSON.stringify(document)).toString('base64')
  return reportImports(session, await engine.call('playlists.import', { name: 'list.json', base64 }, signal))
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

function told({ terminal, json }: Session, playlist: Playlist): ExitCode {
  if (json) return printJson(terminal, { playlist })
  terminal.note(`"${plain(playlist.name)}" (#${playlist.id}): ${countOf(playlist.tracks, 'track')}.`)
  return exitCodes.ok
}

/** What speaks for a track, as it is written in a search; what pulled it down is no reason to be in a playlist. */
const foundBy = (reasons: readonly Reason[]): string[] =>
  reasons
    .filter(({ kind, effect }) => effect > 0 || (effect === 0 && (kind === 'filter' || kind === 'negative')))
    .map(({ kind, text }) => (kind === 'negative' ? `-${text}` : text))
