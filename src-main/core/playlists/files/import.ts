import { readFile, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { ImportReport } from '#contract/playlists.ts'
import type { ImportNote } from '#contract/remarks.ts'
import { smartRules } from '#contract/playlist-rules.ts'
import type { ParsedInput } from '#contract/requests.ts'
import { EarshotError } from '#contract/errors.ts'
import type { Database } from '../../database/open.ts'
import { fileError } from '../../files/errors.ts'
import { pathForDisplay, pathForFs } from '../../files/paths.ts'
import { playStatements } from '../../database/statements/plays.ts'
import { playlistEntryStatements } from '../../database/statements/playlist-entries.ts'
import type { PlaylistEditor } from '../edit/editor.ts'
import { candidates, shownPath } from './candidates.ts'
import { expand, type PlacedEntry } from './nested.ts'
import { noEntry, type ReadPlaylist } from './playlist-file.ts'
import { mostBytes, readPlaylists } from './read.ts'
import { Relinker } from './relink.ts'

export interface ImportPorts {
  db: Database
  editor: PlaylistEditor
}

/** How many of those not found a report lists, with guesses. */
const mostReported = 500
/** Entries between two breaths. */
const stretch = 500

/** A file by its path, or its bytes under a name. Throws what `importFile` and `importBytes` throw. */
export async function importPlaylists(
  ports: ImportPorts,
  { path, name, base64, folder }: ParsedInput<'playlists.import'>,
  signal: AbortSignal
): Promise<ImportReport[]> {
  if (path !== undefined) return importFile(ports, path, signal)
  if (name === undefined || base64 === undefined)
    throw new EarshotError('bad-request', 'A file has to be named.')
  const from = { name, file: null, folder: folder ?? null }
  return importBytes(ports, Buffer.from(base64, 'base64'), from, signal)
}

/** Throws not-found, no-access, bad-request. Either all playlists of the file come over or none. */
export async function importFile(
  ports: ImportPorts,
  path: string,
  signal: AbortSignal
): Promise<ImportReport[]> {
  const name = pathForDisplay(path)
  const refuse = (thrown: unknown): never => {
    throw fileError(thrown, { doing: 'read', what: 'playlist', name })
  }
  const stats = await stat(pathForFs(path)).catch(refuse)
  if (!stats.isFile()) throw new EarshotError('not-found', `There is no file ${name}.`)
  if (stats.size > mostBytes) throw new EarshotError('too-large', 'The file is too large for a playlist.')
  const bytes = await readFile(pathForFs(path)).catch(refuse)
  return importBytes(ports, bytes, { name: basename(path), file: path, folder: dirname(path) }, signal)
}

/** `file`: where it lies, or null; `folder`: what its relative paths are relative to, or null. */
export async function importBytes(
  { db, editor }: ImportPorts,
  bytes: Uint8Array,
  from: { name: string; file: string | null; folder: string | null },
  signal: AbortSignal
): Promise<ImportReport[]> {
  const playlists = await readPlaylists(bytes, from.name, signal)
  const relinker = new Relinker(db)
  const read: (() => ImportReport)[] = []
  for (const playlist of playlists) {
    const rules = smartRules.safeParse(playlist.rules)
    if (rules.success) {
      read.push(() => ({
        ...emptyReport(editor.createSmart(playlist.name, rules.data), playlist.name),
        notes: playlist.notes
      }))
      continue
    }
    read.push(await prepare(playlist))
  }
  if (read.length === 0) throw new EarshotError('bad-request', 'The file holds no playlist.')
  return db.transaction(() => read.map(create => create())).immediate()

  async function prepare(playlist: ReadPlaylist): Promise<() => ImportReport> {
    const { entries, notes } = await expand(playlist, from.file, from.folder, signal)
    if (playlist.rules !== undefined) notes.push({ code: 'rules-not-understood' })
    const links: ReturnType<Relinker['find']>[] = []
    for (const [i, entry] of entries.entries()) {
      if (i % stretch === 0) await breathe(signal)
      links.push(relinker.find(entry, entry.folder))
    }
    return () => {
      const plays = playStatements(db)
      entries.forEach(({ played }, i) => {
        if (played !== undefined && links[i]) plays.merge(links[i].trackId, played)
      })
      const { id, entryIds } = editor.createFrom(
        playlist.name,
        entries.map((entry, i) => ({
          trackId: links[i]?.trackId ?? null,
          path: candidates(entry, entry.folder)[0] ?? shownPath(entry),
          ...titleOf(entry),
          duration: entry.duration,
          reason: null
        }))
      )
      return report(relinker, id, playlist.name, { entries, entryIds, links, notes })
    }
  }
}

/** Looks again for the tracks of entries that have none. */
export async function relink(
  { db, editor }: ImportPorts,
  playlistId: number,
  signal: AbortSignal
): Promise<ImportReport> {
  const { name } = editor.require(playlistId)
  const statements = playlistEntryStatements(db)
  const relinker = new Relinker(db)
  const lost = statements.lost(playlistId)
  const entries = lost.map(({ path, title, artist, duration }, i) => ({
    ...noEntry,
    line: i + 1,
    path,
    title,
    artist,
    duration,
    folder: null
  }))
  const links: ReturnType<Relinker['find']>[] = []
  for (const [i, entry] of entries.entries()) {
    if (i % stretch === 0) await breathe(signal)
    links.push(relinker.find(entry, null))
  }
  db.transaction(() => {
    links.forEach((link, i) => link && statements.setTrack(lost[i]!.id, link.trackId))
  }).immediate()
  return report(relinker, playlistId, name, { entries, entryIds: lost.map(({ id }) => id), links, notes: [] })
}

function report(
  relinker: Relinker,
  playlistId: number,
  name: string,
  found: {
    entries: PlacedEntry[]
    entryIds: number[]
    links: ReturnType<Relinker['find']>[]
    notes: ImportNote[]
  }
): ImportReport {
  const { entries, entryIds, links, notes } = found
  const count = (by: string): number => links.filter(link => link?.by === by).length
  const lost = entries.flatMap((_, i) => (links[i] === null ? [i] : []))
  return {
    playlistId,
    name,
    entries: entries.length,
    matched: { byPath: count('path'), byTail: count('tail'), byTags: count('tags') },
    notFound: lost.slice(0, mostReported).map(i => ({
      entryId: entryIds[i]!,
      line: entries[i]!.line,
      path: shownPath(entries[i]!),
      title: entries[i]!.title,
      guesses: relinker.guesses(entries[i]!)
    })),
    notFoundTotal: lost.length,
    notes
  }
}

function emptyReport(playlistId: number, name: string): ImportReport {
  const matched = { byPath: 0, byTail: 0, byTags: 0 }
  return { playlistId, name, entries: 0, matched, notFound: [], notFoundTotal: 0, notes: [] }
}

/** Most files only have "Artist - Title". */
function titleOf({ artist, title }: PlacedEntry): { artist: string; title: string } {
  const parts = artist === '' ? /^(.+?) [-–] (.+)$/s.exec(title) : null
  return parts === null ? { artist, title } : { artist: parts[1]!, title: parts[2]! }
}

async function breathe(signal: AbortSignal): Promise<void> {
  await new Promise(resolve => setImmediate(resolve))
  if (signal.aborted) throw new EarshotError('cancelled', 'Cancelled.')
}
