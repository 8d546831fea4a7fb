import type { EntryReason } from '#contract/reasons.ts'
import type { Database } from '../open.ts'
import { pathFromBytes, pathToBytes } from '../../files/paths.ts'

/** A new place: a track of the library, or a file that is not in it. */
export interface NewEntry {
  trackId: number | null
  path: string
  title: string
  artist: string
  duration: number | null
  locked?: boolean
  reason: EntryReason | null
}

/** The stack of edits, as JSON. */
interface StoredEdit {
  id: number
  change: string
}

export interface PlaylistEntryStatements {
  /** Without a position it is in no order until `place` gives it one. */
  insert(playlistId: number, entry: NewEntry, position?: number): number
  /** As `insert`, with what is known of the track; null where there is no such track. */
  insertTrack(
    playlistId: number,
    trackId: number,
    reason: EntryReason | null,
    position?: number
  ): number | null
  order(playlistId: number): { id: number; locked: boolean }[]
  place(id: number, position: number | null): void
  shift(playlistId: number, from: number, by: number): void
  setLocked(id: number, locked: boolean): void
  setTrack(id: number, trackId: number): void
  /** Entries in order that have no track. */
  lost(
    playlistId: number
  ): { id: number; path: string; title: string; artist: string; duration: number | null }[]
  removeUnplaced(playlistId: number, keep: number[]): void
  /** What is known of the tracks goes into the entries, and lost ones whose file is back find their track. */
  settle(): number
  edits(playlistId: number): StoredEdit[]
  newestEdit(playlistId: number): StoredEdit | null
  oldestUndone(playlistId: number): StoredEdit | null
  addEdit(playlistId: number, change: string, now: number): void
  setUndone(id: number, undone: boolean): void
  removeUndone(playlistId: number): number
  removeEdit(id: number): void
}

const reasonColumn = (reason: EntryReason | null): string | null =>
  reason === null ? null : JSON.stringify(reason)

export function playlistEntryStatements(db: Database): PlaylistEntryStatements {
  const insert = db.prepare<Record<string, unknown>>(
    `INSERT INTO playlist_entries (playlist_id, position, track_id, path, title, artist, duration, locked, reason)
     VALUES (@playlistId, @position, @trackId, @path, @title, @artist, @duration, @locked, @reason)`
  )
  const insertTrack = db.prepare<Record<string, unknown>>(
    `INSERT INTO playlist_entries (playlist_id, position, track_id, path, title, artist, duration, reason)
     SELECT @playlistId, @position, id, path, title, artist, duration, @reason FROM tracks WHERE id = @trackId`
  )
  const order = db
    .prepare<[number], [number, number]>(
      `SELECT id, locked FROM playlist_entries WHERE playlist_id = ? AND position IS NOT NULL ORDER BY position`
    )
    .raw()
  const place = db.prepare<[number | null, number]>('UPDATE playlist_entries SET position = ? WHERE id = ?')
  const shift = db.prepare<[number, number, number]>(
    'UPDATE playlist_entries SET position = position + ? WHERE playlist_id = ? AND position >= ?'
  )
  const setLocked = db.prepare<[number, number]>('UPDATE playlist_entries SET locked = ? WHERE id = ?')
  const setTrack = db.prepare<[number, number]>('UPDATE playlist_entries SET track_id = ? WHERE id = ?')
  const lost = db.prepare<
    [number],
    { id: number; path: Buffer; title: string; artist: string; duration: number | null }
  >(
    `SELECT id, path, title, artist, duration FROM playlist_entries
     WHERE playlist_id = ? AND position IS NOT NULL AND track_id IS NULL ORDER BY position`
  )
  const removeUnplaced = db.prepare<[number, string]>(
    `DELETE FROM playlist_entries WHERE playlist_id = ? AND position IS NULL
       AND id NOT IN (SELECT value FROM json_each(?))`
  )
  const found = db.prepare<[]>(
    `UPDATE playlist_entries SET track_id = t.id FROM tracks t
     WHERE playlist_entries.track_id IS NULL AND t.path = playlist_entries.path`
  )
  const known = db.prepare<[]>(
    `UPDATE playlist_entries AS e SET path = t.path, title = t.title, artist = t.artist, duration = t.duration
     FROM tracks t WHERE t.id = e.track_id AND (e.path, e.title, e.artist, e.duration)
       IS NOT (t.path, t.title, t.artist, t.duration)`
  )
  const edits = db.prepare<[number], StoredEdit>(
    'SELECT id, change FROM playlist_edits WHERE playlist_id = ? ORDER BY id'
  )
  const newestEdit = db.prepare<[number], StoredEdit>(
    'SELECT id, change FROM playlist_edits WHERE playlist_id = ? AND undone = 0 ORDER BY id DESC LIMIT 1'
  )
  const oldestUndone = db.prepare<[number], StoredEdit>(
    'SELECT id, change FROM playlist_edits WHERE playlist_id = ? AND undone = 1 ORDER BY id LIMIT 1'
  )
  const addEdit = db.prepare<[number, string, number]>(
    'INSERT INTO playlist_edits (playlist_id, change, at) VALUES (?, ?, ?)'
  )
  const setUndone = db.prepare<[number, number]>('UPDATE playlist_edits SET undone = ? WHERE id = ?')
  const removeUndone = db.prepare<[number]>('DELETE FROM playlist_edits WHERE playlist_id = ? AND undone = 1')
  const removeEdit = db.prepare<[number]>('DELETE FROM playlist_edits WHERE id = ?')

  return {
    insert: (playlistId, { locked = false, reason, ...entry }, position) =>
      Number(
        insert.run({
          playlistId,
          position: position ?? null,
          ...entry,
          path: pathToBytes(entry.path),
          title: entry.title.toWellFormed(),
          artist: entry.artist.toWellFormed(),
          locked: locked ? 1 : 0,
          reason: reasonColumn(reason)
        }).lastInsertRowid
      ),
    insertTrack: (playlistId, trackId, reason, position) => {
      const { changes, lastInsertRowid } = insertTrack.run({
        playlistId,
        trackId,
        reason: reasonColumn(reason),
        position: position ?? null
      })
      return changes === 0 ? null : Number(lastInsertRowid)
    },
    order: playlistId => order.all(playlistId).map(([id, locked]) => ({ id, locked: locked === 1 })),
    place: (id, position) => void place.run(position, id),
    shift: (playlistId, from, by) => void shift.run(by, playlistId, from),
    setLocked: (id, locked) => void setLocked.run(locked ? 1 : 0, id),
    setTrack: (id, trackId) => void setTrack.run(trackId, id),
    lost: playlistId => lost.all(playlistId).map(row => ({ ...row, path: pathFromBytes(row.path) })),
    removeUnplaced: (playlistId, keep) => void removeUnplaced.run(playlistId, JSON.stringify(keep)),
    settle: () => found.run().changes + known.run().changes,
    edits: playlistId => edits.all(playlistId),
    newestEdit: playlistId => newestEdit.get(playlistId) ?? null,
    oldestUndone: playlistId => oldestUndone.get(playlistId) ?? null,
    addEdit: (playlistId, change, now) => void addEdit.run(playlistId, change, now),
    setUndone: (id, undone) => void setUndone.run(undone ? 1 : 0, id),
    removeUndone: playlistId => removeUndone.run(playlistId).changes,
    removeEdit: id => void removeEdit.run(id)
  }
}
