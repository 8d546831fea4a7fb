import { join } from 'node:path'
import { statSync } from 'node:fs'
import type { Database } from '../../../src-main/core/database/open.ts'
import { folderStatements } from '../../../src-main/core/database/statements/folders.ts'
import { trackStatements } from '../../../src-main/core/database/statements/tracks.ts'
import { AudioFile } from '../../../src-main/core/scan/audio-file.ts'
import { contentIdentity } from '../../../src-main/core/scan/content-identity.ts'
import { writeWav } from '../../support/audio.ts'
import { sampleTrack } from '../../support/database.ts'

/** Writes so many short, different tracks and enters them as a scan would. */
export function fillLibrary(db: Database, folder: string, count: number, seconds = 11): number[] {
  const sound = (hz: number) => ({ seconds, hz, sampleRate: 16_000, channels: 1 })
  return enter(
    db,
    folder,
    Array.from({ length: count }, (_, i) => writeWav(join(folder, `${i}.wav`), sound(200 + 50 * i)))
  )
}

/** Enters files as a scan would. */
export function enter(db: Database, folder: string, paths: string[]): number[] {
  const folderId = folderStatements(db).add(folder, 1).id
  const tracks = trackStatements(db)
  return paths.map(path => {
    const facts = statSync(path, { throwIfNoEntry: false })
    if (facts === undefined) return tracks.insert(sampleTrack({ folderId, path, duration: null }), 1)
    const file = new AudioFile(path)
    const [size, mtime, contentId] = [file.size, file.mtime, contentIdentity(file)]
    file.close()
    return tracks.insert(sampleTrack({ folderId, path, size, mtime, contentId, duration: null }), 1)
  })
}
