import type { Database } from '../open.ts'

/** What smart playlists held when they were worked out last. A track's place is a number to sort by, with gaps. */
export interface SmartMemberStatements {
  ids(playlistId: number): number[]
  inOrder(playlistId: number): { id: number; place: number }[]
  placeOf(playlistId: number, trackId: number): number | undefined
  /** A track that has gone since is passed over. */
  put(playlistId: number, trackId: number, place: number): void
  remove(playlistId: number, trackId: number): void
}

export function smartMemberStatements(db: Database): SmartMemberStatements {
  const ids = db.prepare<[number], number>('SELECT track_id FROM smart_members WHERE playlist_id = ?').pluck()
  const inOrder = db
    .prepare<[number], [number, number]>(
      'SELECT track_id, position FROM smart_members WHERE playlist_id = ? ORDER BY position'
    )
    .raw()
  const placeOf = db
    .prepare<[number, number], number>(
      'SELECT position FROM smart_members WHERE playlist_id = ? AND track_id = ?'
    )
    .pluck()
  const put = db.prepare<[number, number, number]>(
    'INSERT INTO smart_members (playlist_id, track_id, position) SELECT ?, id, ? FROM tracks WHERE id = ?'
  )
  const remove = db.prepare<[number, number]>(
    'DELETE FROM smart_members WHERE playlist_id = ? AND track_id = ?'
  )
  return {
    ids: playlistId => ids.all(playlistId),
    inOrder: playlistId => inOrder.all(playlistId).map(([id, place]) => ({ id, place })),
    placeOf: (playlistId, trackId) => placeOf.get(playlistId, trackId),
    put: (playlistId, trackId, place) => void put.run(playlistId, place, trackId),
    remove: (playlistId, trackId) => void remove.run(playlistId, trackId)
  }
}
