import type { Database } from '../open.ts'
import { pathToBytes } from '../../files/paths.ts'

/** Which tracks are meant, by their numbers. */
export interface TrackIdStatements {
  exists(id: number): boolean
  /** Of the file at a path, shown or not; null: none is known. */
  at(path: string): number | null
  /** The same of shown tracks only. */
  shownAt(path: string): number | null
  /** Those of these that are shown, with whether their file is there. */
  shown(ids: readonly number[]): { id: number; available: boolean }[]
  /** Those of these that came into the library at or after a time. */
  addedSince(ids: readonly number[], time: number): Set<number>
  /** The artist of every track, shown or not. */
  artists(): [id: number, artist: string][]
  /** As a library lists them: by artist and album. Nobody's come last. */
  listed(ids: readonly number[]): number[]
}

const asked = 'json_each(?) AS asked CROSS JOIN'

export function trackIdStatements(db: Database): TrackIdStatements {
  const exists = db.prepare<[number], number>('SELECT 1 FROM tracks WHERE id = ?').pluck()
  const at = db.prepare<[Buffer], number>('SELECT id FROM tracks WHERE path = ?').pluck()
  const shownAt = db.prepare<[Buffer], number>('SELECT id FROM visible_tracks WHERE path = ?').pluck()
  const shown = db.prepare<[string], { id: number; available: number }>(
    `SELECT tracks.id, available FROM ${asked} visible_tracks AS tracks ON tracks.id = asked.value`
  )
  const addedSince = db
    .prepare<[string, number], number>(
      `SELECT tracks.id FROM ${asked} tracks ON tracks.id = asked.value WHERE tracks.added_at >= ?`
    )
    .pluck()
  const artists = db.prepare<[], [number, string]>('SELECT id, artist FROM tracks').raw()
  const listed = db
    .prepare<[string], number>(
      `SELECT tracks.id FROM ${asked} tracks ON tracks.id = asked.value
       ORDER BY artist = '', fold(artist), fold(album), disc_number, track_number, fold(title), tracks.id`
    )
    .pluck()

  return {
    exists: id => exists.get(id) === 1,
    at: path => at.get(pathToBytes(path)) ?? null,
    shownAt: path => shownAt.get(pathToBytes(path)) ?? null,
    shown: ids =>
      shown.all(JSON.stringify(ids)).map(({ id, available }) => ({ id, available: available === 1 })),
    addedSince: (ids, time) => new Set(addedSince.all(JSON.stringify(ids), time)),
    artists: () => artists.all(),
    listed: ids => listed.all(JSON.stringify(ids))
  }
}
