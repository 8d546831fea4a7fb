import { EarshotError } from '#contract/errors.ts'
import type { SearchPlaces } from '../../../core/search/open-searcher.ts'
import { lossInWords, ThreadClosed, ThreadLost, type Thread } from '../../../core/threads/index.ts'
import { beginSearch } from '../../begin-search.ts'
import type { SearchNotice, SoundTasks } from '../../workers/sound-tasks.ts'

type Kind = keyof SoundTasks
type Answer<K extends Kind> = Promise<SoundTasks[K][1]>

interface AskOptions {
  signal?: AbortSignal | undefined
  /** Asks in one lane cancel their elders: of a box that is typed in, only the newest matters. */
  lane?: string
}

/**
 * The engine's end of the search worker. The worker starts with the first ask, unless it was begun before, and again after a
 * crash.
 */
export class SearchClient {
  readonly #url: URL
  #places: SearchPlaces
  readonly #lanes = new Map<string, AbortController>()
  #thread: Thread<SoundTasks> | null = null
  #closed = false
  /** Threads of models that were in use before, on their way out. */
  readonly #leaving = new Set<Promise<void>>()

  /** `begun`: a thread of that worker which has been told nothing yet; whoever began it ends it. */
  constructor(worker: URL, places: SearchPlaces, begun?: Thread<SoundTasks>) {
    this.#url = worker
    this.#places = places
    if (begun) this.#thread = this.#told(begun)
  }

  /** Rejects with cancelled, bad-request, not-found, or what the model at hand gives. */
  query(input: SoundTasks['query'][0], options?: AskOptions): Answer<'query'> {
    return this.ask('query', input, options)
  }

  similar(input: SoundTasks['similar'][0], options?: AskOptions): Answer<'similar'> {
    return this.ask('similar', input, options)
  }

  heat(input: SoundTasks['heat'][0], options?: AskOptions): Answer<'heat'> {
    return this.ask('heat', input, options)
  }

  /** What fits these tracks; those that were not heard are left out. */
  suggest(input: SoundTasks['suggest'][0], options?: AskOptions): Answer<'suggest'> {
    return this.ask('suggest', input, options)
  }

  /** Any ask. */
  async ask<K extends Kind>(kind: K, input: SoundTasks[K][0], options: AskOptions = {}): Answer<K> {
    const { signal, lane } = options
    if (lane === undefined) return this.#ask(kind, input, signal)
    this.#lanes.get(lane)?.abort()
    const stop = new AbortController()
    this.#lanes.set(lane, stop)
    return this.#ask(kind, input, signal ? AbortSignal.any([signal, stop.signal]) : stop.signal)
  }

  /** Starts the worker and rehearses, so that the first ask finds all of it loaded and compiled. What is asked meanwhile goes first. */
  async warm(): Promise<void> {
    // What cannot be loaded is said to whoever asks.
    await this.ask('rehearse', null).catch(() => undefined)
  }

  /** The library changed: what is asked from now on sees it. */
  changed(): void {
    this.#thread?.notify('changed' satisfies SearchNotice)
  }

  /** From now on this is what answers: another model. What waits is asked again there. */
  use(places: SearchPlaces): void {
    this.#places = places
    const before = this.#thread
    this.#thread = null
    if (before) this.#leave(before)
  }

  async close(): Promise<void> {
    this.#closed = true
    const thread = this.#thread
    this.#thread = null
    if (thread) this.#leave(thread)
    await Promise.all(this.#leaving)
  }

  async #ask<K extends Kind>(kind: K, input: SoundTasks[K][0], signal: AbortSignal | undefined): Answer<K> {
    for (;;) {
      if (this.#closed) throw new EarshotError('cancelled', 'Cancelled.')
      try {
        return await this.#running().ask(kind, input, { signal })
      } catch (thrown) {
        if (thrown instanceof ThreadLost) throw stopped(thrown)
        // Another model answers now.
        if (!(thrown instanceof ThreadClosed)) throw thrown
      }
    }
  }

  #running(): Thread<SoundTasks> {
    if (!this.#thread?.alive) this.#thread = this.#told(beginSearch(this.#url))
    return this.#thread
  }

  #told(thread: Thread<SoundTasks>): Thread<SoundTasks> {
    thread.notify({ places: this.#places } satisfies SearchNotice)
    return thread
  }

  /** Not by force: ending a thread in the middle of native inference aborts the process. */
  #leave(thread: Thread<SoundTasks>): void {
    const leaving: Promise<void> = thread.close().finally(() => this.#leaving.delete(leaving))
    this.#leaving.add(leaving)
  }
}

const stopped = ({ loss }: ThreadLost): EarshotError =>
  new EarshotError('internal', `The search stopped (${lossInWords(loss)}); ask again.`)
