import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Caller } from '#contract/bridge.ts'
import type { Job } from '#contract/entities.ts'
import { toFailure } from '#contract/errors.ts'
import { Listeners } from '#contract/listeners.ts'
import type { FoundDecoder } from '../core/audio/find-decoder.ts'
import { measuringMethod } from '../core/audio/measure/measure.ts'
import { PlayableCopies } from '../core/audio/playable-copies.ts'
import { lockDataFolder } from '../core/database/lock.ts'
import { openDatabase } from '../core/database/open.ts'
import { pathForDisplay } from '../core/files/paths.ts'
import { settingStatements } from '../core/database/statements/settings.ts'
import { termStatements } from '../core/database/statements/terms.ts'
import { taughtStatements } from '../core/database/statements/taught.ts'
import { JobRunner } from '../core/jobs/index.ts'
import type { ReasonWords } from '../core/playlists/files/export-job.ts'
import { Scanner } from '../core/scan/scanner.ts'
import { Analyses } from '../core/analysis/analyses.ts'
import type { Analysis } from '../core/analysis/index.ts'
import { DecoderChoice } from '../core/audio/decoder-choice.ts'
import { followUp } from '../core/analysis/follow-up.ts'
import { analysisHandlers } from './features/analysis/handlers.ts'
import { audioHandlers } from './features/library/audio.ts'
import type { Handlers } from './wire/handler.ts'
import { historyHandlers } from './features/tags/history.ts'
import { jobHandlers } from './features/system/jobs.ts'
import { libraryHandlers } from './features/library/handlers.ts'
import { planHandlers } from './features/tags/plans.ts'
import { playlistMakingHandlers } from './features/playlists/drafts.ts'
import { searchHandlers } from './features/search/handlers.ts'
import { smartPlaylistHandlers } from './features/playlists/smart.ts'
import { settingsHandlers } from './features/system/settings-handlers.ts'
import { systemHandlers } from './features/system/handlers.ts'
import { TaughtBook } from '../core/tagging/taught/book.ts'
import { TermBook } from '../core/tagging/terms/term-book.ts'
import { termHandlers } from './features/tags/terms.ts'
import { taughtHandlers } from './features/tags/taught.ts'
import { libraryNotices } from './features/library/notices.ts'
import { ModelChoice } from '../core/inference/model-choice.ts'
import { Packs } from '../core/inference/packs/packs.ts'
import { modelHandlers } from './features/models/handlers.ts'
import { ModelSwitch } from '../core/analysis/model-switch.ts'
import { SmartKeeper } from '../core/playlists/smart/keeper.ts'
import { RequestDesk } from './wire/request-desk.ts'
import { SearchClient } from './features/search/search-client.ts'
import { createPlaylists } from './features/playlists/index.ts'
import { settingsStore } from '../core/database/settings.ts'
import { openStore } from './store.ts'
import { Tagging } from '../core/tagging/tagging.ts'
import { soundProposals } from '../core/tagging/plan/sound-proposals.ts'
import { workerFile } from './workers/worker-files.ts'

export interface EngineOptions {
  /** Where the library is kept; made where it is not. */
  dataFolder: string
  modelsFolder: string
  /** Go on to listen when a scan has brought tracks. Default true. */
  analyseAfterScan?: boolean
  /** What a shell wants of an engine that stays: folders looked at again, the rest analysed, search warmed up. */
  startUp?: boolean
  /** Words of the reasons in playlist files for other programs; without them those files carry none. */
  reasonWords?: ReasonWords
  /** Lines for a log: what went wrong where nobody waits for an answer. */
  onLog?: (line: string) => void
}

export interface Engine extends Caller {
  /** Stops what runs, keeps what is done, and gives everything back. */
  close(): Promise<void>
}

/** Time after the start at which the search worker is loaded, milliseconds: the window comes first. */
const warmUpAfter = 1500

/** The engine: every part of core, put together. Throws what opening the database throws. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const {
    dataFolder,
    modelsFolder,
    analyseAfterScan = true,
    startUp = false,
    reasonWords = () => null,
    onLog = () => undefined
  } = options
  const listeners = new Listeners()

  const db = openDatabase(dataFolder)
  const store = openStore(db)
  const settings = settingsStore(settingStatements(db), value => listeners.tell('settings.changed', value))
  const decoders = new DecoderChoice(() => settings.get().ffmpeg)
  const models = new ModelChoice(modelsFolder, dataFolder, store.models, settingStatements(db))
  const jobs = new JobRunner({
    lock: () => lockDataFolder(dataFolder),
    onFault: thrown => onLog(`What follows a job failed: ${toFailure(thrown).message}`)
  })
  const searching = () => ({ dataFolder, modelsFolder, model: models.model?.id })
  const search = new SearchClient(workerFile('search'), searching())
  const playlists = createPlaylists({
    db,
    jobs,
    words: reasonWords,
    onChange: id => {
      listeners.tell('playlists.changed', { id })
      smart.soon()
    },
    onLog
  })
  const smart: SmartKeeper = new SmartKeeper({
    db,
    search,
    changed: id => playlists.changed(id),
    failed: thrown => onLog(`A smart playlist could not be brought up to date: ${toFailure(thrown).message}`)
  })
  const scanner = new Scanner({ db, jobs, worker: workerFile('metadata') })
  const findDecoder = (): Promise<FoundDecoder> => decoders.find()
  const analyses = new Analyses({
    db,
    jobs,
    findDecoder,
    dataFolder,
    worker: workerFile('analysis'),
    onWarning: (path, warning) => onLog(`${pathForDisplay(path)}: ${warning}`)
  })
  const analysis = (): Analysis => analyses.of(models.require())
  const isRunning = (kind: Job['kind']): boolean =>
    jobs.list().some(job => job.kind === kind && job.state === 'running')

  const counts = () => ({
    tracks: store.tracks.totals().tracks,
    analysed: models.id === null ? 0 : store.analyses.count(models.id)
  })
  const notices = libraryNotices(counts, value => {
    search.changed()
    playlists.libraryChanged()
    smart.soon()
    listeners.tell('library.changed', value)
  })
  const modelSwitch = new ModelSwitch({
    models,
    settings: settingStatements(db),
    hasPending: model => store.analyses.hasPending(models.numberOf(model), measuringMethod),
    listen: model => asked(() => analyses.of(model).start()),
    isListening: () => isRunning('analysis'),
    changed: what => {
      listeners.tell('models.changed', null)
      if (what === 'preparing') return
      search.use(searching())
      notices.now()
      smart.afresh()
      for (const tags of ['terms', 'taught'] as const) listeners.tell('tags.changed', { what: tags })
    }
  })
  const nextAnalysis = (): Analysis => analyses.of(modelSwitch.nextToListen() ?? models.require())
  const follow = followUp({
    hasPending: () => modelSwitch.nextToListen() !== null,
    isRunning,
    startAnalysis: () => unasked('The analysis could not start', () => nextAnalysis().start())
  })
  jobs.on(job => {
    listeners.tell('job', job)
    notices.onJob(job)
    unasked('The model could not be changed', () => modelSwitch.onJob(job))
    if (job.kind.startsWith('model-') && job.state === 'done') {
      models.refresh()
      listeners.tell('models.changed', null)
    }
    if (analyseAfterScan) follow.onJob(job)
  })

  function unasked(what: string, work: () => unknown): void {
    try {
      work()
    } catch (thrown) {
      onLog(`${what}: ${toFailure(thrown).message}`)
    }
  }

  /** Somebody asked for it: a cancelled analysis may follow again. */
  const asked = (start: () => Job): Job => {
    follow.resume()
    return start()
  }

  const tagging: Tagging = new Tagging({
    db,
    dataFolder,
    jobs,
    worker: workerFile('tag-writer'),
    proposals: soundProposals({
      suggest: (ids, signal) => search.ask('suggest', { ids, learn: true }, { signal }),
      measured: ids => store.measurements.byTracks(ids)
    }),
    audit: () => desk.call('tags.audit', { limit: 10_000 }),
    heard: () => (models.id === null ? [] : store.analyses.analysedIds(models.id)),
    journalDays: () => settings.get().journalDays,
    changed: what => listeners.tell('tags.changed', { what }),
    onLog
  })

  const handlers = {
    ...libraryHandlers({
      store,
      modelId: () => models.id,
      tagNames: () => models.tagNames,
      tellsMusic: () => models.tellsMusic,
      addFolder: path => scanner.addFolder(path).id,
      removeFolder: id => scanner.removeFolder(id),
      startScan: ids => asked(() => scanner.scan(ids)),
      listened: () => {
        search.changed()
        smart.soon()
      },
      changed: notices.now
    }),
    ...analysisHandlers(ids => asked(() => (ids ? analysis() : nextAnalysis()).start(ids))),
    ...modelHandlers({
      models,
      modelSwitch,
      packs: new Packs({ models, jobs, dataFolder, selfTest: workerFile('model-check') }),
      statements: store.models,
      countHeard: id => store.analyses.count(id),
      countTracks: () => store.tracks.totals().tracks,
      changed: () => listeners.tell('models.changed', null)
    }),
    ...jobHandlers(jobs),
    ...playlists.handlers,
    ...playlistMakingHandlers(search),
    ...smartPlaylistHandlers(search, smart),
    ...searchHandlers(search),
    ...termHandlers({
      book: new TermBook(termStatements(db)),
      search,
      changed: () => listeners.tell('tags.changed', { what: 'terms' })
    }),
    ...taughtHandlers({
      book: new TaughtBook(taughtStatements(db), path => store.tracks.byPath(path)?.id ?? null),
      search,
      changed: () => {
        listeners.tell('tags.changed', { what: 'taught' })
        smart.soon()
      },
      learnt: () => listeners.tell('tags.changed', { what: 'taught' })
    }),
    ...audioHandlers({
      store,
      modelId: () => models.id,
      findDecoder,
      copies: new PlayableCopies(join(dataFolder, 'playable'))
    }),
    ...planHandlers(tagging, () => listeners.tell('tags.changed', { what: 'plans' })),
    ...historyHandlers(tagging),
    ...settingsHandlers(settings),
    ...systemHandlers({
      dataFolder,
      db,
      models,
      findDecoder,
      providers: () => analyses.ifAny(models.model)?.trials() ?? [],
      tryProviders: () => analysis().tryProviders(),
      workers: () => analyses.ifAny(models.model)?.workers ?? availableParallelism(),
      missingFolders: () =>
        store.folders.all().flatMap(({ state, path }) => (state === 'missing' ? [path] : []))
    })
  } satisfies Handlers
  const desk: RequestDesk = new RequestDesk(handlers)

  let warmUp: NodeJS.Timeout | undefined
  if (startUp) {
    smart.soon()
    warmUp = setTimeout(() => search.warm(), warmUpAfter).unref()
    const folders = settings.get().scanOnStart ? store.folders.all() : []
    if (folders.length > 0) unasked('The scan could not start', () => scanner.scan())
    else if (analyseAfterScan) follow.look()
  }

  let closing: Promise<void> | null = null
  const close = async (): Promise<void> => {
    clearTimeout(warmUp)
    const answered = desk.close()
    await jobs.close()
    smart.close()
    await playlists.close()
    await tagging.close()
    await search.close()
    await answered
    db.close()
  }

  return {
    call: (name, input, signal) => desk.call(name, input, signal),
    answer: (name, input, signal) => desk.answer(name, input, signal),
    on: (name, listener) => listeners.on(name, listener),
    close: () => (closing ??= close())
  }
}
