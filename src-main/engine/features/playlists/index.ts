import { toFailure } from '#contract/errors.ts'
import type { Database } from '../../../core/database/open.ts'
import type { JobRunner } from '../../../core/jobs/index.ts'
import type { ReasonWords } from '../../../core/playlists/files/export-job.ts'
import type { Family } from '../../wire/handler.ts'
import { playlistHandlers } from './handlers.ts'
import { KeptFiles } from '../../../core/playlists/files/kept-files.ts'
import { Shelf } from '../../../core/playlists/shelf.ts'

export interface Playlists {
  shelf: Shelf
  handlers: Family<'playlists'>
  /** Tracks came, moved or went. */
  libraryChanged(): void
  /** A playlist changed by other means than its handlers (null: several). */
  changed(id: number | null): void
  /** Before the database is closed. */
  close(): Promise<void>
}

export interface PlaylistsOptions {
  db: Database
  jobs: JobRunner
  /** Words of the reasons in files for other programs. */
  words: ReasonWords
  /** A playlist changed; null: several. */
  onChange(id: number | null): void
  onLog(line: string): void
}

export function createPlaylists({ db, jobs, words, onChange, onLog }: PlaylistsOptions): Playlists {
  const shelf = new Shelf(db)
  const files = new KeptFiles(shelf, words, onLog)
  const changed = (id: number | null): void => {
    files.look()
    onChange(id)
  }
  return {
    shelf,
    handlers: playlistHandlers({ db, jobs, shelf, files, words, changed, onLog }),
    libraryChanged: () => {
      try {
        if (shelf.entries.settle() > 0) changed(null)
        else files.look()
      } catch (thrown) {
        // Another process has the database. This runs behind jobs, which must not fall with it; it comes again.
        onLog(`The playlists could not follow the library: ${toFailure(thrown).message}`)
      }
    },
    changed,
    close: () => files.close()
  }
}
