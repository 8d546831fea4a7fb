import type { Database } from '../open.ts'

export interface AlbumStatements {
  /** The album a track is on and who made it, both empty where nothing is written; null: no such track. */
  of(trackId: number): { album: string; by: string } | null
}

export function albumStatements(db: Database): AlbumStatements {
  const of = db.prepare<[number], { album: string; by: string }>(
    `SELECT album, CASE album_artist WHEN '' THEN artist ELSE album_artist END AS by FROM tracks WHERE id = ?`
  )
  return { of: trackId => of.get(trackId) ?? null }
}
