import type { PageBridge } from '#contract/bridge.ts'
import type { SearchAnswer, SearchHit } from '#contract/entities.ts'
import { toFailure, type Failure } from '#contract/errors.ts'
import { FoundOrder } from './found-order.svelte.ts'
import { quotedText } from './query-text.ts'

/** Milliseconds of silence before a query goes out. */
const pause = 70
/** While the library is still being heard, an open search is asked again this often at most. */
const refresh = 4000
const firstPage = 200
const expandedPage = 2000
/** Where nothing clearly fits, this many are shown all the same. */
const closest = 20
/** No more are fetched for one answer, however many fit. */
const most = 20_000

export interface Variety {
  /** Null: any number. */
  artistCap: number | null
  foldDuplicates: boolean
  /** From 0, the best first, to 1, as varied as can be. */
  diversity: number
}

const unlimited: Variety = { artistCap: null, foldDuplicates: true, diversity: 0 }

/** The search box and its answer. The newest question wins; the last answer stays until the next is there. */
export class Search {
  text = $state('')
  /** Words in plain language that stay words, as they were typed. */
  kept = $state.raw<readonly string[]>([])
  answer = $state.raw<SearchAnswer | null>(null)
  failure = $state.raw<Failure | null>(null)
  searching = $state(false)
  /** Whether what lies below the line is shown. */
  expanded = $state(false)
  /** How much of the same the answer may hold. */
  variety = $state.raw<Variety>(unlimited)

  /** The same search where there is no box: what stays words is in quotes. */
  readonly spoken = $derived(quotedText(this.text, this.kept))
  readonly active = $derived(this.text.trim() !== '')
  readonly hits = $derived(this.answer?.hits ?? [])
  readonly cut = $derived(Math.min(this.answer?.cut ?? 0, this.hits.length))
  /** Only filters were asked: tracks fit or do not, and none sounds more like it than another. */
  readonly narrowing = $derived(
    this.answer !== null && !this.answer.parts.some(part => part.kind === 'sound' || part.kind === 'like')
  )
  /** What is asked for may be no sound: what scores well is no match for that. */
  readonly doubtful = $derived(
    (this.answer?.parts ?? []).some(part => part.trust === 'unsure' && !part.negative)
  )
  /** How many stand above the line: what clearly sounds like it, else the closest few. */
  readonly above = $derived(this.cut > 0 ? this.cut : Math.min(closest, this.hits.length))
  /** How many would appear below the line. */
  readonly below = $derived(
    this.narrowing
      ? 0
      : this.expanded
        ? this.hits.length - this.above
        : Math.min(this.answer?.total ?? 0, Math.max(expandedPage, this.hits.length)) - this.above
  )
  readonly #hitsById: Partial<Record<number, SearchHit>> = $derived(
    Object.fromEntries(this.hits.map(hit => [hit.id, hit]))
  )

  readonly order: FoundOrder
  readonly #bridge: PageBridge
  readonly #answered: (text: string) => unknown
  #timer: ReturnType<typeof setTimeout> | null = null
  #refreshTimer: ReturnType<typeof setTimeout> | null = null
  #asking: AbortController | null = null

  /** `answered` is told the words of each answer; none when it is taken away. */
  constructor(bridge: PageBridge, answered: (text: string) => unknown = () => undefined) {
    this.#bridge = bridge
    this.#answered = answered
    this.order = new FoundOrder(
      bridge,
      () => this.hits.map(({ id }) => id),
      thrown => (this.failure = toFailure(thrown))
    )
    bridge.on('library.changed', () => this.#refreshSoon())
  }

  /** What is known of a track in this answer. */
  hit(id: number): SearchHit | undefined {
    return this.#hitsById[id]
  }

  type(text: string): void {
    this.text = text
    this.order.unsort()
    this.kept = this.kept.filter(words => text.includes(words))
    this.expanded = false
    this.#later(text.trim() === '' ? 0 : pause)
  }

  clear(): void {
    this.type('')
  }

  /** Takes words as words, and not as the filter that they were read as; or the other way round. */
  keep(words: string, asWords: boolean): void {
    const others = this.kept.filter(one => one !== words)
    this.kept = asWords ? [...others, words] : others
    void this.ask()
  }

  /** Asks for more or less of the same. */
  async vary(change: Partial<Variety>): Promise<void> {
    this.variety = { ...this.variety, ...change }
    await this.ask()
  }

  /** Shows or hides what is below the line. */
  async expand(expanded: boolean): Promise<void> {
    this.expanded = expanded
    if (expanded && this.hits.length < (this.answer?.total ?? 0)) await this.ask()
  }

  async ask(): Promise<void> {
    this.#asking?.abort()
    const text = this.text.trim()
    if (text === '') {
      this.#put(null)
      this.failure = null
      this.searching = false
      return
    }
    const asking = new AbortController()
    this.#asking = asking
    this.searching = true
    try {
      const known = this.answer?.text === this.text ? this.hits.length : 0
      const limit = Math.max(this.expanded ? expandedPage : firstPage, known)
      const { cut, hits } = await this.#question(limit, asking.signal)
      const whole = Math.min(cut, most)
      if (hits.length < whole) await this.#question(whole, asking.signal)
    } catch (thrown) {
      if (asking.signal.aborted) return
      this.failure = toFailure(thrown)
    } finally {
      if (this.#asking === asking) this.searching = false
    }
  }

  /** Throws when a newer question took its place. */
  async #question(limit: number, signal: AbortSignal): Promise<SearchAnswer> {
    const answer = await this.#bridge.call(
      'search.query',
      { text: this.text, limit, ...this.variety, ...(this.kept.length > 0 && { kept: [...this.kept] }) },
      signal
    )
    const places = await this.order.placesOf(answer.hits.map(({ id }) => id))
    signal.throwIfAborted()
    this.#put(answer)
    this.order.places = places
    this.failure = null
    return answer
  }

  #put(answer: SearchAnswer | null): void {
    this.answer = answer
    this.#answered(answer === null ? '' : this.spoken)
  }

  #later(wait: number): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    if (wait === 0) void this.ask()
    else this.#timer = setTimeout(() => void this.ask(), wait)
  }

  #refreshSoon(): void {
    if (!this.active) return
    if (this.#refreshTimer) return
    this.#refreshTimer = setTimeout(() => {
      this.#refreshTimer = null
      if (this.active && !this.searching) void this.ask()
    }, refresh)
  }
}
