import type { Moment } from '#contract/entities.ts'

/** One place of the queue. */
export interface Entry {
  /** Tells places apart: a track may stand in several. */
  key: number
  id: number
  /** Where the passage begins and ends that is played; null: the whole track is. */
  span: Moment | null
  /** Nobody chose it: the queue went on with it by itself. */
  byItself?: true
}

/** What plays, and what comes before and after it. Never changed: each step makes another, so that each can be undone. */
export interface Order {
  readonly entries: readonly Entry[]
  /** Where the one stands that plays; -1 where nothing does. */
  readonly place: number
  /** The keys as they stood before they were shuffled; null: they are not. */
  readonly unshuffled: readonly number[] | null
}

export type Repeat = 'off' | 'all' | 'one'

export const noOrder: Order = { entries: [], place: -1, unshuffled: null }

/** Keys, each once. */
export const keySet = (keys: Iterable<number>): ReadonlySet<number> => new Set(keys)

/** Where each stands, by its key. */
export const placesOfKeys = (entries: readonly Entry[]): ReadonlyMap<number, number> =>
  new Map(entries.map(({ key }, at) => [key, at]))

const currentOf = ({ entries, place }: Order): Entry | undefined => entries[place]

/** Where something goes that is to stand before a key. */
function placeOf({ entries }: Order, before: number | null): number {
  const at = before === null ? -1 : entries.findIndex(({ key }) => key === before)
  return at < 0 ? entries.length : at
}

/** Other entries, and the place of the one that played before. */
function withEntries(order: Order, entries: readonly Entry[]): Order {
  const current = currentOf(order)
  return { ...order, entries, place: current ? entries.indexOf(current) : -1 }
}

/** Some more entries before the one with a key; null: at the end. */
export function inserted(order: Order, before: number | null, fresh: readonly Entry[]): Order {
  const at = placeOf(order, before)
  return withEntries(order, [...order.entries.slice(0, at), ...fresh, ...order.entries.slice(at)])
}

/** Some entries, in the order they stand in, before another one; null: at the end. */
export function moved(order: Order, keys: ReadonlySet<number>, before: number | null): Order {
  const taken = order.entries.filter(({ key }) => keys.has(key))
  const from = placeOf(order, before)
  const kept = (entries: readonly Entry[]): Entry[] => entries.filter(({ key }) => !keys.has(key))
  return withEntries(order, [
    ...kept(order.entries.slice(0, from)),
    ...taken,
    ...kept(order.entries.slice(from))
  ])
}

/** What plays stays, whatever is taken out. */
export function without(order: Order, keys: ReadonlySet<number>): Order {
  const current = currentOf(order)
  return withEntries(
    order,
    order.entries.filter(entry => entry === current || !keys.has(entry.key))
  )
}

/** Nothing but what plays. */
export function cleared(order: Order): Order {
  const current = currentOf(order)
  return { ...withEntries(order, current ? [current] : []), unshuffled: null }
}

/** What a shuffle leaves where it is: what was heard before the one that plays, and that one. */
function settled(order: Order, heard: ReadonlySet<number>): Entry[] {
  return order.entries.filter(({ key }, at) => at === order.place || (at < order.place && heard.has(key)))
}

/** What a shuffle puts into another order. */
export function open(order: Order, heard: ReadonlySet<number>): Entry[] {
  const fixed = new Set(settled(order, heard))
  return order.entries.filter(entry => !fixed.has(entry))
}

/** The same entries, what was not heard yet in the order of these keys. `then` has to name all that is open. */
export function shuffled(order: Order, heard: ReadonlySet<number>, then: readonly number[]): Order {
  const byKey = new Map(open(order, heard).map(entry => [entry.key, entry]))
  const coming = then.flatMap(key => byKey.get(key) ?? [])
  return {
    ...withEntries(order, [...settled(order, heard), ...coming]),
    unshuffled: order.unshuffled ?? order.entries.map(({ key }) => key)
  }
}

/** As it stood before the shuffle; what was added since comes behind what plays, as it stands now. */
export function unshuffled(order: Order): Order {
  if (order.unshuffled === null) return order
  const places = new Map(order.unshuffled.map((key, at) => [key, at]))
  const known = order.entries.filter(({ key }) => places.has(key))
  known.sort((a, b) => places.get(a.key)! - places.get(b.key)!)
  const fresh = order.entries.filter(({ key }) => !places.has(key))
  const current = currentOf(order)
  const at = current && places.has(current.key) ? known.indexOf(current) + 1 : known.length
  const plain = { ...order, unshuffled: null }
  return withEntries(plain, [...known.slice(0, at), ...fresh, ...known.slice(at)])
}

/** In any order (Fisher and Yates). `random`: from 0 to below 1. */
export function anyOrder<One>(all: readonly One[], random: () => number = Math.random): One[] {
  const drawn = [...all]
  for (let at = drawn.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    ;[drawn[at], drawn[other]] = [drawn[other]!, drawn[at]!]
  }
  return drawn
}

/** Where it goes on; -1: nowhere. `ended`: by itself, as the track came to its end. */
export function placeAfter({ entries, place }: Order, repeat: Repeat, ended: boolean): number {
  if (ended && repeat === 'one' && place >= 0) return place
  if (place + 1 < entries.length) return place + 1
  return repeat === 'all' && entries.length > 0 ? 0 : -1
}

/** An order of before, with what plays now. */
export function takenBack(before: Order, now: Order): Order {
  const current = currentOf(now)
  if (!current) return { ...before, place: -1 }
  const same = before.entries.findIndex(({ key }) => key === current.key)
  if (same >= 0) return { ...before, place: same }
  const at = before.place + 1
  return { ...inserted(before, before.entries[at]?.key ?? null, [current]), place: at }
}
