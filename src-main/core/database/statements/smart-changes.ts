import type { SmartChange } from '#contract/playlists.ts'
import type { SmartReason } from '#contract/reasons.ts'
import type { Database } from '../open.ts'

/** Who came into smart playlists and who went, and why. */
export interface SmartChangeStatements {
  /** A track that has gone since is passed over. */
  add(playlistId: number, change: SmartChange): void
  /** Newest first. */
  since(playlistId: number, time: number, limit: number): SmartChange[]
  /** Forgets all but the newest of a playlist. */
  keep(playlistId: number, most: number): void
}

interface Row {
  trackId: number
  joined: number
  /** JSON: SmartReason */
  reason: string
  at: number
}

export function smartChangeStatements(db: Database): SmartChangeStatements {
  const add = db.prepare<[number, number, string, number, number]>(
    `INSERT INTO smart_changes (playlist_id, track_id, joined, reason, at)
     SELECT ?, id, ?, ?, ? FROM tracks WHERE id = ?`
  )
  const since = db.prepare<[number, number, number], Row>(
    `SELECT track_id AS trackId, joined, reason, at FROM smart_changes
     WHERE playlist_id = ? AND at >= ? ORDER BY id DESC LIMIT ?`
  )
  const keep = db.prepare<{ id: number; most: number }>(
    `DELETE FROM smart_changes WHERE playlist_id = @id AND id <= (SELECT id FROM smart_changes
       WHERE playlist_id = @id ORDER BY id DESC LIMIT 1 OFFSET @most)`
  )
  return {
    add: (playlistId, { trackId, joined, reason, at }) =>
      void add.run(playlistId, joined ? 1 : 0, JSON.stringify(reason), at, trackId),
    since: (playlistId, time, limit) => since.all(playlistId, time, limit).map(toChange),
    keep: (playlistId, most) => void keep.run({ id: playlistId, most })
  }
}

const toChange = (row: Row): SmartChange => ({
  ...row,
  joined: row.joined === 1,
  reason: JSON.parse(row.reason) as SmartReason
})
