import { pathToBytes } from '../../files/paths.ts'
import type { Database } from '../open.ts'
import { oneTrackStatements } from './one-track.ts'
import { filesAt } from './plan-changes.ts'

/** What the library knows of an album as a whole. */
export interface AlbumSize {
  album: string
  albumArtist: string
  /** The highest numbers on it. */
  discs: number | null
  tracks: number | null
}

/** A move of a file that was done. */
interface DoneMove {
  from: string
  to: string
  /** The folder of the library it is in now, and its path below it. */
  folderId: number | null
  pathText: string
}

export interface MoveStatements {
  albumSizes(): AlbumSize[]
  /**
   * What goes by the path of a file follows it: the track, which keeps its number and all that hangs on that; what could
   * not be heard of it; open plans. Gives the track; null for a file that is none.
   */
  follow(move: DoneMove): number | null
}

export function moveStatements(db: Database): MoveStatements {
  const albumSizes = db.prepare<[], AlbumSize>(
    `SELECT album, album_artist AS albumArtist, max(disc_number) AS discs, max(track_number) AS tracks
     FROM visible_tracks WHERE album <> '' GROUP BY album, album_artist`
  )
  const trackAt = db.prepare<[Buffer], number>('SELECT id FROM tracks WHERE path = ?').pluck()
  const place = db.prepare<Record<string, unknown>>(
    `UPDATE tracks SET path = @to, path_text = @pathText, folder_id = coalesce(@folderId, folder_id), available = 1
     WHERE id = @id`
  )
  const failures = db.prepare<[Buffer, Buffer]>('UPDATE OR REPLACE failures SET path = ? WHERE path = ?')
  const planFiles = db.prepare<Record<string, unknown>>(
    `UPDATE OR IGNORE plan_files SET path = @to WHERE ${filesAt}`
  )
  const tracks = oneTrackStatements(db)

  return {
    albumSizes: () => albumSizes.all(),
    follow: ({ from, to, folderId, pathText }) => {
      const [was, is] = [pathToBytes(from), pathToBytes(to)]
      const id = trackAt.get(was) ?? null
      const there = trackAt.get(is) ?? null
      // Nothing was there, so the file of that one is gone: what is known of it is of the path.
      if (id !== null && there !== null && there !== id) tracks.takeOver(id, there)
      if (id !== null) place.run({ id, to: is, pathText: pathText.toWellFormed(), folderId })
      failures.run(is, was)
      planFiles.run({ path: was, to: is })
      return id
    }
  }
}
