import { fold } from '../fold.ts'
import type { Database } from '../open.ts'

/** A place of a playlist of either kind; a member of a smart one has its track's number. */
interface Place {
  entryId: number
  trackId: number | null
  locked: boolean
  /** When it was made, nothing better was found for this place: it only comes near what was asked for. */
  onlyNear: boolean
}

type PlaceRow = Pick<Place, 'entryId' | 'trackId'> & { locked: number; onlyNear: number | null }

export interface PlaylistMemberStatements {
  /** The tracks of a playlist of either kind, in no order. */
  of(playlistId: number): Set<number>
  /** Its places in order. */
  places(playlistId: number): Place[]
  /** The tracks of every playlist of that name, whatever its case and accents, or of that number; null: there is none. */
  named(named: string): ReadonlySet<number> | null
}

export function playlistMemberStatements(db: Database): PlaylistMemberStatements {
  const all = db.prepare<[], { id: number; name: string }>(
    'SELECT id, name FROM playlists WHERE removed_at IS NULL'
  )
  const members = db
    .prepare<{ id: number }, number>(
      `SELECT track_id FROM playlist_entries
         WHERE playlist_id = @id AND position IS NOT NULL AND track_id IS NOT NULL
       UNION SELECT track_id FROM smart_members WHERE playlist_id = @id`
    )
    .pluck()
  const places = db.prepare<{ id: number }, PlaceRow>(
    `SELECT id AS entryId, track_id AS trackId, locked, json_extract(reason, '$.chosen.how') = 'nearly' AS onlyNear,
       position FROM playlist_entries WHERE playlist_id = @id AND position IS NOT NULL
     UNION ALL SELECT track_id, track_id, 0, 0, position FROM smart_members WHERE playlist_id = @id
     ORDER BY position`
  )
  return {
    of: id => new Set(members.all({ id })),
    places: id =>
      places.all({ id }).map(({ entryId, trackId, locked, onlyNear }) => ({
        entryId,
        trackId,
        locked: locked === 1,
        onlyNear: onlyNear === 1
      })),
    named: named => {
      const playlists = all.all()
      const wanted = fold(named)
      const byName = playlists.filter(({ name }) => fold(name) === wanted)
      const number = /^#?(\d+)$/.exec(named)?.[1]
      const found = byName.length > 0 ? byName : playlists.filter(({ id }) => String(id) === number)
      return found.length === 0 ? null : new Set(found.flatMap(({ id }) => members.all({ id })))
    }
  }
}
