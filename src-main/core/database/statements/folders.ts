import type { Folder } from '#contract/entities.ts'
import type { Database } from '../open.ts'
import { isWithin, pathFromBytes, pathToBytes, rangeBelow } from '../../files/paths.ts'

interface FolderRow {
  id: number
  path: Buffer
  state: 'present' | 'missing'
  addedAt: number
  scannedAt: number | null
  tracks: number
}

export interface FolderStatements {
  /** Folders in use, oldest first, with the number of their tracks (available or not). */
  all(): Folder[]
  byId(id: number): Folder | null
  /** Adds a folder, or takes a removed one up again, with all tracks known below it. */
  add(path: string, now: number): Folder
  /** Hides a folder. Its tracks go to the folder around it where there is one; otherwise they stay, unseen. */
  remove(id: number): void
  setState(id: number, state: 'present' | 'missing'): void
  setScanned(id: number, now: number): void
}

const columns = `id, path, state, added_at AS addedAt, scanned_at AS scannedAt,
  (SELECT count(*) FROM tracks WHERE folder_id = folders.id) -
    (SELECT count(*) FROM left_tracks CROSS JOIN tracks ON tracks.id = left_tracks.track_id
     WHERE folder_id = folders.id) AS tracks`

export function folderStatements(db: Database): FolderStatements {
  const all = db.prepare<[], FolderRow>(
    `SELECT ${columns} FROM folders WHERE state <> 'removed' ORDER BY added_at, id`
  )
  const byId = db.prepare<[number], FolderRow>(
    `SELECT ${columns} FROM folders WHERE id = ? AND state <> 'removed'`
  )
  const insert = db
    .prepare<[Buffer, number], number>(
      `INSERT INTO folders (path, added_at) VALUES (?, ?)
       ON CONFLICT (path) DO UPDATE SET state = 'present' RETURNING id`
    )
    .pluck()
  const setState = db.prepare<[string, number]>(
    `UPDATE folders SET state = ? WHERE id = ? AND state <> 'removed'`
  )
  const setScanned = db.prepare<[number, number]>('UPDATE folders SET scanned_at = ? WHERE id = ?')
  const takeOver = db.prepare<[number, Buffer, Buffer, string]>(
    `UPDATE tracks SET folder_id = ? WHERE path >= ? AND path < ?
     AND folder_id IN (SELECT id FROM folders WHERE state = 'removed' UNION SELECT value FROM json_each(?))`
  )

  /** A track belongs to the innermost folder in use that it lies below. */
  const claim = (folder: Folder): void => {
    const around = statements
      .all()
      .filter(other => other.id !== folder.id && isWithin(folder.path, other.path))
    const { first, end } = rangeBelow(folder.path)
    takeOver.run(folder.id, first, end, JSON.stringify(around.map(other => other.id)))
  }

  const statements: FolderStatements = {
    all: () => all.all().map(toFolder),
    byId: id => {
      const row = byId.get(id)
      return row === undefined ? null : toFolder(row)
    },
    add: db.transaction((path: string, now: number) => {
      const id = insert.get(pathToBytes(path), now)!
      claim(toFolder(byId.get(id)!))
      return toFolder(byId.get(id)!)
    }),
    remove: db.transaction((id: number) => {
      const removed = statements.byId(id)
      if (removed === null) return
      setState.run('removed', id)
      const heirs = statements.all().filter(folder => isWithin(removed.path, folder.path))
      const innermost = heirs.sort((a, b) => b.path.length - a.path.length)[0]
      if (innermost !== undefined) claim(innermost)
    }),
    setState: (id, state) => void setState.run(state, id),
    setScanned: (id, now) => void setScanned.run(now, id)
  }
  return statements
}

function toFolder(row: FolderRow): Folder {
  return { ...row, path: pathFromBytes(row.path) }
}
