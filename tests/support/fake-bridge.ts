import type { PageBridge } from '#contract/bridge.ts'
import type { Doctor, EngineStatus, Folder, Job, JobKind, TrackFailure } from '#contract/entities.ts'
import { EarshotError, type ErrorCode } from '#contract/errors.ts'
import type { LeftOut } from '#contract/left-out.ts'
import type { EventName, Events } from '#contract/events.ts'
import type { Input, Output, RequestName } from '#contract/requests.ts'
import type { WindowState } from '#contract/window.ts'
import type { Settings } from '#contract/settings.ts'
import { backupHandlers, type FakeBackupOptions } from './fake-backups.ts'
import { fakeJob, fakeSettings, type Handlers } from './fake-engine.ts'
import { fakeAlbums } from './fake-albums.ts'
import { doublesHandlers, type FakeDoublesOptions } from './fake-doubles.ts'
import { detailOf, heatOf, hitOf, noise, peaksOf, plainHitOf, rowOf, soundOf, wavOf } from './fake-library.ts'
import type { SavedSearch } from '#contract/searches.ts'
import { coverHandlers } from './fake-covers.ts'
import { completionsOf, partsOf, passes } from './fake-query.ts'
import { leftHandlers } from './fake-left.ts'
import { mapHandlers } from './fake-map.ts'
import { modelHandlers, type FakeModelOptions } from './fake-models.ts'
import { playlistHandlers, type FakePlaylistOptions } from './fake-playlists.ts'
import { windowHandlers } from './fake-window.ts'
import { tagHandlers, type FakeTagOptions } from './fake-tags.ts'

const noneLeft = { versions: 0, artists: 0 }

export interface FakeOptions {
  shape: PageBridge['shape']
  /** Tracks in the library; 0 together with no folders is a first run. */
  tracks: number
  analysed: number
  /** Default: no pair of an earlier Earshot answers. */
  newEars?: number
  folders: Folder[]
  failures: TrackFailure[]
  leftOut: LeftOut[]
  /** Tracks that somebody left out. */
  left: number[]
  jobs: Job[]
  settings: Partial<Settings>
  /** What the window finds again. */
  window: WindowState
  /** Requests that fail, with the code. */
  errors: Partial<Record<RequestName, ErrorCode>>
  /** Requests that take this long, milliseconds. */
  delays: Partial<Record<RequestName, number>>
  cut: number
  providers: EngineStatus['providers']
  problems: Doctor['problems']
  /** What the native folder dialog gives. */
  chosen: string[]
  /** Playlist files that the system was asked to open with the window. */
  opened: string[]
  /** What the native dialog for ffmpeg gives; null: it was dismissed. */
  chosenDecoder: string | null
  /** Whether the server was started with a folder. */
  rooted: boolean
  playable: boolean
  /** Searches that are kept. */
  saved: SavedSearch[]
  /** Whether ways to go on are offered. */
  completions: boolean
  /** Paths at which an ffmpeg that runs is found; the first is taken where none is chosen. */
  ffmpegs: string[]
  tags: Partial<FakeTagOptions>
  doubles: Partial<FakeDoublesOptions>
  playlists: Partial<FakePlaylistOptions>
  models: Partial<FakeModelOptions>
  backups: Partial<FakeBackupOptions>
}

const defaults: FakeOptions = {
  saved: [],
  completions: false,
  shape: 'electron',
  tracks: 0,
  analysed: 0,
  folders: [],
  failures: [],
  leftOut: [],
  left: [],
  jobs: [],
  settings: {},
  window: {},
  errors: {},
  delays: {},
  cut: 24,
  providers: [],
  problems: [],
  chosen: ['/music/Records'],
  opened: [],
  chosenDecoder: null,
  rooted: true,
  playable: true,
  ffmpegs: ['/usr/bin/ffmpeg', '/opt/ffmpeg/bin/ffmpeg'],
  tags: {},
  doubles: {},
  playlists: {},
  models: {},
  backups: {}
}

const byName = new Intl.Collator('en')

/** The one thing that is ever faked: what the page knows of the engine. Deterministic, and told what to do by tests. */
export class FakeBridge implements PageBridge {
  readonly options: FakeOptions
  readonly calls: { name: RequestName; input: unknown }[] = []
  readonly #listeners = new Map<string, Set<(value: never) => void>>()
  #settings: Settings
  #forgotten = false
  readonly #handlers: Handlers
  #lastId = 100

  constructor(options: Partial<FakeOptions> = {}) {
    this.options = { ...defaults, ...options }
    this.#settings = { ...fakeSettings, ...this.options.settings }
    this.#handlers = {
      ...this.#own,
      ...coverHandlers,
      ...leftHandlers(this),
      ...tagHandlers(this),
      ...fakeAlbums(this),
      ...doublesHandlers(this),
      ...mapHandlers(this),
      ...playlistHandlers(this),
      ...modelHandlers(this),
      ...backupHandlers(this),
      ...windowHandlers(this)
    }
  }

  get shape(): PageBridge['shape'] {
    return this.options.shape
  }

  pathOf(file: File): string | null {
    return this.shape === 'electron' ? `/dropped/${file.name}` : null
  }

  mediaUrl(trackId: number): string {
    if (!this.options.playable) return 'data:audio/x-nothing;base64,AAAA'
    return URL.createObjectURL(wavOf(rowOf(trackId, true).duration ?? 60))
  }

  on<E extends EventName>(name: E, listener: (value: Events[E]) => void): () => void {
    const all = this.#listeners.get(name) ?? new Set()
    this.#listeners.set(name, all.add(listener))
    return () => all.delete(listener)
  }

  emit<E extends EventName>(name: E, value: Events[E]): void {
    for (const listener of this.#listeners.get(name) ?? []) (listener as (value: Events[E]) => void)(value)
  }

  async call<N extends RequestName>(name: N, input: Input<N>, signal?: AbortSignal): Promise<Output<N>> {
    this.calls.push({ name, input })
    const delay = this.options.delays[name] ?? 0
    await new Promise(resolve => setTimeout(resolve, delay))
    if (signal?.aborted) throw new EarshotError('cancelled', 'Cancelled.')
    const code = this.options.errors[name]
    if (code) throw new EarshotError(code, `The test made ${name} fail with ${code}.`)
    const handler = this.#handlers[name] as ((input: Input<N>) => Output<N>) | undefined
    if (!handler) throw new EarshotError('unknown-request', `The test does not answer ${name}.`)
    return handler(input)
  }

  #analysed(id: number): boolean {
    return id <= this.options.analysed
  }

  #start(kind: JobKind): Job {
    const job = fakeJob(kind, { id: ++this.#lastId, total: this.options.tracks })
    this.emit('job', job)
    return job
  }

  #status(): EngineStatus {
    return {
      version: '0.1.0',
      dataFolder: '/home/someone/.local/share/earshot',
      model: {
        id: 'earshot-mulan-1',
        version: '1',
        title: 'Earshot MuLan, first edition',
        licence: 'CC BY-SA 4.0, ISC, Apache-2.0',
        bytes: 31_400_000,
        state: 'ok',
        fault: null
      },
      decoder: this.#decoder(),
      providers: this.options.providers,
      workers: 4,
      waits: null,
      memory: 148_000_000
    }
  }

  #decoder(): EngineStatus['decoder'] {
    const { ffmpegs } = this.options
    const path = ffmpegs.find(path => path === this.#settings.ffmpeg) ?? ffmpegs[0]
    if (path === undefined) {
      const detail = 'mp3, flac, ogg, opus, wav, aiff'
      return { kind: 'built-in', detail, path: null, confinement: { code: 'not-here' } }
    }
    const confinement = { code: 'bubblewrap', path: '/usr/bin/bwrap' } as const
    return { kind: 'ffmpeg', detail: 'ffmpeg 7.1.1', path, confinement }
  }

  #answer(text: string, limit: number, kept: readonly string[] = []): Output<'search.query'> {
    const { tracks, cut, analysed } = this.options
    const parts = partsOf(text, kept)
    if (parts.every(part => part.kind === 'filter' || part.kind === 'wrong')) {
      const isUnread = parts.every(part => part.kind === 'wrong')
      const ids = Array.from({ length: isUnread ? 0 : tracks }, (_, at) => at + 1).filter(id =>
        passes(rowOf(id, true), text)
      )
      const hits = ids.slice(0, limit).map((id, at) => plainHitOf(id, at + 1))
      const unanalysed = ids.filter(id => !this.#analysed(id)).length
      return {
        text,
        parts,
        hits,
        cut: ids.length,
        found: { byName: 0, bySound: 0 },
        total: ids.length,
        unanalysed,
        left: noneLeft,
        elapsed: 3
      }
    }
    const words = parts.find(part => part.kind === 'sound' && !part.negative)?.text ?? 'like this'
    const all = Math.min(tracks, analysed)
    const filters = parts.filter(part => part.kind === 'filter').map(part => text.slice(part.start, part.end))
    const fitting = Array.from({ length: all }, (_, at) => at + 1).filter(
      id => !filters.length || passes(rowOf(id, true), filters.join(' '))
    )
    const total = fitting.length
    const seed = [...text].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) >>> 0
    const seen = new Set<number>()
    for (let at = 0; seen.size < Math.min(limit, total); at++)
      seen.add(fitting[Math.floor(noise(seed + at) * total)]!)
    const hits = [...seen].map((id, place) => hitOf(id, place, cut, words))
    // The one question in whose answer a recording is there three times.
    if (words === 'old recordings') hits[0]!.versions = [7, 8]
    const unanalysed = tracks - all
    const byName = hits.filter(hit => hit.named).length
    const found = { byName, bySound: Math.min(cut, total) - byName }
    const counts = { cut: Math.min(cut, total), found, total, unanalysed }
    return { text, parts, hits, ...counts, left: noneLeft, elapsed: 12 }
  }
  #list(sort: string, descending: boolean): Uint32Array {
    const ids = Uint32Array.from({ length: this.options.tracks }, (_, at) => at + 1)
    if (this.options.tracks <= 50_000 && (sort === 'title' || sort === 'artist')) {
      const names = Array.from(ids, id => {
        const { title, artist, album } = rowOf(id, true)
        return sort === 'title' ? title : `${artist || '\uffff'} ${album}`
      })
      ids.sort((a, b) => byName.compare(names[a - 1]!, names[b - 1]!) || a - b)
    }
    const shown = ids.filter(id => !this.options.left.includes(id))
    return descending ? shown.reverse() : shown
  }

  readonly #own: Handlers = {
    'library.overview': () => ({
      folders: this.options.folders,
      tracks: this.options.tracks,
      available: this.options.tracks,
      newEars: this.options.newEars ?? null,
      analysed: this.options.analysed,
      failures: this.options.failures.length,
      leftOut: this.options.leftOut.reduce((sum, { count }) => sum + count, 0),
      leftTracks: this.options.left.length,
      duration: this.options.tracks * 255,
      bytes: this.options.tracks * 21_000_000
    }),
    'library.watched': () => this.options.folders.map(({ path }) => ({ path, how: 'watched' })),
    'library.addFolders': ({ paths }) => {
      const added = paths.map(path => this.#folder(path))
      this.options.folders = [...this.options.folders, ...added]
      this.options.tracks ||= 1284
      return { folders: added, job: this.#start('scan') }
    },
    'library.removeFolder': ({ id }) => {
      this.options.folders = this.options.folders.filter(folder => folder.id !== id)
      return null
    },
    'library.relocate': ({ from, to, dryRun }) => {
      const tracks = this.options.folders.find(folder => folder.path === from)?.tracks ?? 0
      if (!dryRun)
        this.options.folders = this.options.folders.map(folder =>
          folder.path === from ? { ...folder, path: to, state: 'present' } : folder
        )
      const missingPaths = [`${from}/Lost.flac`, `${from}/Gone/One.mp3`]
      const counts = { byContent: 12, edited: 3, missing: missingPaths.length }
      return { from, to, tracks, byPlace: tracks - 17, ...counts, missingPaths, done: !dryRun }
    },
    'library.scan': () => this.#start('scan'),
    'library.list': ({ sort, descending }) => ({ ids: this.#list(sort, descending) }),
    'library.sorted': ({ ids, sort, descending }) => ({
      ids: this.#list(sort, descending).filter(id => ids.includes(id))
    }),
    'library.rows': ({ ids }) => ids.map(id => rowOf(id, this.#analysed(id))),
    'library.track': ({ id }) => detailOf(id, this.#analysed(id)),
    'library.played': ({ id }) => {
      const { plays, rating } = detailOf(id, true).played
      return { plays: plays + 1, playedAt: Date.now(), rating, fromFile: false }
    },
    'library.rate': ({ id, rating }) => ({ ...detailOf(id, true).played, rating, fromFile: false }),
    'library.paths': ({ ids }) => ids.map(id => `/music/Records/${rowOf(id, true).title}.flac`),
    'library.failures': () => this.options.failures,
    'library.leftOut': () => this.options.leftOut,
    'library.retry': ({ paths }) => {
      this.options.failures = this.options.failures.filter(({ path }) => paths && !paths.includes(path))
      return this.#start('analysis')
    },
    'analysis.start': () => this.#start('analysis'),
    'jobs.list': () => this.options.jobs,
    'jobs.cancel': ({ id }) => {
      const job = this.options.jobs.find(each => each.id === id)
      if (job) this.emit('job', { ...job, state: 'cancelled', endedAt: 1 })
      return null
    },
    'search.query': ({ text, limit, kept }) => this.#answer(text, limit ?? 200, kept),
    'search.similar': ({ text, limit }) => this.#answer(text ?? '', limit ?? 200),
    'search.complete': ({ text, at }) =>
      (this.options.completions ? completionsOf(text, at) : []).filter(
        ({ kind }) => kind !== 'used' || !this.#forgotten
      ),
    'search.saved': () => this.options.saved,
    'search.save': ({ text }) => {
      const one = { id: this.options.saved.length + 1, text, savedAt: 1 }
      this.options.saved = [...this.options.saved, one]
      return one
    },
    'search.forget': ({ id }) => {
      this.options.saved = this.options.saved.filter(one => one.id !== id)
      return null
    },
    'search.used': () => null,
    'search.forgetUsed': () => ((this.#forgotten = true), null),
    'search.moments': ({ text }) => {
      const { hits, parts, unanalysed } = this.#answer(text.replace(/^\s*moments?:/, ''), 12)
      const moments = hits.flatMap(({ id, moment }, place) => {
        const strength = 1 - place / 24
        return moment ? [{ id, ...moment, heat: 3 * strength, strength }] : []
      })
      return { text, parts, moments, cut: moments.length, unanalysed, elapsed: 8 }
    },
    'search.heat': ({ id }) => heatOf(id, rowOf(id, true).duration ?? 0),
    'audio.waveform': ({ id }) => ({ duration: rowOf(id, true).duration ?? 0, peaks: peaksOf(id) }),
    'audio.sound': asked => soundOf(rowOf(asked.id, true).duration ?? 60, asked, this.options.playable),
    'system.status': () => this.#status(),
    'system.doctor': () => ({
      ...this.#status(),
      models: [this.#status().model],
      database: {
        path: '/home/someone/.local/share/earshot/library.db',
        version: 10,
        bytes: 84_000_000,
        integrity: 'ok',
        backups: []
      },
      node: 'v24.21.0',
      platform: 'linux x64',
      problems: this.options.problems
    }),
    'settings.get': () => this.#settings,
    'settings.set': change => {
      this.#settings = { ...this.#settings, ...change }
      this.emit('settings.changed', this.#settings)
      return this.#settings
    },
    'shell.chooseFolders': () => this.options.chosen,
    'shell.browse': ({ path }) => ({
      path: path ?? (this.options.rooted ? '/music' : ''),
      parent: path === null || path === '/music' ? null : '/music',
      folders:
        this.options.rooted && (path === null || path === '/music')
          ? ['Ambient', 'Bandcamp', 'Classical', 'Field Recordings', 'Vinyl Rips'].map(name => ({
              name,
              path: `/music/${name}`
            }))
          : []
    }),
    'shell.chooseDecoder': () => {
      const ffmpeg = this.options.chosenDecoder
      if (ffmpeg === null) return this.#settings
      this.#settings = { ...this.#settings, ffmpeg }
      this.emit('settings.changed', this.#settings)
      return this.#settings
    },
    'shell.reveal': () => null,
    'shell.opened': () => this.options.opened.splice(0)
  }

  #folder(path: string): Folder {
    return { id: ++this.#lastId, path, state: 'present', tracks: 1284, addedAt: 0, scannedAt: null }
  }
}
