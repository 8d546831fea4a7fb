import type { Database } from '../../../src-main/core/database/open.ts'
import { folderStatements } from '../../../src-main/core/database/statements/folders.ts'
import { trackStatements, type TrackRecord } from '../../../src-main/core/database/statements/tracks.ts'
import { sampleTrack } from '../../support/database.ts'

/** Puts tracks with these paths into the database and gives their ids. */
export function addTracks(
  db: Database,
  folder: string,
  tracks: (Partial<TrackRecord> & { path: string })[]
): number[] {
  const folders = folderStatements(db)
  const folderId = folders.all().find(({ path }) => path === folder)?.id ?? folders.add(folder, 0).id
  const statements = trackStatements(db)
  return tracks.map(track => statements.insert(sampleTrack({ folderId, ...track }), 0))
}
