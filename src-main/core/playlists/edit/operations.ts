import type { PlaylistEdit } from '#contract/playlists.ts'
import type { EntryReason } from '#contract/reasons.ts'

export interface Place {
  id: number
  locked: boolean
}

/** Makes an entry of a track; null where there is no such track. */
export type NewPlace = (trackId: number, reason: EntryReason | null) => number | null

/** The places after one edit. Entries that are gone are passed over; the places given stay as they are. */
export function apply(places: Place[], edit: PlaylistEdit, newPlace: NewPlace): Place[] {
  switch (edit.kind) {
    case 'add': {
      const added = edit.trackIds.flatMap((trackId, i) => {
        const id = newPlace(trackId, edit.reasons?.[i] ?? null)
        return id === null ? [] : [{ id, locked: false }]
      })
      return insertBefore(places, added, edit.before ?? null)
    }
    case 'remove': {
      const gone = new Set(edit.entryIds)
      return places.filter(({ id }) => !gone.has(id))
    }
    case 'move': {
      const moved = named(places, edit.entryIds)
      const moving = new Set(moved.map(({ id }) => id))
      return insertBefore(
        places.filter(({ id }) => !moving.has(id)),
        moved,
        followerOf(places, moving, edit.before)
      )
    }
    case 'lock': {
      const meant = new Set(edit.entryIds)
      return places.map(place => (meant.has(place.id) ? { ...place, locked: edit.locked } : place))
    }
    case 'order': {
      const first = named(places, edit.entryIds)
      const ordered = new Set(first.map(({ id }) => id))
      // What came meanwhile stays, at the end.
      return [...first, ...places.filter(({ id }) => !ordered.has(id))]
    }
  }
}

/** The places with these ids in the order given, each once. */
function named(places: Place[], ids: number[]): Place[] {
  const known = new Map(places.map(place => [place.id, place]))
  return [...new Set(ids)].flatMap(id => known.get(id) ?? [])
}

/** Where the entry to move before moves too, the next one that stays. */
function followerOf(places: Place[], moving: Set<number>, before: number | null): number | null {
  if (before === null || !moving.has(before)) return before
  const at = places.findIndex(({ id }) => id === before)
  return places.slice(at).find(({ id }) => !moving.has(id))?.id ?? null
}

/** At the end where there is no such entry. */
function insertBefore(places: Place[], added: Place[], before: number | null): Place[] {
  const found = before === null ? -1 : places.findIndex(({ id }) => id === before)
  const at = found < 0 ? places.length : found
  return [...places.slice(0, at), ...added, ...places.slice(at)]
}
