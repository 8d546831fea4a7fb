import { usualExport, type ExportOptions, type ExportTarget, type Player } from '#contract/playlists.ts'
import type { SmartRules } from '#contract/rules.ts'
import type { EntryReason } from '#contract/reasons.ts'
import type { Database } from '../open.ts'
import { pathFromBytes } from '../../files/paths.ts'

/** A playlist as it is stored. */
export interface StoredPlaylist {
  id: number
  name: string
  kind: 'list' | 'smart'
  rules: SmartRules | null
  target: ExportTarget | null
  /** Of what was written to the target last. */
  targetHash: string | null
  createdAt: number
  updatedAt: number
  refreshedAt: number | null
  removed: boolean
}

interface PlaylistTotals {
  tracks: number
  duration: number
  missing: number
}

/** A place in a playlist with what is known of its track now, or was known last. */
export interface StoredEntry {
  id: number
  trackId: number | null
  path: string
  title: string
  artist: string
  album: string
  duration: number | null
  bytes: number | null
  available: boolean
  locked: boolean
  reason: EntryReason | null
}

export interface PlaylistStatements {
  insert(playlist: { name: string; rules: SmartRules | null; now: number }): number
  byId(id: number): StoredPlaylist | null
  /** Without those that were removed, by name. */
  all(): StoredPlaylist[]
  /** The smart ones in use, oldest first. */
  smart(): { id: number; rules: SmartRules }[]
  totals(id: number): PlaylistTotals
  setName(id: number, name: string): void
  setRules(id: number, rules: SmartRules): void
  setTarget(id: number, target: ExportTarget | null, hash: string | null): void
  setRemoved(id: number, at: number | null): void
  /** For good: those that were removed at this very time. */
  drop(removedAt: number): void
  touch(id: number, now: number): void
  /** The members of a smart one were worked out. */
  setRefreshed(id: number, now: number): void
  /** In order; of a smart playlist its members, whose entry ids are their track ids. */
  entries(id: number, offset: number, limit: number): StoredEntry[]
  /** As those of a list that holds these. */
  ofTracks(ids: readonly number[]): StoredEntry[]
  /** One place of a list. */
  entry(entryId: number): StoredEntry | null
  /** Visible tracks in order. */
  trackIds(id: number): Uint32Array
}

type PlaylistRow = Omit<StoredPlaylist, 'rules' | 'target' | 'removed'> & {
  rules: string | null
  target: string | null
  removedAt: number | null
}
type EntryRow = Omit<StoredEntry, 'path' | 'available' | 'locked' | 'reason'> & {
  path: Buffer
  available: number
  locked: number
  reason: string | null
}

const columns = `id, name, kind, rules, target, target_hash AS targetHash, created_at AS createdAt,
  updated_at AS updatedAt, refreshed_at AS refreshedAt, removed_at AS removedAt`

const places = `SELECT id, position, track_id, path, title, artist, duration, locked, reason
    FROM playlist_entries WHERE playlist_id = @id AND position IS NOT NULL
  UNION ALL SELECT track_id, position, track_id, NULL, NULL, NULL, NULL, 0, NULL
    FROM smart_members WHERE playlist_id = @id`

const entryColumns = `e.id, e.track_id AS trackId, coalesce(t.path, e.path) AS path, coalesce(t.title, e.title) AS title,
  coalesce(t.artist, e.artist) AS artist, coalesce(t.album, '') AS album,
  coalesce(t.duration, e.duration) AS duration, t.size AS bytes,
  coalesce(v.available, 0) AS available, e.locked, e.reason`

/** Of tracks that are not shown the names are still known. */
const ofTracks = `LEFT JOIN tracks t ON t.id = e.track_id LEFT JOIN visible_tracks v ON v.id = e.track_id`

export function playlistStatements(db: Database): PlaylistStatements {
  const insert = db.prepare<Record<string, unknown>>(
    `INSERT INTO playlists (name, kind, rules, created_at, updated_at) VALUES (@name, @kind, @rules, @now, @now)`
  )
  const byId = db.prepare<[number], PlaylistRow>(`SELECT ${columns} FROM playlists WHERE id = ?`)
  const all = db.prepare<[], PlaylistRow>(
    `SELECT ${columns} FROM playlists WHERE removed_at IS NULL ORDER BY fold(name), id`
  )
  const smart = db.prepare<[], { id: number; rules: string }>(
    `SELECT id, rules FROM playlists WHERE kind = 'smart' AND removed_at IS NULL ORDER BY id`
  )
  const totals = db.prepare<{ id: number }, PlaylistTotals>(
    `SELECT count(*) AS tracks, coalesce(sum(coalesce(t.duration, e.duration)), 0) AS duration,
       coalesce(sum(NOT coalesce(v.available, 0)), 0) AS missing
     FROM (${places}) e ${ofTracks}`
  )
  const setName = db.prepare<[string, number]>('UPDATE playlists SET name = ? WHERE id = ?')
  const setRules = db.prepare<[string, number]>('UPDATE playlists SET rules = ? WHERE id = ?')
  const setTarget = db.prepare<[string | null, string | null, number]>(
    'UPDATE playlists SET target = ?, target_hash = ? WHERE id = ?'
  )
  const setRemoved = db.prepare<[number | null, number]>('UPDATE playlists SET removed_at = ? WHERE id = ?')
  const drop = db.prepare<[number]>('DELETE FROM playlists WHERE removed_at = ?')
  const touch = db.prepare<[number, number]>('UPDATE playlists SET updated_at = ? WHERE id = ?')
  const setRefreshed = db.prepare<[number, number]>('UPDATE playlists SET refreshed_at = ? WHERE id = ?')
  const entries = db.prepare<{ id: number; offset: number; limit: number }, EntryRow>(
    `SELECT ${entryColumns} FROM (${places}) e ${ofTracks}
     ORDER BY e.position LIMIT @limit OFFSET @offset`
  )
  const listed = db.prepare<{ ids: string }, EntryRow>(
    `SELECT ${entryColumns} FROM (SELECT value AS id, key AS position, value AS track_id, NULL AS path, NULL AS title,
       NULL AS artist, NULL AS duration, 0 AS locked, NULL AS reason FROM json_each(@ids)) e ${ofTracks}
     WHERE t.id IS NOT NULL ORDER BY e.position`
  )
  const entry = db.prepare<[number], EntryRow>(
    `SELECT ${entryColumns} FROM playlist_entries e ${ofTracks} WHERE e.id = ?`
  )
  const trackIds = db
    .prepare<{ id: number }, number>(
      `SELECT v.id FROM (${places}) e JOIN visible_tracks v ON v.id = e.track_id ORDER BY e.position`
    )
    .pluck()

  return {
    insert: ({ name, rules, now }) =>
      Number(
        insert.run({
          name,
          kind: rules === null ? 'list' : 'smart',
          rules: rules === null ? null : JSON.stringify(rules),
          now
        }).lastInsertRowid
      ),
    byId: id => toPlaylist(byId.get(id)),
    all: () => all.all().map(row => toPlaylist(row)!),
    smart: () => smart.all().map(({ id, rules }) => ({ id, rules: JSON.parse(rules) as SmartRules })),
    totals: id => totals.get({ id })!,
    setName: (id, name) => void setName.run(name, id),
    setRules: (id, rules) => void setRules.run(JSON.stringify(rules), id),
    setTarget: (id, target, hash) =>
      void setTarget.run(target === null ? null : JSON.stringify(target), hash, id),
    setRemoved: (id, at) => void setRemoved.run(at, id),
    drop: removedAt => void drop.run(removedAt),
    touch: (id, now) => void touch.run(now, id),
    setRefreshed: (id, now) => void setRefreshed.run(now, id),
    entries: (id, offset, limit) => entries.all({ id, offset, limit }).map(toEntry),
    ofTracks: ids => listed.all({ ids: JSON.stringify(ids) }).map(toEntry),
    entry: id => {
      const row = entry.get(id)
      return row === undefined ? null : toEntry(row)
    },
    trackIds: id => Uint32Array.from(trackIds.all({ id }))
  }
}

function toPlaylist(row: PlaylistRow | undefined): StoredPlaylist | null {
  if (row === undefined) return null
  const { removedAt, rules, target, ...rest } = row
  return {
    ...rest,
    rules: rules === null ? null : (JSON.parse(rules) as SmartRules),
    target: target === null ? null : toTarget(JSON.parse(target) as StoredTarget),
    removed: removedAt !== null
  }
}

/** Targets of earlier versions lack what came since. */
type StoredTarget = Omit<ExportTarget, 'options' | 'player'> & {
  options: Partial<ExportOptions>
  player?: Player | null
}

const toTarget = ({ options, player, ...rest }: StoredTarget): ExportTarget => ({
  ...rest,
  options: { ...usualExport, ...options },
  player: player ?? null
})

function toEntry(row: EntryRow): StoredEntry {
  return {
    ...row,
    path: pathFromBytes(row.path),
    available: row.available === 1,
    locked: row.locked === 1,
    reason: row.reason === null ? null : (JSON.parse(row.reason) as EntryReason)
  }
}
