import type { Playlist, PlaylistEntry } from '#contract/playlists.ts'
import type { Database } from '../../../core/database/open.ts'
import {
  playlistEntryStatements,
  type PlaylistEntryStatements
} from '../../../core/database/statements/playlist-entries.ts'
import {
  playlistStatements,
  type PlaylistStatements,
  type StoredEntry,
  type StoredPlaylist
} from '../../../core/database/statements/playlists.ts'
import { mostEntries, PlaylistEditor } from '../../../core/playlists/edit/editor.ts'
import type { ToExport } from '../../../core/playlists/files/export-job.ts'

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

  /** Throws not-found. */
  whole(id: number): ToExport {
    const { name, rules } = this.editor.require(id)
    return { name, rules, entries: this.statements.entries(id, 0, mostEntries) }
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

export function toEntry(entry: StoredEntry): PlaylistEntry {
  const { id, trackId, path, title, artist, duration, available, locked, reason } = entry
  return { id, trackId, path, title, artist, duration, available, locked, reason }
}
