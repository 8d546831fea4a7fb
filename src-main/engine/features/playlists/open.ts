import { toFailure } from '#contract/errors.ts'
import type { ReasonWords } from '../../../core/playlists/files/export-job.ts'
import { Exporter } from '../../../core/playlists/files/exporter.ts'
import { folderStatements } from '../../../core/database/statements/folders.ts'
import { KeptFiles } from '../../../core/playlists/files/kept-files.ts'
import { playlistReader } from '../../../core/playlists/files/reader-thread.ts'
import { Shelf } from '../../../core/playlists/shelf.ts'
import { SmartKeeper } from '../../../core/playlists/smart/keeper.ts'
import type { Base } from '../../base.ts'
import type { Family } from '../../wire/handler.ts'
import type { SearchClient } from '../search/search-client.ts'
import { workerFile } from '../../workers/worker-files.ts'
import { draftHandlers } from './drafts.ts'
import { playlistHandlers } from './handlers.ts'
import { smartHandlers } from './smart.ts'

interface PlaylistsFeature {
  handlers: Family<'playlists'> & Family<'drafts'> & Family<'smart'>
  /** Brings smart playlists up to date. */
  start(): void
  /** Before the database is closed. */
  close(): Promise<void>
}

/** `words`: those of the reasons in files for other programs. */
export function openPlaylists(
  { db, jobs, changes, log, dataFolder }: Pick<Base, 'db' | 'jobs' | 'changes' | 'log' | 'dataFolder'>,
  search: SearchClient,
  words: ReasonWords
): PlaylistsFeature {
  const shelf = new Shelf(db)
  const files = new KeptFiles(shelf, words, log)
  const smart = new SmartKeeper({
    db,
    search,
    changed: id => changed(id),
    failed: late
  })

  function late(thrown: unknown): void {
    log(`A smart playlist could not be brought up to date: ${toFailure(thrown).message}`)
  }

  /** Null: several. */
  function changed(id: number | null): void {
    files.look()
    changes.tell('playlists.changed', { id })
    smart.soon()
  }

  function settle(): void {
    try {
      if (shelf.entries.settle() > 0) changed(null)
      else files.look()
    } catch (thrown) {
      // Another process has the database. This runs behind jobs, which must not fall with it; it comes again.
      log(`The playlists could not follow the library: ${toFailure(thrown).message}`)
    }
  }

  changes.on('library.changed', () => {
    settle()
    smart.soon()
  })
  changes.on('listening.changed', () => smart.soon())
  changes.on('taught.changed', () => smart.soon())
  changes.on('model.in-use', () => smart.afresh())

  return {
    handlers: {
      ...playlistHandlers({
        db,
        shelf,
        files,
        changed,
        fill: id => smart.refresh(id).then(() => undefined, late),
        openReader: () => playlistReader(workerFile('playlist-reader'), dataFolder),
        exporter: new Exporter({
          shelf,
          folders: () =>
            folderStatements(db)
              .all()
              .map(({ path }) => path),
          jobs,
          words,
          log
        })
      }),
      ...draftHandlers(search),
      ...smartHandlers(search, smart)
    },
    start: () => {
      files.tidy()
      smart.soon()
    },
    close: async () => {
      smart.close()
      await files.close()
    }
  }
}
