import { join } from 'node:path'
import type { Job } from '#contract/entities.ts'
import { PlayableCopies } from '../../../core/audio/playable-copies.ts'
import { SoundPieces } from '../../../core/audio/playing/sound-pieces.ts'
import { lockDataFolder } from '../../../core/database/lock.ts'
import { loudnessStatements } from '../../../core/database/statements/loudness.ts'
import { oldTextStatements } from '../../../core/database/statements/old-texts.ts'
import { relocate } from '../../../core/scan/relocate.ts'
import { Scanner } from '../../../core/scan/scanner.ts'
import { unasked, type Base } from '../../base.ts'
import type { Family } from '../../wire/handler.ts'
import { workerFile } from '../../workers/worker-files.ts'
import { openAlbums } from './albums.ts'
import { audioHandlers } from './audio.ts'
import { libraryHandlers, type LibraryPorts } from './handlers.ts'
import { libraryNotices } from './notices.ts'
import { openStore } from './store.ts'
import { Watching } from './watching.ts'

interface LibraryFeature {
  handlers: Family<'library'> & Family<'audio'> & ReturnType<typeof openAlbums>['handlers']
  onJob(job: Job): void
  /** Looks at the folders again, where that is wanted. False where there is nothing to look at. */
  start(): boolean
  close(): Promise<void>
}

export function openLibrary(base: Base): LibraryFeature {
  const { db, jobs, changes, settings, models, decoders, dataFolder } = base
  const store = openStore(db)
  const scanner = new Scanner({
    db,
    jobs,
    worker: workerFile('metadata'),
    charset: () => settings.one('textCharset')
  })
  const counts = () => ({
    tracks: store.tracks.totals().tracks,
    analysed: models.id === null ? 0 : store.analyses.count(models.id)
  })
  const notices = libraryNotices(counts, value => changes.tell('library.changed', value))
  const albums = openAlbums(
    db,
    placing => changes.tell('library.placing', placing),
    thrown =>
      unasked(base, 'The albums could not be told', () => {
        throw thrown
      })
  )
  changes.on('library.changed', () => albums.follow())
  const watching = new Watching(base, scanner, store.folders)
  const pieces = new SoundPieces()
  let stays = false
  const watch = (): void => {
    if (stays) watching.follow(settings.get().watchFolders)
  }
  changes.on('settings.changed', watch)
  changes.on('model.in-use', () => notices.now())
  changes.on('vectors.imported', () => notices.now())
  changes.on('tracks.left', () => notices.now())
  let { textCharset } = settings.get()
  changes.on('settings.changed', now => {
    if (now.textCharset === textCharset) return
    textCharset = now.textCharset
    oldTextStatements(db).readAgain()
    if (store.folders.all().length > 0) unasked(base, 'The scan could not start', () => scanner.scan())
  })

  const scan: LibraryPorts['scan'] = (folderIds, verify) => {
    changes.tell('work.asked', null)
    return scanner.scan(folderIds, { verify })
  }
  /** Nothing may be at the tracks meanwhile, here or in another process. */
  const relocating: LibraryPorts['relocate'] = async (input, signal) => {
    const unlock = lockDataFolder(dataFolder, base.log)
    try {
      const found = await relocate({ db, ...input, signal })
      if (found.done) notices.now()
      watch()
      return found
    } finally {
      unlock()
    }
  }
  return {
    handlers: {
      ...libraryHandlers({
        store,
        models,
        scanner,
        scan,
        played: () => changes.tell('listening.changed', null),
        changed: () => {
          notices.now()
          watch()
        },
        watched: () => [...watching.states],
        relocate: relocating
      }),
      ...albums.handlers,
      ...audioHandlers({
        store,
        loudness: loudnessStatements(db),
        models,
        decoders,
        copies: new PlayableCopies(join(dataFolder, 'playable')),
        pieces
      })
    },
    onJob: job => {
      notices.onJob(job)
      watching.onJob(job)
    },
    close: async () => {
      pieces.close()
      await watching.close()
      await albums.close()
    },
    start: () => {
      stays = true
      watch()
      if (!settings.get().scanOnStart || store.folders.all().length === 0) return false
      unasked(base, 'The scan could not start', () => scanner.scan())
      return true
    }
  }
}
