import type { Database } from '../open.ts'
import { pathToBytes } from '../../files/paths.ts'
import type { FileStamp } from './plan-files.ts'

export interface OwnWriteStatements {
  /**
   * A file has new tags around the same audio: what was heard and measured of it holds, and what could not be heard
   * is not tried again.
   */
  sameAudio(track: { id: number; path: string }, before: FileStamp, after: FileStamp): void
}

export function ownWriteStatements(db: Database): OwnWriteStatements {
  const sameContent = 'SET content_id = @contentId WHERE track_id = @id AND content_id = @oldContentId'
  const analysed = db.prepare<Record<string, unknown>>(`UPDATE analyses ${sameContent}`)
  const measured = db.prepare<Record<string, unknown>>(`UPDATE measurements ${sameContent}`)
  const failures = db.prepare<Record<string, unknown>>(
    `UPDATE failures SET size = @size, mtime = @mtime
     WHERE path = @path AND stage IN ('decode', 'embed') AND size = @oldSize AND mtime = @oldMtime`
  )
  return {
    sameAudio: ({ id, path }, before, after) => {
      const contents = {
        contentId: Buffer.from(after.contentId),
        oldContentId: Buffer.from(before.contentId)
      }
      analysed.run({ id, ...contents })
      measured.run({ id, ...contents })
      failures.run({
        path: pathToBytes(path),
        size: after.size,
        mtime: after.mtime,
        oldSize: before.size,
        oldMtime: before.mtime
      })
    }
  }
}
