import type { TrackTags } from '#contract/edits.ts'
import { toFailure } from '#contract/errors.ts'
import type { Database } from '../../database/open.ts'
import { trackStatements } from '../../database/statements/tracks.ts'
import type { WriterThread } from '../write/writer-thread.ts'

interface Reading {
  db: Database
  thread: WriterThread
  ids: readonly number[]
  /** How the library reads texts that do not say how they are encoded. */
  charset: string
  signal: AbortSignal
}

/** What the files of these tracks say, one after the other. A file that cannot be read says why. */
export async function readTracks({ db, thread, ids, charset, signal }: Reading): Promise<TrackTags[]> {
  const read: TrackTags[] = []
  for (const { id, path, size } of trackStatements(db).byIds(ids)) {
    signal.throwIfAborted()
    try {
      const { container, fields, custom } = await thread.run('read', { path, charset }, size)
      read.push({ id, path, container, fields, custom, failure: null })
    } catch (thrown) {
      read.push({ id, path, container: null, fields: {}, custom: [], failure: toFailure(thrown) })
    }
  }
  return read
}
