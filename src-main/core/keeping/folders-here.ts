import type { LibraryDocument } from '#contract/library-document.ts'
import type { Database } from '../database/open.ts'
import { folderStatements } from '../database/statements/folders.ts'
import { ownedStatements } from '../database/statements/owned.ts'
import { isWithin } from '../files/paths.ts'

/**
 * The folders of a document as they are numbered here: the one of the same path, else the one that holds the most of
 * its tracks. Those that are not here are left out.
 */
export function foldersHere(
  db: Database,
  { folders, tracks }: Pick<LibraryDocument, 'folders' | 'tracks'>,
  ids: readonly (number | null)[]
): Map<number, number> {
  const known = new Map(
    folderStatements(db)
      .all()
      .map(({ path, id }) => [path, id])
  )
  const { tracks: kept } = ownedStatements(db)
  const here = new Map<number, number>()
  for (const { number, path } of folders) {
    const inIt = tracks.flatMap((track, i) => (isWithin(track.path, path) ? (ids[i] ?? []) : []))
    const counts = new Map<number, number>()
    for (const { folderId } of kept(inIt)) counts.set(folderId, (counts.get(folderId) ?? 0) + 1)
    const [most] = [...counts].sort((a, b) => b[1] - a[1])
    const id = known.get(path) ?? most?.[0]
    if (id !== undefined) here.set(number, id)
  }
  return here
}
