import type { Caller } from '#contract/bridge.ts'
import { restoreWaiting } from '../core/database/backups/keeper.ts'
import { toFailure } from '#contract/errors.ts'
import { keepSmall } from '../core/threads/index.ts'
import { openBase, unasked, type Base } from './base.ts'
import { openSearch } from './features/search/open.ts'
import type { EngineOptions } from './options.ts'
import { RequestDesk } from './wire/request-desk.ts'

export type { EngineOptions } from './options.ts'

export interface Engine extends Required<Caller> {
  /** Stops what runs, keeps what is done, and gives everything back. */
  close(): Promise<void>
}

/** The engine: every part of core, put together. Throws what opening the database throws. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const {
    analyseAfterScan = true,
    afterCrash = false,
    reasonWords = () => null,
    onLog = () => undefined
  } = options
  await restoreChosen(options.dataFolder, onLog)
  const base = openBase({ ...options, log: onLog })
  const { jobs, changes } = base

  // Who is opened first hears first of what changes. The search is told where the library is before all the rest is loaded.
  const search = openSearch(base, options.searchThread)
  const { openOthers } = await import('./features/others.ts')
  const { library, analysis, models, playlists, tags, covers, handlers } = openOthers(base, search, {
    ...options,
    analyseAfterScan,
    afterCrash,
    reasonWords
  })
  const desk = new RequestDesk(handlers, base.check)

  jobs.on(job => {
    changes.tell('job', job)
    library.onJob(job)
    analysis.onJob(job)
    models.onJob(job)
  })

  const heap = options.startUp ? keepSmall(() => base.db.pragma('shrink_memory')) : () => undefined
  if (options.startUp) {
    if (options.dailyBackups) base.backups.watch()
    playlists.start()
    search.start(desk.closing)
    // Analysis follows a scan by itself.
    if (!library.start()) analysis.start()
  }

  let closing: Promise<void> | null = null
  const close = async (): Promise<void> => {
    heap()
    const answered = desk.close()
    await jobs.close()
    // A shell that stays goes on with it the next time; a command has no next time.
    await analysis.close(options.startUp === true)
    await playlists.close()
    await tags.close()
    await covers.close()
    await library.close()
    await search.close()
    await answered
    if (options.dailyBackups && !options.startUp) unasked(base, 'The backup', () => backUpAtEnd(base))
    await base.backups.close()
    base.close()
  }

  return {
    call: (name, input, signal) => desk.call(name, input, signal),
    answer: (name, input, signal) => desk.answer(name, input, signal),
    on: (name, listener) => changes.on(name, listener),
    close: () => (closing ??= close())
  }
}

/** What was chosen while the library was open. Where it cannot be done, the library stays as it is, and opens. */
async function restoreChosen(dataFolder: string, log: (line: string) => void): Promise<void> {
  try {
    const restored = await restoreWaiting(dataFolder)
    if (restored) log(`The backup ${restored.path} is in place; what was there is kept as ${restored.kept}.`)
  } catch (thrown) {
    log(`The chosen backup could not be put back: ${toFailure(thrown).message}`)
  }
}

/** Not where the library is gone: what is left of it must not come into its place. */
function backUpAtEnd({ check, backups }: Base): void {
  check()
  backups.atEnd()
}
