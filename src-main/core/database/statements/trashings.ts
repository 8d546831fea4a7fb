import { pathFromBytes, pathToBytes } from '../../files/paths.ts'
import type { TrashInfo } from '../../files/trash-info.ts'
import type { Database } from '../open.ts'
import type { FileStamp } from './plan-files.ts'

/** A file that goes to the trash, or comes back, by its write in the journal. */
export interface Trashing {
  writeId: number
  trackId: number
  keepId: number
  /** The file in the trash. */
  place: string
  info: TrashInfo | null
  stamp: FileStamp
  /** The write that put it there, where this one takes it back. */
  undoes: number | null
}

interface Row extends FileStamp {
  writeId: number
  trackId: number
  keepId: number
  place: Buffer
  info: Buffer | null
  origin: string
  undoes: number | null
}

export interface TrashingStatements {
  add(trashing: Trashing): void
  byWrite(writeId: number): Trashing | null
}

export function trashingStatements(db: Database): TrashingStatements {
  const add = db.prepare<Row>(
    `INSERT INTO trashings (write_id, track_id, keep_id, place, info, origin, size, mtime, content_id, undoes)
     VALUES (@writeId, @trackId, @keepId, @place, @info, @origin, @size, @mtime, @contentId, @undoes)`
  )
  const byWrite = db.prepare<[number], Row>(
    `SELECT write_id AS writeId, track_id AS trackId, keep_id AS keepId, place, info, origin, size, mtime,
       content_id AS contentId, undoes FROM trashings WHERE write_id = ?`
  )
  return {
    add: ({ place, info, stamp, ...rest }) =>
      void add.run({
        ...rest,
        ...stamp,
        contentId: Buffer.from(stamp.contentId),
        place: pathToBytes(place),
        info: info === null ? null : pathToBytes(info.path),
        origin: info?.origin ?? ''
      }),
    byWrite: writeId => {
      const row = byWrite.get(writeId)
      if (row === undefined) return null
      const { place, info, origin, size, mtime, contentId, ...rest } = row
      return {
        ...rest,
        place: pathFromBytes(place),
        info: info === null ? null : { path: pathFromBytes(info), origin },
        stamp: { size, mtime, contentId }
      }
    }
  }
}
