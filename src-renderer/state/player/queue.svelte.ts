import type { PageBridge } from '#contract/bridge.ts'
import type { Moment } from '#contract/entities.ts'
import type { WindowState } from '#contract/window.ts'
import { mostSmoothed } from '#contract/playlist-requests.ts'
import {
  anyOrder,
  cleared,
  inserted,
  keySet,
  moved,
  noOrder,
  open,
  placeAfter,
  placesOfKeys,
  shuffled,
  takenBack,
  unshuffled,
  without,
  type Entry,
  type Order,
  type Repeat
} from './order.ts'

export type Shuffle = (typeof shuffles)[number]

/** Tracks to play: numbers, or passages of tracks. */
export type Playable = ArrayLike<number | (Moment & { id: number })>

type KeptQueue = NonNullable<WindowState['queue']>

/** Among passages that are kept: no passage at all. */
const wholeTrack = { start: 0, end: 0 }

/** So many tracks say what fits behind them. */
export const lastTracks = 5
/** So many of the queue do not come again by themselves. */
const mostExcepted = 10_000

/** So many steps can be undone, as long as that does not keep more entries than these: a queue may be a whole library. */
const mostKept = 50
const mostEntries = 250_000

const shuffles = ['off', 'random', 'sound'] as const
const repeats = ['off', 'all', 'one'] as const

const after = <One>(all: readonly One[], one: One): One => all[(all.indexOf(one) + 1) % all.length]!

/** What plays and what comes next. Each edit can be undone; what plays goes on through all of them. */
export class Queue {
  #order = $state.raw<Order>(noOrder)
  #past = $state.raw<readonly Order[]>([])
  #shuffle = $state<Shuffle>('off')
  repeat = $state<Repeat>('off')
  /** Where it ends, it goes on with what fits the last tracks. */
  goesOn = $state(false)
  /** It was to go on, and nothing that was heard is left for that. */
  spent = $state(false)
  /** Keys of those that were played. */
  heard = $state.raw<ReadonlySet<number>>(keySet([]))

  readonly entries = $derived(this.#order.entries)
  readonly place = $derived(this.#order.place)
  readonly current: Entry | null = $derived(this.entries[this.place] ?? null)
  /** How many come behind the one that plays. */
  readonly coming = $derived(this.entries.length - this.place - 1)
  readonly undoable = $derived(this.#past.length > 0)
  readonly shuffle = $derived(this.#shuffle)

  readonly #bridge: PageBridge
  readonly #failed: (thrown: unknown) => void
  #lastKey = 0
  #extending: Promise<void> | null = null

  constructor(bridge: PageBridge, failed: (thrown: unknown) => void) {
    this.#bridge = bridge
    this.#failed = failed
  }

  /** A part of it, to be brought back by `restore`. */
  kept(before: number, most: number): KeptQueue {
    const entries = this.entries.slice(before, before + most)
    const places = placesOfKeys(entries)
    return {
      ids: entries.map(({ id }) => id),
      spans: entries.some(({ span }) => span) ? entries.map(({ span }) => span ?? wholeTrack) : null,
      unshuffled: this.#order.unshuffled?.flatMap(key => places.get(key) ?? []).slice(0, most) ?? null,
      shuffle: this.#shuffle,
      repeat: this.repeat,
      goesOn: this.goesOn
    }
  }

  /** As it was kept; nothing of it is undone. */
  restore({ ids, spans, unshuffled, shuffle, repeat, goesOn }: KeptQueue, place: number): void {
    const entries = this.#entriesOf(ids).map((entry, at) => {
      const span = spans?.[at] ?? wholeTrack
      return span.end > span.start ? { ...entry, span } : entry
    })
    const keys = unshuffled?.flatMap(at => entries[at]?.key ?? []) ?? null
    this.#order = { entries, place: entries[place] ? place : -1, unshuffled: keys }
    this.#shuffle = shuffle
    this.repeat = repeat
    this.goesOn = goesOn
    this.heard = keySet(entries.slice(0, place + 1).map(({ key }) => key))
  }

  /** It is not in the library any more. */
  drop(key: number): void {
    const entries = this.entries.filter(entry => entry.key !== key)
    const place =
      this.entries.findIndex(entry => entry.key === key) <= this.place ? this.place - 1 : this.place
    this.#order = { ...this.#order, entries, place }
  }

  /** Another list in the place of this one. Where it is to be shuffled, the one at `place` comes first. */
  start(list: Playable, place: number): Entry | null {
    const entries = this.#entriesOf(list)
    if (!entries[place]) return null
    this.#edit({ entries, place, unshuffled: null })
    this.#mark()
    void this.#mix()
    return this.current
  }

  /** Right behind what plays. Gives the keys of what was added. */
  playNext(list: Playable): number[] {
    return this.add(list, this.entries[this.place + 1]?.key)
  }

  /** Before the one with a key; without one behind all others. */
  add(list: Playable, before?: number): number[] {
    const entries = this.#entriesOf(list)
    this.#edit(inserted(this.#order, before ?? null, entries))
    return entries.map(({ key }) => key)
  }

  move(keys: Iterable<number>, before: number | null): void {
    this.#edit(moved(this.#order, keySet(keys), before))
  }

  remove(keys: Iterable<number>): void {
    this.#edit(without(this.#order, keySet(keys)))
  }

  clear(): void {
    this.#edit(cleared(this.#order))
  }

  /** Takes the last edit back; what plays goes on. */
  undo(): void {
    const before = this.#past.at(-1)
    if (!before) return
    this.#past = this.#past.slice(0, -1)
    this.#order = takenBack(before, this.#order)
    if (this.#order.unshuffled === null) this.#shuffle = 'off'
  }

  /** Goes to the next one, or says that there is none. `ended`: the track came to its end by itself. */
  advance(ended: boolean): Entry | null {
    return this.go(placeAfter(this.#order, this.repeat, ended))
  }

  /** What `advance` will come to. */
  following(ended: boolean): Entry | null {
    return this.entries[placeAfter(this.#order, this.repeat, ended)] ?? null
  }

  /** What comes by itself behind the one with a key. */
  behind(key: number): Entry | null {
    const place = this.entries.findIndex(entry => entry.key === key)
    return place < 0 ? null : (this.entries[placeAfter({ ...this.#order, place }, this.repeat, true)] ?? null)
  }

  go(place: number): Entry | null {
    const entry = this.entries[place]
    if (!entry) return null
    this.#order = { ...this.#order, place }
    this.#mark()
    return entry
  }

  /** What was heard stays; `off`: as it stood before. */
  async setShuffle(shuffle: Shuffle): Promise<void> {
    this.#shuffle = shuffle
    if (shuffle === 'off') this.#edit(unshuffled(this.#order))
    else {
      this.#remember()
      await this.#mix()
    }
  }

  setGoesOn(goesOn: boolean): void {
    this.goesOn = goesOn
    void this.extend()
  }

  /** Where nothing comes next and it is to go on: adds what fits the tracks at its end. */
  async extend(): Promise<void> {
    const ends = this.current !== null && this.coming === 0 && this.repeat === 'off'
    if (!this.goesOn || !ends) this.spent = false
    else await (this.#extending ??= this.#goOn().finally(() => (this.#extending = null)))
  }

  async #goOn(): Promise<void> {
    const before = this.entries
    const ids = before.map(({ id }) => id)
    try {
      const found = await this.#bridge.call('drafts.goOn', {
        after: ids.slice(-lastTracks),
        except: ids.slice(-mostExcepted)
      })
      if (this.entries !== before) return
      const fresh = this.#entriesOf(found.ids).map(entry => ({ ...entry, byItself: true as const }))
      this.#order = inserted(this.#order, null, fresh)
      this.spent = fresh.length === 0
    } catch (thrown) {
      this.#failed(thrown)
    }
  }

  /** As listed, shuffled, by sound, and round again. */
  async turnShuffle(): Promise<void> {
    await this.setShuffle(after(shuffles, this.#shuffle))
  }

  turnRepeat(): void {
    this.repeat = after(repeats, this.repeat)
  }

  /** What was not heard yet, in another order: any, or one in which each is followed by what sounds like it. */
  async #mix(): Promise<void> {
    if (this.#shuffle === 'off') return
    const drawn = anyOrder(open(this.#order, this.heard))
    this.#order = shuffled(
      this.#order,
      this.heard,
      drawn.map(({ key }) => key)
    )
    if (this.#shuffle === 'sound' && drawn.length > 1) await this.#smooth(this.#order, drawn)
  }

  /** The first of what was drawn on a way from each to what sounds like it; what is no longer open meanwhile stays. */
  async #smooth(before: Order, drawn: readonly Entry[]): Promise<void> {
    const first = drawn.slice(0, mostSmoothed)
    const ids = first.map(({ id }) => id)
    try {
      const { places } = await this.#bridge.call('drafts.smooth', { ids, after: this.current?.id ?? null })
      // Somebody changed the queue meanwhile: what they wanted counts.
      if (this.entries !== before.entries) return
      const keys = Array.from(places, place => first[place]!.key)
      const rest = drawn.slice(first.length).map(({ key }) => key)
      this.#order = shuffled(this.#order, this.heard, [...keys, ...rest])
    } catch (thrown) {
      this.#failed(thrown)
    }
  }

  #entriesOf(list: Playable): Entry[] {
    return Array.from(list, one => {
      const key = ++this.#lastKey
      if (typeof one === 'number') return { key, id: one, span: null }
      return { key, id: one.id, span: { start: one.start, end: one.end } }
    })
  }

  #mark(): void {
    if (this.current) this.heard = keySet([...this.heard, this.current.key])
  }

  #remember(): void {
    if (this.#order.entries.length === 0) return
    const past = [...this.#past, this.#order].slice(-mostKept)
    let kept = past.reduce((sum, { entries }) => sum + entries.length, 0)
    while (past.length > 1 && kept > mostEntries) kept -= past.shift()!.entries.length
    this.#past = past
  }

  #edit(order: Order): void {
    this.#remember()
    this.#order = order
  }
}
