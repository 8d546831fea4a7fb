import type { PageBridge } from '#contract/bridge.ts'
import { toFailure, type Failure } from '#contract/errors.ts'
import type { Input } from '#contract/requests.ts'
import type { Arc, Draft, DraftEntry, DraftWish } from '#contract/playlists.ts'
import { quotedText } from '../query-text.ts'

export type ArcName = 'none' | 'rise' | 'fall' | 'wave' | 'drawn'
export type MakeKind = 'wish' | 'path'
/** A point of a way: a track, or what it should sound like there. */
export interface PathPoint {
  trackId: number | null
  title: string
  phrase: string
}
export type LengthKind = 'minutes' | 'tracks'

/** Points of a curve drawn by hand. */
const drawnPoints = 12

const emptyPoint = (): PathPoint => ({ trackId: null, title: '', phrase: '' })

/** What is wished for, and the draft that came of it. Nothing is kept until it is saved. */
export class Maker {
  kind = $state<MakeKind>('wish')
  prompt = $state('')
  points = $state<PathPoint[]>([emptyPoint(), emptyPoint()])
  seeds = $state.raw<number[]>([])
  /** Only tracks of this playlist, as the search names it; null: of the whole library. */
  source = $state.raw<string | null>(null)
  lengthKind = $state<LengthKind>('minutes')
  /** Null: what the prompt says, else the usual. */
  length = $state<number | null>(null)
  artistCap = $state<number | null>(3)
  diversity = $state(0.3)
  foldDuplicates = $state(true)
  arcName = $state<ArcName>('none')
  drawn = $state.raw<number[]>(Array.from({ length: drawnPoints }, () => 0.5))
  seed = $state(0)

  draft = $state.raw<Draft | null>(null)
  /** Tracks that keep their place. */
  locked = $state.raw<readonly number[]>([])
  making = $state(false)
  failure = $state.raw<Failure | null>(null)
  active = $state(0)

  readonly arc: Arc = $derived(this.arcName === 'drawn' ? this.drawn : this.arcName)
  readonly asks = $derived(
    this.kind === 'path'
      ? this.points.every(({ trackId, phrase }) => trackId !== null || phrase.trim() !== '')
      : this.prompt.trim() !== '' || this.seeds.length > 0 || this.source !== null
  )

  readonly #bridge: PageBridge
  readonly #failed: (thrown: unknown) => void
  #refused: number[] = []
  #asking = new AbortController()

  constructor(bridge: PageBridge, failed: (thrown: unknown) => void) {
    this.#bridge = bridge
    this.#failed = failed
  }

  /** A draft of what is wished for; what is locked keeps its place. */
  async make(): Promise<void> {
    if (!this.asks) return
    this.#asking.abort()
    const { signal } = (this.#asking = new AbortController())
    this.making = true
    this.#refused = []
    try {
      const draft =
        this.kind === 'path'
          ? await this.#bridge.call('drafts.path', this.#way(), signal)
          : await this.#bridge.call('drafts.make', this.#wish(), signal)
      if (signal.aborted) return
      this.draft = draft
      this.failure = null
      this.active = 0
    } catch (thrown) {
      if (!signal.aborted) this.failure = toFailure(thrown)
    } finally {
      if (!signal.aborted) this.making = false
    }
  }

  stop(): void {
    this.#asking.abort()
    this.making = false
  }

  addPoint(): void {
    this.points = [...this.points, emptyPoint()]
  }

  removePoint(at: number): void {
    this.points = this.points.filter((_, index) => index !== at)
  }

  /** Whether words of the wish were read as something else, and can be taken as they are. */
  canKeep({ kind, text, meaning }: Draft['understood'][number]): boolean {
    const isRead = kind === 'length' || kind === 'arc' || (kind === 'filter' && meaning.code !== 'filter')
    const mayBeWords = isRead || meaning.code === 'respelt' || meaning.code === 'example'
    return this.kind === 'wish' && mayBeWords && quotedText(this.prompt, [text]) !== this.prompt
  }

  /** The same wish, with these words as they are: in quotes. */
  async keep(words: string): Promise<void> {
    this.prompt = quotedText(this.prompt, [words])
    await this.make()
  }

  /** The same wish, other tracks. */
  async again(): Promise<void> {
    this.seed++
    await this.make()
  }

  toggleLock(trackId: number): void {
    const others = this.locked.filter(id => id !== trackId)
    this.locked = others.length < this.locked.length ? others : [...others, trackId]
  }

  removeAt(position: number): void {
    if (!this.draft) return
    this.draft = { ...this.draft, entries: this.draft.entries.filter((_, at) => at !== position) }
    this.active = Math.min(this.active, Math.max(0, this.draft.entries.length - 1))
  }

  move(from: number, before: number): void {
    const entry = this.draft?.entries[from]
    if (!this.draft || !entry || before === from || before === from + 1) return
    const rest = this.draft.entries.filter((_, at) => at !== from)
    const at = before > from ? before - 1 : before
    this.draft = { ...this.draft, entries: [...rest.slice(0, at), entry, ...rest.slice(at)] }
    this.active = at
  }

  /** Another track for one place. */
  async reroll(position: number): Promise<void> {
    const draft = this.draft
    const old = draft?.entries[position]
    if (!draft || !old) return
    this.#refused.push(old.trackId)
    try {
      const entry = await this.#bridge.call('drafts.reroll', {
        trackIds: draft.entries.map(({ trackId }) => trackId),
        position,
        refused: this.#refused,
        wish: this.#wish()
      })
      this.#replace(position, old, entry)
    } catch (thrown) {
      this.#failed(thrown)
    }
  }

  forget(): void {
    this.stop()
    this.draft = null
    this.failure = null
    this.locked = []
  }

  /** Only where the draft is still the one that was asked about. */
  #replace(position: number, old: DraftEntry, entry: DraftEntry): void {
    if (this.draft?.entries[position] !== old) return
    this.draft = {
      ...this.draft,
      entries: this.draft.entries.map((each, at) => (at === position ? entry : each))
    }
  }

  #way(): Input<'drafts.path'> {
    return {
      points: this.points.map(({ trackId, phrase }) =>
        trackId === null ? { phrase: phrase.trim() } : { trackId }
      ),
      ...(this.length === null ? {} : { [this.lengthKind]: this.length }),
      artistCap: this.artistCap,
      foldDuplicates: this.foldDuplicates,
      seed: this.seed
    }
  }

  #wish(): Partial<DraftWish> {
    const positions = this.draft?.entries ?? []
    return {
      prompt: [this.prompt.trim(), this.source === null ? '' : `playlist:${this.source}`]
        .filter(Boolean)
        .join(' '),
      seeds: this.seeds,
      ...(this.length === null ? {} : { [this.lengthKind]: this.length }),
      artistCap: this.artistCap,
      diversity: this.diversity,
      foldDuplicates: this.foldDuplicates,
      arc: this.arc,
      keep: [],
      locked: positions.flatMap(({ trackId }, position) =>
        this.locked.includes(trackId) ? [{ trackId, position }] : []
      ),
      seed: this.seed
    }
  }
}
