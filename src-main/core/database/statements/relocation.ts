import { isWithin, pathFromBytes, pathToBytes } from '../../files/paths.ts'
import type { Database } from '../open.ts'
import { oneTrackStatements } from './one-track.ts'

/** A track that may have another place now. */
export interface PlacedTrack {
  id: number
  path: string
  size: number
  contentId: Uint8Array
}

/** Where a track goes. `mtime`: of the file as it is there; null: no file is known there, the track is away. */
export interface Relink {
  track: PlacedTrack
  path: string
  mtime: number | null
}

export interface RelocationStatements {
  /** Tracks at or below a path as it is written, whatever separates its parts; of removed folders as well. */
  tracks(from: string, separator: string): PlacedTrack[]
  /**
   * Gives tracks, folders, the journal, plans and lost entries of playlists their new paths, in one transaction. A
   * track that was found in the new place already is one with the one that moves: its marks, plays and places in
   * playlists go over to it.
   */
  apply(links: readonly Relink[], move: Move): void
}

interface Move {
  from: string
  separator: string
  to: string
  /** The new path of what lies at or below `from`. */
  map(path: string): string
  now: number
}

export function relocationStatements(db: Database): RelocationStatements {
  const below = db.prepare<Range, { id: number; path: Buffer; size: number; contentId: Buffer }>(
    `SELECT id, path, size, content_id AS contentId FROM tracks
     WHERE path = @at OR (path >= @first AND path < @end) ORDER BY id`
  )
  const folders = db.prepare<Range, { id: number; path: Buffer }>(
    `SELECT id, path FROM folders WHERE path = @at OR (path >= @first AND path < @end) ORDER BY id`
  )
  const allFolders = db.prepare<[], { id: number; path: Buffer }>(
    `SELECT id, path FROM folders WHERE state <> 'removed' ORDER BY length(path) DESC, id`
  )
  const folderAt = db.prepare<[Buffer], number>('SELECT id FROM folders WHERE path = ?').pluck()
  const moveFolder = db.prepare<[Buffer, number]>('UPDATE folders SET path = ? WHERE id = ?')
  const useFolder = db.prepare<[number]>(
    `UPDATE folders SET state = 'present' WHERE id = ? AND state = 'missing'`
  )
  const addFolder = db.prepare<[Buffer, number]>(
    `INSERT INTO folders (path, added_at) VALUES (?, ?) ON CONFLICT (path) DO UPDATE SET state = 'present'`
  )
  const retireFolder = db.prepare<[number]>(`UPDATE folders SET state = 'removed' WHERE id = ?`)
  const takeTracks = db.prepare<[number, number]>('UPDATE tracks SET folder_id = ? WHERE folder_id = ?')
  const trackAt = db.prepare<[Buffer], number>('SELECT id FROM tracks WHERE path = ?').pluck()
  const park = db.prepare<[Buffer, number]>('UPDATE tracks SET path = ? WHERE id = ?')
  const place = db.prepare<Record<string, unknown>>(
    `UPDATE tracks SET path = @path, path_text = @pathText, folder_id = coalesce(@folderId, folder_id),
       mtime = coalesce(@mtime, mtime), available = @mtime IS NOT NULL WHERE id = @id`
  )
  const tracks = oneTrackStatements(db)
  const forgetFailures = db.prepare<Range>(
    'DELETE FROM failures WHERE path = @at OR (path >= @first AND path < @end)'
  )
  const loose = {
    writes: listed(db, 'tag_writes', 'path'),
    temporaries: listed(db, 'tag_writes', 'temporary'),
    planFiles: listed(db, 'plan_files', 'path'),
    entries: listed(db, 'playlist_entries', 'path')
  }
  const planTime = db.prepare<[number, number, Buffer]>(
    'UPDATE plan_files SET mtime = ? WHERE id = ? AND content_id = ?'
  )

  const apply = db.transaction((links: readonly Relink[], move: Move): void => {
    const range = rangeOf(move.from, move.separator)
    const byOld = new Map(links.map(link => [link.track.path, link]))
    const mapped = (path: string): string => byOld.get(path)?.path ?? move.map(path)
    addFolder.run(pathToBytes(move.to), move.now)
    const target = folderAt.get(pathToBytes(move.to))!
    for (const folder of folders.all(range)) moveOne(folder, target, move)
    const known = allFolders.all().map(({ id, path }) => ({ id, path: pathFromBytes(path) }))
    const moving = new Set(links.map(({ track }) => track.id))
    // Away first: one may take the path that another is about to leave.
    for (const { track } of links) park.run(Buffer.from(`\0${track.id}`), track.id)
    for (const { track, path, mtime } of links) {
      const other = trackAt.get(pathToBytes(path))
      if (other !== undefined && !moving.has(other)) tracks.takeOver(track.id, other)
      const owner = known.find(folder => isWithin(path, folder.path))
      const pathText = path
        .slice(owner?.path.length ?? 0)
        .replace(/^[/\\]/, '')
        .toWellFormed()
      place.run({ id: track.id, path: pathToBytes(path), pathText, folderId: owner?.id ?? null, mtime })
    }
    for (const { id, path } of loose.planFiles.all(range)) {
      const link = byOld.get(path)
      // What was reviewed may still be written: it is the same file.
      if (link?.mtime) planTime.run(link.mtime, id, Buffer.from(link.track.contentId))
    }
    for (const table of Object.values(loose)) {
      for (const { id, path } of table.all(range)) table.set(mapped(path), id)
    }
    forgetFailures.run(range)
  })

  function moveOne({ id, path }: { id: number; path: Buffer }, target: number, { map }: Move): void {
    if (id === target) return
    const to = pathToBytes(map(pathFromBytes(path)))
    const there = folderAt.get(to)
    if (there === undefined) moveFolder.run(to, id)
    else {
      takeTracks.run(there, id)
      retireFolder.run(id)
    }
    useFolder.run(there ?? id)
  }

  return {
    tracks: (from, separator) =>
      below.all(rangeOf(from, separator)).map(row => ({ ...row, path: pathFromBytes(row.path) })),
    apply: (links, move) => apply.immediate(links, move)
  }
}

interface Range {
  at: Buffer
  first: Buffer
  end: Buffer
}

/** What lies at or below a path, in bytes. */
function rangeOf(from: string, separator: string): Range {
  const first = pathToBytes(from.endsWith(separator) ? from : from + separator)
  const end = Buffer.from(first)
  end[end.length - 1]! += 1
  return { at: pathToBytes(from), first, end }
}

interface LoosePaths {
  all(range: Range): { id: number; path: string }[]
  set(path: string, id: number): void
}

/** The paths of a table that are no key of it. */
function listed(db: Database, table: string, column: string): LoosePaths {
  const all = db.prepare<Range, { id: number; path: Buffer }>(
    `SELECT id, ${column} AS path FROM ${table} WHERE ${column} = @at OR (${column} >= @first AND ${column} < @end)`
  )
  const set = db.prepare<[Buffer, number]>(`UPDATE ${table} SET ${column} = ? WHERE id = ?`)
  return {
    all: (range: Range) => all.all(range).map(row => ({ ...row, path: pathFromBytes(row.path) })),
    set: (path: string, id: number) => void set.run(pathToBytes(path), id)
  }
}
