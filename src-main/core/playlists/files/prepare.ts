import { readFile, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { ImportReport } from '#contract/playlists.ts'
import { smartRules } from '#contract/playlist-rules.ts'
import type { ImportNote } from '#contract/remarks.ts'
import type { ParsedInput } from '#contract/requests.ts'
import type { SmartRules } from '#contract/rules.ts'
import { EarshotError } from '#contract/errors.ts'
import type { Database } from '../../database/open.ts'
import { playlistEntryStatements, type NewEntry } from '../../database/statements/playlist-entries.ts'
import { fileError } from '../../files/errors.ts'
import { pathForDisplay, pathForFs } from '../../files/paths.ts'
import { candidates, shownPath } from './candidates.ts'
import { expand, type PlacedEntry } from './nested.ts'
import { noEntry, type ReadEntry, type ReadPlaylist } from './playlist-file.ts'
import { mostBytes, readPlaylists } from './read.ts'
import { Relinker, type Link } from './relink.ts'

/** An entry as it goes into the database. */
export type PreparedEntry = NewEntry & Pick<ReadEntry, 'played'>

type Lost = Omit<ImportReport['notFound'][number], 'entryId'> & {
  /** Place among the entries, from 0. */
  at: number
}

/** A report on entries that have no number yet. */
export type Found = Pick<ImportReport, 'matched' | 'notFoundTotal' | 'notes'> & { notFound: Lost[] }

/** One playlist of a file, with its tracks found; a smart one has rules and no entries. */
export interface Prepared extends Found {
  name: string
  rules: SmartRules | null
  entries: PreparedEntry[]
}

/** Where the bytes of a playlist come from: the file, and the folder its paths are relative to; null: none. */
interface From {
  name: string
  file: string | null
  folder: string | null
}

/** How many of those not found a report lists, with guesses. */
const mostReported = 500
/** Entries between two breaths. */
const stretch = 500

/** A file by its path, or its bytes under a name. Throws what `prepareFile` and `prepareBytes` throw. */
export async function prepare(
  db: Database,
  { path, name, base64, folder }: ParsedInput<'playlists.import'>,
  signal: AbortSignal
): Promise<Prepared[]> {
  if (path !== undefined) return prepareFile(db, path, signal)
  if (name === undefined || base64 === undefined)
    throw new EarshotError('bad-request', 'A file has to be named.')
  const from = { name, file: null, folder: folder ?? null }
  return prepareBytes(db, Buffer.from(base64, 'base64'), from, signal)
}

/** Throws not-found, no-access, too-large, bad-request. */
async function prepareFile(db: Database, path: string, signal: AbortSignal): Promise<Prepared[]> {
  const name = pathForDisplay(path)
  const refuse = (thrown: unknown): never => {
    throw fileError(thrown, { doing: 'read', what: 'playlist', name })
  }
  const stats = await stat(pathForFs(path)).catch(refuse)
  if (!stats.isFile()) throw new EarshotError('not-found', `There is no file ${name}.`)
  if (stats.size > mostBytes) throw new EarshotError('too-large', 'The file is too large for a playlist.')
  const bytes = await readFile(pathForFs(path)).catch(refuse)
  return prepareBytes(db, bytes, { name: basename(path), file: path, folder: dirname(path) }, signal)
}

/** Throws too-large, bad-request. */
async function prepareBytes(
  db: Database,
  bytes: Uint8Array,
  from: From,
  signal: AbortSignal
): Promise<Prepared[]> {
  const playlists = await readPlaylists(bytes, from.name, signal)
  if (playlists.length === 0) throw new EarshotError('bad-request', 'The file holds no playlist.')
  const relinker = new Relinker(db)
  const prepared: Prepared[] = []
  for (const playlist of playlists) {
    const rules = smartRules.safeParse(playlist.rules)
    prepared.push(
      rules.success ? smart(playlist, rules.data) : await list(playlist, from, { relinker, signal })
    )
  }
  return prepared
}

function smart({ name, notes }: ReadPlaylist, rules: SmartRules): Prepared {
  const matched = { byPath: 0, byTail: 0, byTags: 0 }
  return { name, rules, entries: [], matched, notFound: [], notFoundTotal: 0, notes }
}

async function list(playlist: ReadPlaylist, from: From, tools: Tools): Promise<Prepared> {
  const { entries, notes } = await expand(playlist, from.file, from.folder, tools.signal)
  if (playlist.rules !== undefined) notes.push({ code: 'rules-not-understood' })
  const links = await linksOf(entries, tools)
  return {
    name: playlist.name,
    rules: null,
    entries: entries.map((entry, i) => ({
      trackId: links[i]?.trackId ?? null,
      path: candidates(entry, entry.folder)[0] ?? shownPath(entry),
      ...titleOf(entry),
      duration: entry.duration,
      reason: null,
      ...(entry.played && { played: entry.played })
    })),
    ...found(tools.relinker, entries, links, notes)
  }
}

/** Looks again for the tracks of entries that have none: which entries have which now. */
export async function prepareRelink(
  db: Database,
  playlistId: number,
  signal: AbortSignal
): Promise<{ links: { entryId: number; trackId: number }[]; entryIds: number[]; found: Found }> {
  const lost = playlistEntryStatements(db).lost(playlistId)
  const relinker = new Relinker(db)
  const entries = lost.map(({ path, title, artist, duration }, i) => ({
    ...noEntry,
    line: i + 1,
    path,
    title,
    artist,
    duration,
    folder: null
  }))
  const links = await linksOf(entries, { relinker, signal })
  return {
    links: links.flatMap((link, i) => (link ? [{ entryId: lost[i]!.id, trackId: link.trackId }] : [])),
    entryIds: lost.map(({ id }) => id),
    found: found(relinker, entries, links, [])
  }
}

interface Tools {
  relinker: Relinker
  signal: AbortSignal
}

async function linksOf(entries: PlacedEntry[], { relinker, signal }: Tools): Promise<(Link | null)[]> {
  const links: (Link | null)[] = []
  for (const [i, entry] of entries.entries()) {
    if (i % stretch === 0) await breathe(signal)
    links.push(relinker.find(entry, entry.folder))
  }
  return links
}

function found(
  relinker: Relinker,
  entries: PlacedEntry[],
  links: (Link | null)[],
  notes: ImportNote[]
): Found {
  const count = (by: string): number => links.filter(link => link?.by === by).length
  const lost = entries.flatMap((_, i) => (links[i] === null ? [i] : []))
  return {
    matched: { byPath: count('path'), byTail: count('tail'), byTags: count('tags') },
    notFound: lost.slice(0, mostReported).map(at => ({
      at,
      line: entries[at]!.line,
      path: shownPath(entries[at]!),
      title: entries[at]!.title,
      guesses: relinker.guesses(entries[at]!)
    })),
    notFoundTotal: lost.length,
    notes
  }
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
