import type { ImportReport } from '#contract/playlists.ts'
import type { ParsedInput } from '#contract/requests.ts'
import { EarshotError } from '#contract/errors.ts'
import type { Database } from '../../database/open.ts'
import { playlistEntryStatements } from '../../database/statements/playlist-entries.ts'
import { playStatements } from '../../database/statements/plays.ts'
import type { PlaylistEditor } from '../edit/editor.ts'
import type { PreparedEntry } from './prepare.ts'
import type { PlaylistReader, ReadList } from './reader-thread.ts'

export interface ImportPorts {
  db: Database
  editor: PlaylistEditor
  /** Reads files, and finds their tracks, beside this thread. */
  openReader(): PlaylistReader
}

/** Entries of one transaction, between which others are answered. */
const stepEntries = 1000

/**
 * Brings all playlists of a file over or none. What is large about it is read in a thread and written in small steps;
 * until the last one the playlists are hidden. Throws not-found, no-access, too-large, bad-request, cancelled.
 */
export async function importPlaylists(
  ports: ImportPorts,
  input: ParsedInput<'playlists.import'>,
  signal: AbortSignal
): Promise<ImportReport[]> {
  const { editor } = ports
  const reader = ports.openReader()
  // What was being brought in when an Earshot before this one ended.
  editor.dropHidden()
  try {
    const lists = await reader.read(input, signal)
    const reports: ImportReport[] = []
    for (const [at, list] of lists.entries()) reports.push(await write(ports, reader, at, list, signal))
    editor.show(reports.map(({ playlistId }) => playlistId))
    return reports
  } catch (thrown) {
    editor.dropHidden()
    throw thrown
  } finally {
    await reader.close()
  }
}

async function write(
  { db, editor }: ImportPorts,
  reader: PlaylistReader,
  at: number,
  { name, rules, entries: count, found }: ReadList,
  signal: AbortSignal
): Promise<ImportReport> {
  const plays = playStatements(db)
  const playlistId = editor.createHidden(name, rules)
  const lost = new Map(found.notFound.map(entry => [entry.at, 0]))
  const put = db.transaction((entries: PreparedEntry[], from: number) => {
    const ids = editor.append(playlistId, entries, from)
    ids.forEach((id, i) => lost.has(from + i) && lost.set(from + i, id))
    for (const { trackId, played } of entries) if (trackId !== null && played) plays.merge(trackId, played)
  })
  for (let from = 0; from < count; from += stepEntries) {
    const entries = await reader.entries(at, from, stepEntries, signal)
    if (signal.aborted) throw new EarshotError('cancelled', 'Cancelled.')
    put.immediate(entries, from)
  }
  return {
    ...found,
    playlistId,
    name,
    entries: count,
    notFound: found.notFound.map(({ at: place, ...rest }) => ({ entryId: lost.get(place)!, ...rest }))
  }
}

/** Looks again for the tracks of entries that have none. */
export async function relink(
  { db, editor, openReader }: ImportPorts,
  playlistId: number,
  signal: AbortSignal
): Promise<ImportReport> {
  const { name } = editor.require(playlistId)
  const statements = playlistEntryStatements(db)
  const reader = openReader()
  try {
    const { links, entryIds, found } = await reader.relink(playlistId, signal)
    const set = db.transaction((some: typeof links) => {
      for (const { entryId, trackId } of some) statements.setTrack(entryId, trackId)
    })
    for (let from = 0; from < links.length; from += stepEntries) {
      set.immediate(links.slice(from, from + stepEntries))
      await new Promise(resolve => setImmediate(resolve))
    }
    const notFound = found.notFound.map(({ at, ...rest }) => ({ entryId: entryIds[at]!, ...rest }))
    return { ...found, playlistId, name, entries: entryIds.length, notFound }
  } finally {
    await reader.close()
  }
}
