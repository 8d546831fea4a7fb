import type { Job, Watched } from '#contract/entities.ts'
import { EarshotError, toFailure } from '#contract/errors.ts'
import type { FolderStatements } from '../../../core/database/statements/folders.ts'
import type { Scanner } from '../../../core/scan/scanner.ts'
import { planWalks } from '../../../core/scan/starts.ts'
import { knowsPlaces, type SeenPlace } from '../../../core/scan/watch/news.ts'
import type { ToWatch, WatchTasks } from '../../../core/scan/watch/watch-port.ts'
import { Thread, ThreadClosed } from '../../../core/threads/index.ts'
import { unasked, type Base } from '../../base.ts'
import { workerFile } from '../../workers/worker-files.ts'

/** While files are moved and written by a plan, what it does to them is the plan's to tell. */
const writing = ['tag-write', 'tag-undo'] as const
/** Milliseconds until a scan is tried again that could not start: another process works on this library. */
const again = 10_000

/** Looks where something has changed in the folders, as long as a shell stays. */
export class Watching {
  readonly #base: Base
  readonly #scanner: Scanner
  readonly #folders: FolderStatements
  #thread: Thread<WatchTasks> | null = null
  #states: Watched[] = []
  readonly #isKnown: (place: SeenPlace) => boolean
  #waiting: SeenPlace[] = []
  #timer: NodeJS.Timeout | null = null

  constructor(base: Base, scanner: Scanner, folders: FolderStatements) {
    this.#base = base
    this.#scanner = scanner
    this.#folders = folders
    this.#isKnown = knowsPlaces(base.db)
  }

  get states(): readonly Watched[] {
    return this.#states
  }

  /** Begins, or ends, or watches what the folders are by now. */
  follow(wanted: boolean): void {
    if (!wanted) return void this.close()
    if (this.#thread === null || !this.#thread.alive) {
      this.#thread = new Thread<WatchTasks>(workerFile('watch'), { heapMegabytes: 512 })
      void this.#listen(this.#thread)
    }
    const all = this.#folders.all()
    const { starts, roots } = planWalks(all, all)
    this.#thread.notify({ roots: starts.map(({ path }) => path), real: roots } satisfies ToWatch)
  }

  onJob({ kind, state }: Job): void {
    if (state !== 'running' && writing.some(one => one === kind)) this.#look()
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#waiting = []
    this.#states = []
    const thread = this.#thread
    this.#thread = null
    await thread?.close(2000)
  }

  async #listen(thread: Thread<WatchTasks>): Promise<void> {
    try {
      for (;;) {
        const { places, roots } = await thread.ask('next', null)
        if (thread !== this.#thread) return
        this.#states = roots
        this.#waiting.push(...places)
        this.#look()
      }
    } catch (thrown) {
      this.#states = []
      if (thrown instanceof ThreadClosed) return
      this.#base.log(`The folders are watched no more: ${toFailure(thrown).message}`)
    }
  }

  #look(): void {
    const { jobs, db } = this.#base
    if (this.#waiting.length === 0 || !db.open || jobs.isRunning(...writing)) return
    unasked(this.#base, 'What changed in the folders could not be looked at', () => {
      const places = this.#waiting.filter(place => !this.#isKnown(place))
      this.#waiting = []
      try {
        // A folder of the library that came or went is looked at as one, so that its state is told.
        const whole = this.#folders
          .all()
          .filter(({ path }) => places.some(place => place.path === path && place.deep))
        if (whole.length > 0) this.#scanner.scan(whole.map(({ id }) => id))
        const rest = places.filter(place => !whole.some(({ path }) => path === place.path))
        if (rest.length > 0) this.#scanner.lookAt(rest)
      } catch (thrown) {
        const code = thrown instanceof EarshotError ? thrown.code : null
        if (code === 'cancelled') return // the engine is closing
        if (code !== 'database-busy') throw thrown
        this.#waiting.push(...places)
        this.#timer ??= setTimeout(() => this.#tryAgain(), again).unref()
      }
    })
  }

  #tryAgain(): void {
    this.#timer = null
    this.#look()
  }
}
