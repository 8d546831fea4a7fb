import type { SmartChange, SmartRules } from '#contract/playlists.ts'
import type { SmartReason } from '#contract/reasons.ts'
import type { Database } from '../../database/open.ts'
import type { SmartList, SmartResult } from './evaluator.ts'
import { changePlaces, placesBetween } from './places.ts'
import type { PlaceChange } from './places.ts'

/** Changes that are remembered of one playlist. */
const mostChanges = 2000

/** What is stored of the members of smart playlists. */
export class Membership {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** Those in use, lists that others name first. */
  lists(id?: number): SmartList[] {
    return this.#db
      .prepare<[], { id: number; rules: string }>(
        `SELECT id, rules FROM playlists WHERE kind = 'smart' AND removed_at IS NULL ORDER BY id`
      )
      .all()
      .filter(one => id === undefined || one.id === id)
      .map(one => ({ id: one.id, rules: JSON.parse(one.rules) as SmartRules }))
  }

  /** Stores who is in now. Gives whether anything changed. The first time is no change worth telling. */
  store(result: SmartResult, now: number): boolean {
    return this.storeAll([result], now).length > 0
  }

  /** Stores what several lists come to, all or none. Gives the numbers of those where anything changed. */
  storeAll(results: readonly SmartResult[], now: number): number[] {
    return this.#db.transaction(() =>
      results.filter(result => this.#store(result, now)).map(result => result.id)
    )()
  }

  #store({ id, members, joined, left, edits }: SmartResult, now: number): boolean {
    const db = this.#db
    const known = db
      .prepare<[number], { refreshedAt: number | null }>(
        'SELECT refreshed_at AS refreshedAt FROM playlists WHERE id = ? AND removed_at IS NULL'
      )
      .get(id)
    if (!known) return false
    db.prepare('UPDATE playlists SET refreshed_at = ? WHERE id = ?').run(now, id)
    const { removed, placed } =
      (edits && this.#between(id, members, edits)) ?? changePlaces(this.#stored(id), members)
    if (removed.length === 0 && placed.length === 0) return false
    const remove = db.prepare('DELETE FROM smart_members WHERE playlist_id = ? AND track_id = ?')
    for (const one of removed) remove.run(id, one)
    // Tracks that went since are passed over.
    const place = db.prepare(
      'INSERT INTO smart_members (playlist_id, track_id, position) SELECT ?, id, ? FROM tracks WHERE id = ?'
    )
    for (const one of placed) place.run(id, one.place, one.id)
    if (known.refreshedAt !== null) this.#remember(id, { joined, left }, now)
    db.prepare('UPDATE playlists SET updated_at = ? WHERE id = ?').run(now, id)
    return true
  }

  #stored(id: number): { id: number; place: number }[] {
    return this.#db
      .prepare<[number], [number, number]>(
        'SELECT track_id, position FROM smart_members WHERE playlist_id = ? ORDER BY position'
      )
      .raw()
      .all(id)
      .map(([track, place]) => ({ id: track, place }))
  }

  /** A few edits of many members: only the neighbours are looked up. */
  #between(
    id: number,
    members: readonly number[],
    { removed, placed }: NonNullable<SmartResult['edits']>
  ): PlaceChange | null {
    const place = this.#db
      .prepare<[number, number], number>(
        'SELECT position FROM smart_members WHERE playlist_id = ? AND track_id = ?'
      )
      .pluck()
    const found = placesBetween(members, placed, track => place.get(id, track))
    return found && { removed, placed: found }
  }

  /** Newest first. */
  changes(id: number, since: number, limit: number): SmartChange[] {
    return this.#db
      .prepare<[number, number, number], { trackId: number; joined: number; reason: string; at: number }>(
        `SELECT track_id AS trackId, joined, reason, at FROM smart_changes
         WHERE playlist_id = ? AND at >= ? ORDER BY id DESC LIMIT ?`
      )
      .all(id, since, limit)
      .map(one => ({ ...one, joined: one.joined === 1, reason: JSON.parse(one.reason) as SmartReason }))
  }

  #remember(id: number, { joined, left }: Pick<SmartResult, 'joined' | 'left'>, now: number): void {
    const insert = this.#db.prepare(
      `INSERT INTO smart_changes (playlist_id, track_id, joined, reason, at)
       SELECT ?, id, ?, ?, ? FROM tracks WHERE id = ?`
    )
    const add = (one: SmartResult['joined'][number], came: 0 | 1): void =>
      void insert.run(id, came, JSON.stringify(one.reason), now, one.trackId)
    for (const one of joined.slice(0, mostChanges)) add(one, 1)
    for (const one of left.slice(0, mostChanges)) add(one, 0)
    this.#db
      .prepare(
        `DELETE FROM smart_changes WHERE playlist_id = ? AND id <= (SELECT id FROM smart_changes
           WHERE playlist_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?)`
      )
      .run(id, id, mostChanges)
  }
}
