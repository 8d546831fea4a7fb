import type { LibraryDocument } from '#contract/library-document.ts'
import type { Database } from '../database/open.ts'
import { folderStatements } from '../database/statements/folders.ts'
import { leftTrackStatements } from '../database/statements/left-tracks.ts'
import { ownedStatements, type OwnedStatements } from '../database/statements/owned.ts'
import { playlistStatements, type StoredEntry } from '../database/statements/playlists.ts'
import { searchesStatements } from '../database/statements/searches.ts'
import { taughtStatements } from '../database/statements/taught.ts'
import { termStatements } from '../database/statements/terms.ts'
import { mostEntries } from '../playlists/edit/editor.ts'
import { settingsOf } from './own-words.ts'

/** What its owner made of a library, at one moment. */
export const writeDocument = (db: Database): LibraryDocument => db.transaction(() => collect(db))()

function collect(db: Database): LibraryDocument {
  const owned = ownedStatements(db)
  const playlists = playlistStatements(db)
  const taught = taughtStatements(db)
  const left = leftTrackStatements(db)
  const named = new TrackNumbers()
  return {
    format: 'earshot-library',
    version: 1,
    folders: folderStatements(db)
      .all()
      .map(({ id, path }) => ({ number: id, path })),
    playlists: playlists.all().map(({ id, name, rules }) => ({
      number: id,
      name,
      rules,
      entries: rules === null ? playlists.entries(id, 0, mostEntries).map(one => entryOf(one, named)) : []
    })),
    plays: owned.plays().map(({ trackId, ...played }) => ({ track: named.of(trackId), ...played })),
    taught: taught.all().map(({ id, name }) => {
      const marks = taught.marks(id)
      const marked = (wanted: 'yes' | 'no'): number[] =>
        marks.filter(({ mark }) => mark === wanted).map(({ trackId }) => named.of(trackId))
      return { number: id, name, yes: marked('yes'), no: marked('no') }
    }),
    journal: journalOf(owned, named),
    searches: searchesStatements(db)
      .saved()
      .map(({ text, savedAt }) => ({ text, savedAt })),
    asked: searchesStatements(db).allHistory(),
    terms: termStatements(db).all(),
    settings: settingsOf(db),
    apart: owned.apart().map(({ one, other }) => ({ one: named.of(one), other: named.of(other) })),
    leftOut: left.asked().map(({ trackId, at }) => ({ track: named.of(trackId), at })),
    aside: left.asides().map(({ trackId, keepId, writeId, at }) => ({
      track: named.of(trackId),
      keep: named.of(keepId),
      write: writeId,
      at
    })),
    // Last: by now it is known who is named.
    tracks: named.keys(owned)
  }
}

/** Tracks as the document numbers them, in the order in which they are first named. */
class TrackNumbers {
  readonly #numbers = new Map<number, number>()

  of(trackId: number): number {
    const known = this.#numbers.get(trackId)
    if (known !== undefined) return known
    this.#numbers.set(trackId, this.#numbers.size)
    return this.#numbers.size - 1
  }

  keys(owned: OwnedStatements): LibraryDocument['tracks'] {
    return owned.tracks([...this.#numbers.keys()]).map(({ path, contentId, title, artist, duration }) => ({
      path,
      content: contentId.toString('hex'),
      title,
      artist,
      duration
    }))
  }
}

function entryOf(
  { trackId, path, title, artist, duration, locked, reason }: StoredEntry,
  named: TrackNumbers
): LibraryDocument['playlists'][number]['entries'][number] {
  if (trackId !== null) return { track: named.of(trackId), locked, reason }
  return { path, title, artist, duration, locked, reason }
}

function journalOf(owned: OwnedStatements, named: TrackNumbers): LibraryDocument['journal'] {
  return owned.batches().map(({ id, ...batch }) => ({
    number: id,
    ...batch,
    writes: owned.writes(id).map(({ id: number, trackId, path, audioHash, at }) => ({
      number,
      track: trackId === null ? null : named.of(trackId),
      path,
      audioHash: audioHash?.toString('hex') ?? null,
      at,
      changes: owned.changes(number)
    }))
  }))
}
