import type { DocumentReport, LibraryDocument } from '#contract/library-document.ts'
import { EarshotError } from '#contract/errors.ts'
import type { Database } from '../database/open.ts'
import { ownedStatements } from '../database/statements/owned.ts'
import { segments } from '../playlists/files/candidates.ts'
import { noEntry } from '../playlists/files/playlist-file.ts'
import { Relinker } from '../playlists/files/relink.ts'

/** Tracks of a document as they are numbered here; null for those that are not here. */
export interface FoundTracks {
  ids: (number | null)[]
  found: DocumentReport['tracks']
}

/** Tracks between two breaths. */
const stretch = 500

/**
 * Finds the tracks of a document: by their content, the likest path where several have it; by their path; then as those
 * of playlist files are found, by the end of the path or by names and length.
 */
export async function findTracks(
  db: Database,
  tracks: LibraryDocument['tracks'],
  signal: AbortSignal
): Promise<FoundTracks> {
  const { withContent } = ownedStatements(db)
  const relinker = new Relinker(db)
  const found = { byContent: 0, byPath: 0, byNames: 0, notFound: 0 }
  const ids: (number | null)[] = []
  for (const [i, { content, ...track }] of tracks.entries()) {
    if (i % stretch === 0) await breathe(signal)
    const same = likest(withContent(Buffer.from(content, 'hex')), track.path)
    const link = same === null ? relinker.find({ ...noEntry, ...track }, null) : null
    if (same !== null) found.byContent++
    else if (link === null) found.notFound++
    else found[link.by === 'path' ? 'byPath' : 'byNames']++
    ids.push(same ?? link?.trackId ?? null)
  }
  return { ids, found }
}

function likest(some: readonly { id: number; path: string }[], path: string): number | null {
  if (some.length < 2) return some[0]?.id ?? null
  const wanted = segments(path).reverse()
  const likeness = (one: { path: string }): number => {
    const parts = segments(one.path).reverse()
    const end = parts.findIndex((part, i) => part !== wanted[i])
    return one.path === path ? Infinity : end < 0 ? parts.length : end
  }
  return some.toSorted((a, b) => likeness(b) - likeness(a))[0]!.id
}

async function breathe(signal: AbortSignal): Promise<void> {
  await new Promise(resolve => setImmediate(resolve))
  if (signal.aborted) throw new EarshotError('cancelled', 'Cancelled.')
}
