import { CoversThread } from '../../../core/covers/covers-thread.ts'
import { feelingStatements } from '../../../core/database/statements/feelings.ts'
import { trackStatements } from '../../../core/database/statements/tracks.ts'
import type { Base } from '../../base.ts'
import type { Family } from '../../wire/handler.ts'
import { workerFile } from '../../workers/worker-files.ts'

interface CoversFeature {
  handlers: Family<'covers'>
  close(): Promise<void>
}

/** The pictures of tracks. */
export function openCovers({
  db,
  dataFolder,
  models
}: Pick<Base, 'db' | 'dataFolder' | 'models'>): CoversFeature {
  const tracks = trackStatements(db)
  const feelings = feelingStatements(db)
  const thread = new CoversThread(workerFile('covers'), dataFolder)
  return {
    handlers: {
      'covers.thumbnails': async ({ ids, size }, signal) => {
        const asks = tracks
          .byIds(ids)
          .filter(({ available }) => available)
          .map(({ id, path, mtime }) => ({ id, path, mtime }))
        const { hashes, pictures } = await thread.thumbnails(asks, size, signal)
        const bare = hashes.filter(({ hash }) => hash === null).map(({ id }) => id)
        const sounds = models.id === null ? [] : feelings.byTracks(bare, models.id)
        const soundOf = new Map(sounds.map(({ id, energy, valence }) => [id, { energy, valence }]))
        return { tracks: hashes.map(one => ({ ...one, sound: soundOf.get(one.id) ?? null })), pictures }
      }
    },
    close: () => thread.close()
  }
}
