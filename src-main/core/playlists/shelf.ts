import { EarshotError } from '#contract/errors.ts'
import type { Playlist, PlaylistEntry } from '#contract/playlists.ts'
import type { ParsedInput } from '#contract/requests.ts'
import type { Database } from '../database/open.ts'
import {
  playlistEntryStatements,
  type PlaylistEntryStatements
} from '../database/statements/playlist-entries.ts'
import {
  playlistStatements,
  type PlaylistStatements,
  type StoredEntry,
  type StoredPlaylist
} from '../database/statements/playlists.ts'
import { mostEntries, PlaylistEditor } from './edit/editor.ts'
import type { ToExport } from './files/export-job.ts'

/** The playlists as those who ask see them. */
export class Shelf {
  readonly editor: PlaylistEditor
  readonly statements: PlaylistStatements
  readonly entries: PlaylistEntryStatements

  constructor(db: Database) {
    this.editor = new PlaylistEditor(db)
    this.statements = playlistStatements(db)
    this.entries = playlistEntryStatements(db)
  }

  /** Throws not-found. */
  show(id: number): Playlist {
    return this.#shown(this.editor.require(id))
  }

  all(): Playlist[] {
    return this.statements.all().map(playlist => this.#shown(playlist))
  }

  page(id: number, offset: number, limit: number): PlaylistEntry[] {
    return this.statements.entries(id, offset, limit).map(toEntry)
  }

  /** Gives the id. Throws bad-request for tracks beside rules. */
  create({ name, trackIds, reasons, rules }: ParsedInput<'playlists.create'>): number {
    if (rules === undefined) return this.editor.create(name, trackIds ?? [], reasons)
    if (trackIds === undefined) return this.editor.createSmart(name, rules)
    throw new EarshotError('bad-request', 'A smart playlist takes its tracks from its rules.')
  }

  /** Throws not-found. */
  whole(id: number): ToExport {
    const { name, rules } = this.editor.require(id)
    return { name, rules, entries: this.statements.entries(id, 0, mostEntries) }
  }

  /** Tracks of no playlist, as those of one; what is gone is left out. */
  ofTracks(name: string, ids: readonly number[]): ToExport {
    return { name, rules: null, entries: this.statements.ofTracks(ids) }
  }

  /** The tracks of one, in order. Throws not-found. */
  trackIds(id: number): Uint32Array {
    this.editor.require(id)
    return this.statements.trackIds(id)
  }

  /** Null where there is none (any more). */
  entry(entryId: number): PlaylistEntry | null {
    const entry = this.statements.entry(entryId)
    return entry && toEntry(entry)
  }

  #shown(playlist: StoredPlaylist): Playlist {
    const { id, name, kind, rules, target, createdAt, updatedAt } = playlist
    return {
      id,
      name,
      kind,
      ...this.statements.totals(id),
      rules,
      target,
      undo: this.entries.newestEdit(id) !== null,
      redo: this.entries.oldestUndone(id) !== null,
      createdAt,
      updatedAt
    }
  }
}

function toEntry(entry: StoredEntry): PlaylistEntry {
  const { id, trackId, path, title, artist, duration, available, locked, reason } = entry
  return { id, trackId, path, title, artist, duration, available, locked, reason }
}
