import type { DocumentReport, LibraryDocument } from '#contract/library-document.ts'
import type { SmartRules } from '#contract/rules.ts'
import type { Database } from '../database/open.ts'
import { ownedStatements } from '../database/statements/owned.ts'
import { playlistEntryStatements, type NewEntry } from '../database/statements/playlist-entries.ts'
import { playlistStatements, type StoredEntry } from '../database/statements/playlists.ts'
import { mostEntries, PlaylistEditor } from '../playlists/edit/editor.ts'
import { foldersHere } from './folders-here.ts'
import { renumbered, type Named } from './rules.ts'

type DocumentPlaylist = LibraryDocument['playlists'][number]

export interface Links {
  /** Tracks of the document as they are numbered here. */
  ids: readonly (number | null)[]
  /** Number of a taught tag in the document to its number here. */
  taughtOf: ReadonlyMap<number, number>
}

/** An entry, and the path of its track in the document: by that a lost one is known again. */
interface Incoming {
  entry: NewEntry
  written: string
}

/** A playlist of a document as it is here: one that holds it already, or a new one. */
interface Place {
  id: number
  known: boolean
}

/**
 * Adds the playlists of a document that are not here already, by name and content. In one that is, entries whose track
 * was not here before find it now.
 */
export function takeInPlaylists(
  db: Database,
  document: Pick<LibraryDocument, 'playlists' | 'folders' | 'tracks'>,
  { ids, taughtOf }: Links
): DocumentReport['playlists'] {
  const idOf = new Map<number, number>()
  const numbers: Record<Named, ReadonlyMap<number, number>> = {
    folder: foldersHere(db, document, ids),
    taught: taughtOf,
    playlist: idOf
  }
  const report = { added: 0, known: 0, leftOut: [] as string[] }
  const note = (number: number, { id, known }: Place): void => {
    idOf.set(number, id)
    if (known) report.known++
    else report.added++
  }
  for (const playlist of document.playlists) {
    if (playlist.rules === null)
      note(playlist.number, placeList(db, playlist, incoming(db, playlist, document.tracks, ids)))
  }
  // One may speak of another: each waits for those it names.
  let waiting = document.playlists.filter(({ rules }) => rules !== null)
  for (let before = Infinity; waiting.length > 0 && waiting.length < before;) {
    before = waiting.length
    waiting = waiting.filter(playlist => {
      const rules = renumbered(playlist.rules!, (kind, number) => numbers[kind].get(number) ?? null)
      if (rules !== null) note(playlist.number, placeSmart(db, playlist.name, rules))
      return rules === null
    })
  }
  return { ...report, leftOut: waiting.map(({ name }) => name) }
}

function incoming(
  db: Database,
  { entries }: DocumentPlaylist,
  listed: LibraryDocument['tracks'],
  ids: readonly (number | null)[]
): Incoming[] {
  const { tracks } = ownedStatements(db)
  return entries.map(entry => {
    if (!('track' in entry)) return { entry: { ...entry, trackId: null }, written: entry.path }
    const { locked, reason } = entry
    const trackId = ids[entry.track] ?? null
    const was = listed[entry.track]!
    const { path, title, artist, duration } = (trackId === null ? null : tracks([trackId])[0]) ?? was
    return { entry: { trackId, path, title, artist, duration, locked, reason }, written: was.path }
  })
}

function placeList(db: Database, { name }: DocumentPlaylist, entries: readonly Incoming[]): Place {
  const statements = playlistStatements(db)
  const alike = named(db, name)
  for (const { id, rules } of alike) {
    if (rules !== null) continue
    const there = statements.entries(id, 0, mostEntries)
    if (!isSame(there, entries)) continue
    const { setTrack } = playlistEntryStatements(db)
    there.forEach(({ id: entryId, trackId }, i) => {
      const found = entries[i]!.entry.trackId
      if (trackId === null && found !== null) setTrack(entryId, found)
    })
    return { id, known: true }
  }
  const made = entries.map(({ entry }) => entry)
  return { id: new PlaylistEditor(db).createFrom(free(name, alike), made).id, known: false }
}

function placeSmart(db: Database, name: string, rules: SmartRules): Place {
  const alike = named(db, name)
  const known = alike.find(one => JSON.stringify(one.rules) === JSON.stringify(rules))
  if (known) return { id: known.id, known: true }
  return { id: new PlaylistEditor(db).createSmart(free(name, alike), rules), known: false }
}

/** The same tracks in the same order; one whose track is not known may be known by its path. */
const isSame = (there: readonly StoredEntry[], entries: readonly Incoming[]): boolean =>
  there.length === entries.length &&
  there.every(({ trackId, path }, i) => {
    const { entry, written } = entries[i]!
    return trackId === null ? path === written : trackId === entry.trackId
  })

/** Those called so, and "Cooking 2" beside "Cooking". */
const named = (db: Database, name: string): { id: number; name: string; rules: SmartRules | null }[] =>
  playlistStatements(db)
    .all()
    .filter(
      one =>
        one.name === name ||
        (one.name.startsWith(`${name} `) && /^\d+$/.test(one.name.slice(name.length + 1)))
    )

function free(name: string, taken: readonly { name: string }[]): string {
  const names = new Set(taken.map(one => one.name))
  let number = 1
  while (names.has(number === 1 ? name : `${name} ${number}`)) number++
  return number === 1 ? name : `${name} ${number}`
}
