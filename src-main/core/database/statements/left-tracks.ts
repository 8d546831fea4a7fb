import type { LeftTrack } from '#contract/left-out.ts'
import { pathFromBytes } from '../../files/paths.ts'
import type { Database } from '../open.ts'

/** A track that left because another file of its recording is kept. */
interface Aside {
  trackId: number
  keepId: number
  /** Its write in the journal. */
  writeId: number
  at: number
}

/** Tracks that are in a folder of the library and not in the library. */
export interface LeftTrackStatements {
  /** Somebody leaves them out. Gives how many were shown until now. */
  leave(ids: readonly number[], at: number): number
  /** They are shown again. Gives how many somebody had left out. */
  takeBack(ids: readonly number[]): number
  /** Those that somebody left out, newest first. */
  list(offset: number, limit: number): LeftTrack[]
  count(): number
  /** As they go into another library. */
  asked(): { trackId: number; at: number }[]
  asides(): Aside[]
  /** As it came from another library: what was handed over came by itself. False where it is not shown here. */
  setAside(aside: Aside): boolean
}

interface Row extends Omit<LeftTrack, 'path' | 'available'> {
  path: Buffer
  available: number
}

/** A double comes back by the history; once that has forgotten it, as if somebody had left it out. */
const byHand = `(left_tracks.reason = 'asked' OR NOT EXISTS (SELECT 1 FROM handovers WHERE handovers.track_id = left_tracks.track_id))`

const shown = `FROM left_tracks CROSS JOIN tracks ON tracks.id = left_tracks.track_id
  WHERE ${byHand} AND folder_id NOT IN (SELECT id FROM folders WHERE state = 'removed')`

const handedBefore = JSON.stringify({ entries: [], tags: [], listening: null })

export function leftTrackStatements(db: Database): LeftTrackStatements {
  const leave = db.prepare<[number, 'asked' | 'double', string]>(
    `INSERT INTO left_tracks (track_id, at, reason)
     SELECT visible_tracks.id, ?, ? FROM json_each(?) AS asked
     CROSS JOIN visible_tracks ON visible_tracks.id = asked.value GROUP BY visible_tracks.id`
  )
  const takeBack = db.prepare<[string]>(
    `DELETE FROM left_tracks WHERE ${byHand} AND track_id IN (SELECT value FROM json_each(?))`
  )
  // What looks at changed tracks has to look at these.
  const touch = db.prepare<[string]>(
    'UPDATE tracks SET scanned_at = scanned_at WHERE id IN (SELECT value FROM json_each(?))'
  )
  const list = db.prepare<[number, number], Row>(
    `SELECT tracks.id, title, artist, album, path, available, left_tracks.at ${shown}
     ORDER BY left_tracks.at DESC, path LIMIT ? OFFSET ?`
  )
  const count = db.prepare<[], number>(`SELECT count(*) ${shown}`).pluck()
  const asked = db.prepare<[], { trackId: number; at: number }>(
    `SELECT track_id AS trackId, at FROM left_tracks WHERE ${byHand} ORDER BY track_id`
  )
  const asides = db.prepare<[], Aside>(
    `SELECT left_tracks.track_id AS trackId, keep_id AS keepId, write_id AS writeId, left_tracks.at FROM left_tracks
     JOIN handovers ON write_id = (SELECT max(write_id) FROM handovers WHERE track_id = left_tracks.track_id)
     WHERE left_tracks.reason = 'double' ORDER BY left_tracks.track_id`
  )
  const shownId = db.prepare<[number], number>('SELECT id FROM visible_tracks WHERE id = ?').pluck()
  const hand = db.prepare<[number, number, number, string]>(
    'INSERT OR IGNORE INTO handovers (write_id, track_id, keep_id, handed) VALUES (?, ?, ?, ?)'
  )

  const change = (ids: readonly number[], run: (list: string) => number): number => {
    const asList = JSON.stringify(ids)
    const changed = run(asList)
    if (changed > 0) touch.run(asList)
    return changed
  }
  const setAside = db.transaction(({ trackId, keepId, writeId, at }: Aside): boolean => {
    if (trackId === keepId || shownId.get(keepId) === undefined) return false
    const left = change([trackId], all => leave.run(at, 'double', all).changes) > 0
    if (left) hand.run(writeId, trackId, keepId, handedBefore)
    return left
  })
  return {
    leave: db.transaction((ids: readonly number[], at: number) =>
      change(ids, all => leave.run(at, 'asked', all).changes)
    ),
    takeBack: db.transaction((ids: readonly number[]) => change(ids, all => takeBack.run(all).changes)),
    list: (offset, limit) =>
      list.all(limit, offset).map(row => ({
        ...row,
        path: pathFromBytes(row.path),
        available: row.available === 1
      })),
    count: () => count.get()!,
    asked: () => asked.all(),
    asides: () => asides.all(),
    setAside
  }
}
