import type { Database } from '../open.ts'

export interface AlbumStatements {
  /** The album a track is on and who made it, both empty where nothing is written; null: no such track. */
  of(trackId: number): { album: string; by: string } | null
  /** The same album's title; null also for a track that is not shown. */
  shownTitle(trackId: number): string | null
}

export function albumStatements(db: Database): AlbumStatements {
  const of = db.prepare<[number], { album: string; by: string }>(
    `SELECT album, CASE album_artist WHEN '' THEN artist ELSE album_artist END AS by FROM tracks WHERE id = ?`
  )
  const shownTitle = db.prepare<[number], string>('SELECT album FROM visible_tracks WHERE id = ?').pluck()
  return {
    of: trackId => of.get(trackId) ?? null,
    shownTitle: trackId => shownTitle.get(trackId) ?? null
  }
}
